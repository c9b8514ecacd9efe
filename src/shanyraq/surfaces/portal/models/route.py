"""A way that binds places."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable

from shanyraq.surfaces.portal.models.base import PortalPage, content_panels, synchronized
from shanyraq.surfaces.portal.models.place import rules_field, season_field
from shanyraq.surfaces.portal.queries import routes


class RoutePage(PortalPage):
    """A route of places in the order in which one travels, such as the national one of museum-reserves."""

    rules = rules_field()
    season_from = season_field(_("season from"))
    season_to = season_field(_("season to"))

    template = "portal/pages/route.html"
    parent_page_types = ["portal.HomePage", "portal.SectionPage"]
    subpage_types = ["portal.PlacePage"]
    override_translatable_fields = synchronized("slug", "season_from", "season_to")
    content_panels = content_panels(
        InlinePanel("stops", label=_("Stop"), min_num=2),
        FieldPanel("rules"),
        FieldRowPanel([FieldPanel("season_from"), FieldPanel("season_to")]),
    )

    class Meta:
        verbose_name = _("route")
        verbose_name_plural = _("routes")

    def get_context(self, request: Any, *args: Any, **options: Any) -> dict[str, Any]:
        """Adds ``stops`` with distances, ``length_km`` and ``located`` (stops that can stand on a map)."""
        context = super().get_context(request, *args, **options)
        return context | routes.route_context(self)


class RouteStop(Orderable):
    """A place on the route."""

    route = ParentalKey(RoutePage, on_delete=models.CASCADE, related_name="stops")
    place = models.ForeignKey(
        "portal.PlacePage", on_delete=models.CASCADE, related_name="+", verbose_name=_("place")
    )

    panels = [FieldPanel("place")]
