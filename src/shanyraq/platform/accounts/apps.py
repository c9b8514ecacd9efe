"""Wiring of this room."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "shanyraq.platform.accounts"
    label = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        """Attach the checks and the receivers of signals."""
        import_module("shanyraq.platform.accounts.checks")
        import_module("shanyraq.platform.accounts.allauth_parts.state_identity")
        import_module("shanyraq.platform.accounts.web.fresh")
