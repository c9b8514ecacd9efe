"""News."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from shanyraq.surfaces.portal.models.base import PortalPage, content_panels, synchronized
from shanyraq.surfaces.portal.queries import related


def today() -> Any:
    """The date in the time zone of the house."""
    return timezone.localdate()


class NewsPage(PortalPage):
    """A news article of one day."""

    date = models.DateField(_("date"), default=today, db_index=True)

    template = "portal/pages/news.html"
    parent_page_types = ["portal.SectionPage"]
    subpage_types: list[str] = []
    override_translatable_fields = synchronized("slug", "date")
    content_panels = content_panels(FieldPanel("date"))

    class Meta:
        verbose_name = _("news article")
        verbose_name_plural = _("news articles")

    def get_context(self, request: Any, *args: Any, **options: Any) -> dict[str, Any]:
        """Adds ``more``: the three newest other articles."""
        context = super().get_context(request, *args, **options)
        context["more"] = related.other_news(self)
        return context
