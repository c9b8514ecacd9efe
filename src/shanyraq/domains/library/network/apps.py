"""Wiring of this room."""

from importlib import import_module
from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworkConfig(AppConfig):
    name = "shanyraq.domains.library.network"
    label = "library_network"
    verbose_name = _("Library: network")
    page_cache_tables: ClassVar[tuple[str, ...]] = (
        "library_network_library",
        "library_network_branch",
        "library_network_closedday",
    )

    def ready(self) -> None:
        """Make libraries findable, and tell how one joins."""
        import_module("shanyraq.domains.library.network.indexing").connect()
        import_module("shanyraq.domains.library.network.web.procedures").connect()
