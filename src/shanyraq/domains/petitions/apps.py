"""Wiring of this room."""

from collections.abc import Mapping
from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from shanyraq.kernel import demonstration


def load(*, report: demonstration.Report, password: str) -> Mapping[str, int]:  # noqa: ARG001 - no accounts
    """Load what is missing of the law: without it no petition can be submitted."""
    from shanyraq.domains.petitions.actions.law import load_law  # noqa: PLC0415 -- models are ready only then

    written = load_law()
    report(f"petitions: {sum(written.values())} entries of the law")
    return written


class PetitionsConfig(AppConfig):
    name = "shanyraq.domains.petitions"
    label = "petitions"
    verbose_name = _("Petitions")

    def ready(self) -> None:
        """Tell letters, procedure and search of this room; count what the log gives its place."""
        for name in ("follower_letters", "initiator_letters"):
            import_module(f"{__package__}.{name}")
        for name in ("web.procedures", "web.places", "indexing", "counted_log", "actions.signing_start"):
            import_module(f"{__package__}.{name}").connect()
        demonstration.register("petitions", load)
