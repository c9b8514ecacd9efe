"""Ensembles, orchestras, choirs, companies."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from shanyraq.surfaces.portal.models.base import PortalPage, content_panels, synchronized
from shanyraq.surfaces.portal.queries import related


class EnsemblePage(PortalPage):
    """People who perform together."""

    class Type(models.TextChoices):
        """Kinds of ensembles."""

        ENSEMBLE = "ensemble", _("Ensemble")
        ORCHESTRA = "orchestra", _("Orchestra")
        CHOIR = "choir", _("Choir")
        THEATRE_COMPANY = "theatre_company", _("Theatre company")

    type = models.CharField(_("type"), max_length=20, choices=Type.choices, default=Type.ENSEMBLE)
    founded = models.SmallIntegerField(_("founded"), null=True, blank=True)
    home_place = models.ForeignKey(
        "portal.PlacePage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("home stage"),
    )
    website = models.URLField(_("website"), blank=True)

    template = "portal/pages/ensemble.html"
    parent_page_types = ["portal.SectionPage"]
    subpage_types: list[str] = []
    override_translatable_fields = synchronized("slug", "type", "home_place", "website")
    content_panels = content_panels(
        FieldPanel("type"), FieldPanel("founded"), FieldPanel("home_place"), FieldPanel("website")
    )

    class Meta:
        verbose_name = _("ensemble")
        verbose_name_plural = _("ensembles")

    def get_context(self, request: Any, *args: Any, **options: Any) -> dict[str, Any]:
        """Adds ``home_place`` in the reader's language."""
        context = super().get_context(request, *args, **options)
        return context | related.ensemble_context(self)
