"""Wiring of this room."""

from django.apps import AppConfig


class TransparencyConfig(AppConfig):
    name = "shanyraq.platform.transparency"
    label = "transparency"
