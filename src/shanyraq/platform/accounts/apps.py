"""Wiring of this room."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "shanyraq.platform.accounts"
    label = "accounts"
