"""News."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel

from shanyraq.surfaces.portal.models.base import PortalPage, content_panels, synchronized
from shanyraq.surfaces.portal.queries import related


def today() -> Any:
    """The date in the time zone of the house."""
    return timezone.localdate()


class NewsForm(WagtailAdminPageForm):
    """Knows an untouched date for what it is.

    For a default that is computed, Django compares with a hidden copy, which Wagtail's form does not send:
    each article would count as edited by the reviewer who approves it, and never leave the review.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "date" in self.fields:
            self.fields["date"].show_hidden_initial = False


class NewsPage(PortalPage):
    """A news article of one day."""

    date = models.DateField(_("date"), default=today, db_index=True)

    base_form_class = NewsForm
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
