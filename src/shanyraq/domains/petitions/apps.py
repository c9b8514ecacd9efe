"""Wiring of this room."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PetitionsConfig(AppConfig):
    name = "shanyraq.domains.petitions"
    label = "petitions"
    verbose_name = _("Petitions")

    def ready(self) -> None:
        """Make the kinds of letters known, tell the procedure, count what the log gives its place."""
        from shanyraq.domains.petitions.actions.counting import count_batch  # noqa: PLC0415 - apps load first
        from shanyraq.platform.transparency.log.registry import register_log, register_observer  # noqa: PLC0415 - apps load first

        import_module("shanyraq.domains.petitions.follower_letters")
        register_log(
            "petitions",
            title=_("Signatures of petitions"),
            description=_("Every signature, withdrawal and invalidation; nobody's name, place or hour."),
        )
        register_observer("petitions", count_batch)
        import_module("shanyraq.domains.petitions.web.procedures").connect()
