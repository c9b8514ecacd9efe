"""Documents: laws, concepts, reports, rules."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable
from wagtail.search import index

from shanyraq.surfaces.portal.blocks.downloads import DownloadBlock
from shanyraq.surfaces.portal.models.base import PortalPage, content_panels, synchronized


class DocumentPage(PortalPage):
    """A document with its number, date, versions and attachments."""

    class Type(models.TextChoices):
        """Kinds of documents."""

        LAW = "law", _("Law")
        CONCEPT = "concept", _("Concept")
        REPORT = "report", _("Report")
        RULES = "rules", _("Rules")
        STRATEGY = "strategy", _("Strategy")

    type = models.CharField(_("type"), max_length=20, choices=Type.choices, db_index=True)
    number = models.CharField(_("number"), max_length=60, blank=True)
    date = models.DateField(_("date"), null=True, blank=True)
    version = models.CharField(_("version"), max_length=60, blank=True)
    official_url = models.URLField(_("official text"), max_length=500, blank=True)
    attachments = StreamField([("attachment", DownloadBlock())], blank=True, verbose_name=_("attachments"))

    template = "portal/pages/document.html"
    parent_page_types = ["portal.SectionPage"]
    subpage_types: list[str] = []
    override_translatable_fields = synchronized("slug", "type", "number", "version", "official_url")
    search_fields = [*PortalPage.search_fields, index.SearchField("number"), index.FilterField("type")]
    content_panels = content_panels(
        FieldPanel("type"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("number"), FieldPanel("date"), FieldPanel("version")]),
                FieldPanel("official_url"),
            ],
            heading=_("Document"),
        ),
        InlinePanel("versions", label=_("Version")),
        FieldPanel("attachments"),
    )

    class Meta:
        verbose_name = _("document page")
        verbose_name_plural = _("document pages")

    def get_context(self, request: Any, *args: Any, **options: Any) -> dict[str, Any]:
        """Adds ``versions``: newest first."""
        context = super().get_context(request, *args, **options)
        context["versions"] = sorted(self.versions.all(), key=lambda version: version.date, reverse=True)
        return context


class DocumentVersion(Orderable):
    """A wording of the document that was or is in force."""

    document = ParentalKey(DocumentPage, on_delete=models.CASCADE, related_name="versions")
    version = models.CharField(_("version"), max_length=60)
    date = models.DateField(_("date"))
    attachment = models.ForeignKey(
        "portal.Attachment",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("file"),
    )
    official_url = models.URLField(_("official text"), max_length=500, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("version"), FieldPanel("date")]),
        FieldPanel("attachment"),
        FieldPanel("official_url"),
    ]
