"""Wiring of this room."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LendingConfig(AppConfig):
    name = "shanyraq.domains.library.lending"
    label = "library_lending"
    verbose_name = _("Library: lending")

    def ready(self) -> None:
        """Make the kinds of letters known, put lending on the catalogue's pages, tell its procedures."""
        import_module("shanyraq.domains.library.lending.actions.letters")
        import_module("shanyraq.domains.library.lending.public").register()
        import_module("shanyraq.domains.library.lending.web.places").connect()
        import_module("shanyraq.domains.library.lending.web.procedures").connect()
