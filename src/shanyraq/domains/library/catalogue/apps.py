"""Wiring of this room."""

from typing import ClassVar

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    name = "shanyraq.domains.library.catalogue"
    label = "library_catalogue"
    verbose_name = _("Library: catalogue")
    # The original bytes and import profiles are on no page, but a record's change is one of its edition.
    page_cache_tables: ClassVar[tuple[str, ...]] = (
        "library_catalogue_*",
        "library_network_library",
        "library_network_branch",
        "vocabularies_authority*",
        "!library_catalogue_mappingprofile",
        "!library_catalogue_*key",
        "!library_catalogue_rekeying",
    )

    def ready(self) -> None:
        """Make editions findable, with what higher rooms add to them: those are ready before this one.

        The shipped profiles are loaded after every migration.
        """
        from shanyraq.domains.library.catalogue import indexing, trials  # noqa: PLC0415 -- models are ready only now
        from shanyraq.domains.library.catalogue.actions.profiles import (  # noqa: PLC0415 — needs loaded models
            load_shipped_profiles,
        )

        trials.connect()
        indexing.connect()
        post_migrate.connect(load_shipped_profiles, sender=self, dispatch_uid="library_shipped_profiles")
