"""Wiring of this room."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PetitionsConfig(AppConfig):
    name = "shanyraq.domains.petitions"
    label = "petitions"
    verbose_name = _("Petitions")

    def ready(self) -> None:
        """Tell letters, procedure and search of this room; count what the log gives its place."""
        for name in ("follower_letters", "initiator_letters"):
            import_module(f"{__package__}.{name}")
        for name in ("web.procedures", "indexing", "counted_log"):
            import_module(f"{__package__}.{name}").connect()
