"""Wiring of this room."""

from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "shanyraq.surfaces.portal"
    label = "portal"
    verbose_name = _("Portal")
    # A size of a picture changes no page: what it is drawn from stands in portal_picture.
    page_cache_tables: ClassVar[tuple[str, ...]] = ("portal_*", "!portal_picturerendition")

    def ready(self) -> None:
        """Make pages findable, connect what follows a publication, and guard unfinished translations."""
        from shanyraq.surfaces.portal import indexing  # noqa: PLC0415 -- models are ready only now
        from shanyraq.surfaces.portal.cms import receivers, unfinished  # noqa: PLC0415 -- models are ready only now

        indexing.connect()
        receivers.connect()
        unfinished.guard_translations()
