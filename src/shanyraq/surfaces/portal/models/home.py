"""The first page of each language."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable

from shanyraq.surfaces.portal.models.base import PortalPage, content_panels
from shanyraq.surfaces.portal.queries import home


class HomePage(PortalPage):
    """Home: highlights chosen by editors, then what is new and what is on."""

    template = "portal/pages/home.html"
    parent_page_types = ["wagtailcore.Page"]
    max_count_per_parent = 8
    content_panels = content_panels(InlinePanel("highlights", label=_("Highlight"), max_num=8))

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: Any, *args: Any, **options: Any) -> dict[str, Any]:
        """Adds ``highlights``, ``sections``, ``news``, ``events``, ``stories`` and ``route``."""
        context = super().get_context(request, *args, **options)
        return context | home.home_context(self)


class HomeHighlight(Orderable):
    """A page that editors show first."""

    home = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="highlights")
    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name=_("page")
    )

    panels = [FieldPanel("page")]
