"""A room of the portal and the list of what stands in it."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from shanyraq.surfaces.portal.models.base import PortalPage, content_panels, synchronized
from shanyraq.surfaces.portal.queries import listings


class SectionPage(PortalPage):
    """A section lists the pages below it, in the way that suits their kind."""

    class Listing(models.TextChoices):
        """What the list shows and how it is ordered."""

        PAGES = "pages", _("Pages, in the editors' order")
        NEWS = "news", _("News, newest first")
        EVENTS = "events", _("Events, as a calendar")
        PLACES = "places", _("Places")
        PEOPLE = "people", _("People and ensembles")
        WORKS = "works", _("Works")
        COLLECTIONS = "collections", _("Collections")
        EXHIBITIONS = "exhibitions", _("Exhibitions")
        STORIES = "stories", _("Stories for children")
        DOCUMENTS = "documents", _("Documents")

    listing = models.CharField(_("list"), max_length=20, choices=Listing.choices, default=Listing.PAGES)
    children_look = models.BooleanField(
        _("look for children"),
        default=False,
        help_text=_("Large type and no links that lead out of the portal."),
    )
    position = models.PositiveSmallIntegerField(
        _("position"), default=100, help_text=_("Sections are shown in this order, smallest first.")
    )

    template = "portal/pages/section.html"
    query_keys = ("page", "type", "view", "month")
    parent_page_types = ["portal.HomePage", "portal.SectionPage"]
    override_translatable_fields = synchronized("slug", "listing", "children_look", "position")
    content_panels = content_panels()
    settings_panels = [
        *PortalPage.settings_panels,
        MultiFieldPanel(
            [FieldPanel("listing"), FieldPanel("children_look"), FieldPanel("position")], heading=_("Section")
        ),
    ]

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def get_context(self, request: Any, *args: Any, **options: Any) -> dict[str, Any]:
        """Adds what the kind of list needs, see ``queries.listings.section_context``."""
        context = super().get_context(request, *args, **options)
        return context | listings.section_context(self, request.GET)
