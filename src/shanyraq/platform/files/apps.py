"""Wiring of this room."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "shanyraq.platform.files"
    label = "files"
