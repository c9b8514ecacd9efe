"""Wiring of this room."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "shanyraq.platform.notifications"
    label = "notifications"
