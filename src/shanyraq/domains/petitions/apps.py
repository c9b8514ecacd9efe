"""Wiring of this room."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PetitionsConfig(AppConfig):
    name = "shanyraq.domains.petitions"
    label = "petitions"
    verbose_name = _("Petitions")

    def ready(self) -> None:
        """Make the kinds of letters known, tell the procedure, let public petitions be found."""
        import_module("shanyraq.domains.petitions.follower_letters")
        import_module("shanyraq.domains.petitions.initiator_letters")
        import_module("shanyraq.domains.petitions.web.procedures").connect()
        import_module("shanyraq.domains.petitions.indexing").connect()
