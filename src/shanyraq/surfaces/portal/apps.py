"""Wiring of this room."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "shanyraq.surfaces.portal"
    label = "portal"
