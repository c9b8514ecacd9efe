"""Wiring of this room."""

from django.apps import AppConfig


class OpenDataConfig(AppConfig):
    name = "shanyraq.surfaces.open_data"
    label = "open_data"
