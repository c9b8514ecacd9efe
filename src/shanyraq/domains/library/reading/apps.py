"""Wiring of this room."""

from importlib import import_module
from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReadingConfig(AppConfig):
    name = "shanyraq.domains.library.reading"
    label = "library_reading"
    verbose_name = _("Library: digital editions")
    # What catalogue pages show of digital editions; texts, places and loans are on no page that is kept.
    page_cache_tables: ClassVar[tuple[str, ...]] = (
        "library_reading_digitaledition",
        "library_reading_download",
    )

    def ready(self) -> None:
        """Attach what other rooms ask of this one: search, pictures, the catalogue's pages, procedures."""
        import_module("shanyraq.domains.library.reading.checks")
        import_module("shanyraq.domains.library.reading.indexing").connect()
        import_module("shanyraq.domains.library.reading.queries.obligations").connect()
        import_module("shanyraq.domains.library.reading.web.catalogue_parts").connect()
        import_module("shanyraq.domains.library.reading.web.pictures").connect()
        import_module("shanyraq.domains.library.reading.web.places").connect()
        import_module("shanyraq.domains.library.reading.web.procedures").connect()
