"""Wiring of this room."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ElectronicSignaturesConfig(AppConfig):
    name = "shanyraq.platform.electronic_signatures"
    label = "electronic_signatures"
    verbose_name = _("Electronic signatures")

    def ready(self) -> None:
        """Attach the checks of the configuration."""
        import_module("shanyraq.platform.electronic_signatures.checks")
