"""Exhibitions."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from shanyraq.surfaces.portal.models.base import PortalPage, content_panels, synchronized
from shanyraq.surfaces.portal.queries import related


class ExhibitionPage(PortalPage):
    """An exhibition from a first to a last day; without days it is a permanent one."""

    first_date = models.DateField(_("first day"), null=True, blank=True)
    last_date = models.DateField(_("last day"), null=True, blank=True)
    place = models.ForeignKey(
        "portal.PlacePage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("place"),
    )

    template = "portal/pages/exhibition.html"
    parent_page_types = ["portal.SectionPage"]
    subpage_types: list[str] = []
    override_translatable_fields = synchronized("slug", "place")
    content_panels = content_panels(
        FieldRowPanel([FieldPanel("first_date"), FieldPanel("last_date")]), FieldPanel("place")
    )

    class Meta:
        verbose_name = _("exhibition")
        verbose_name_plural = _("exhibitions")

    def clean(self) -> None:
        """Refuses a last day before the first."""
        super().clean()
        if self.first_date and self.last_date and self.last_date < self.first_date:
            raise ValidationError({"last_date": _("The end must not be before the start.")})

    def get_context(self, request: Any, *args: Any, **options: Any) -> dict[str, Any]:
        """Adds ``place`` in the reader's language."""
        context = super().get_context(request, *args, **options)
        return context | related.exhibition_context(self)
