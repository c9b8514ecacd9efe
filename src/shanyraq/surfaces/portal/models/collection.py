"""Works that belong together."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable

from shanyraq.surfaces.portal.models.base import PortalPage, content_panels
from shanyraq.surfaces.portal.queries import related


class CollectionPage(PortalPage):
    """Such as the golden fund of music or the national cinema."""

    template = "portal/pages/collection.html"
    parent_page_types = ["portal.SectionPage"]
    subpage_types: list[str] = []
    content_panels = content_panels(InlinePanel("members", label=_("Work")))

    class Meta:
        verbose_name = _("collection")
        verbose_name_plural = _("collections")

    def get_context(self, request: Any, *args: Any, **options: Any) -> dict[str, Any]:
        """Adds ``works``: the members in the reader's language, in the editors' order."""
        context = super().get_context(request, *args, **options)
        context["works"] = related.works_of_collection(self)
        return context


class CollectionMember(Orderable):
    """A work in a collection."""

    collection = ParentalKey(CollectionPage, on_delete=models.CASCADE, related_name="members")
    work = models.ForeignKey(
        "portal.WorkPage", on_delete=models.CASCADE, related_name="+", verbose_name=_("work")
    )

    panels = [FieldPanel("work")]
