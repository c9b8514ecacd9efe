"""Wiring of the demonstration."""

from collections.abc import Mapping

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from shanyraq.kernel import demonstration


def load(*, report: demonstration.Report, password: str) -> Mapping[str, int]:
    """Load what is missing of the library's demonstration."""
    from shanyraq.domains.library.demo.loading import load_library  # noqa: PLC0415 -- models are ready only then

    return load_library(report=report, password=password)


class DemoConfig(AppConfig):
    name = "shanyraq.domains.library.demo"
    label = "library_demo"
    verbose_name = _("Library: demonstration")

    def ready(self) -> None:
        """Take part in the demonstration."""
        demonstration.register("library", load)
