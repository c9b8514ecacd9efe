"""Wiring of this room."""

from collections.abc import Mapping
from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from shanyraq.kernel import demonstration


def load(*, report: demonstration.Report, password: str) -> Mapping[str, int]:
    """Load what is missing of the law, and of the demonstration's people and petitions."""
    from shanyraq.domains.petitions.demo.loading import load_petitions  # noqa: PLC0415 -- models are ready only then

    return load_petitions(report=report, password=password)


class PetitionsConfig(AppConfig):
    name = "shanyraq.domains.petitions"
    label = "petitions"
    verbose_name = _("Petitions")

    def ready(self) -> None:
        """Tell letters, procedure and search of this room; count what the log gives its place."""
        for name in ("follower_letters", "initiator_letters"):
            import_module(f"{__package__}.{name}")
        for name in (
            "web.procedures",
            "web.places",
            "indexing",
            "counted_log",
            "actions.signing_start",
            "actions.evidence",
        ):
            import_module(f"{__package__}.{name}").connect()
        demonstration.register("petitions", load)
