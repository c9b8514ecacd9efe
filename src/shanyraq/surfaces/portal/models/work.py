"""Works of art and craft."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail.search import index

from shanyraq.surfaces.portal.models.base import PortalPage, content_panels, synchronized
from shanyraq.surfaces.portal.queries import related


class WorkPage(PortalPage):
    """A film, a piece of music, a book, a painting, a play or a work of craft."""

    class Type(models.TextChoices):
        """Kinds of works."""

        FILM = "film", _("Film")
        MUSIC = "music", _("Music")
        BOOK = "book", _("Book")
        PAINTING = "painting", _("Painting")
        PLAY = "play", _("Play")
        CRAFT = "craft", _("Craft")

    type = models.CharField(_("type"), max_length=20, choices=Type.choices, db_index=True)
    year = models.SmallIntegerField(_("year"), null=True, blank=True)
    year_to = models.SmallIntegerField(
        _("last year"), null=True, blank=True, help_text=_("Only where the work took several years.")
    )
    maker_names = models.TextField(
        _("makers without a page"),
        max_length=300,
        blank=True,
        help_text=_("People who have no page of their own."),
    )
    wikidata = models.CharField(_("Wikidata item"), max_length=20, blank=True)

    template = "portal/pages/work.html"
    parent_page_types = ["portal.SectionPage"]
    subpage_types: list[str] = []
    override_translatable_fields = synchronized("slug", "type", "year", "year_to", "wikidata")
    search_fields = [*PortalPage.search_fields, index.SearchField("maker_names"), index.FilterField("type")]
    content_panels = content_panels(
        FieldPanel("type"),
        FieldRowPanel([FieldPanel("year"), FieldPanel("year_to")]),
        MultiFieldPanel(
            [InlinePanel("makers", label=_("Maker")), FieldPanel("maker_names")], heading=_("Makers")
        ),
        InlinePanel("holders", label=_("Holder")),
        FieldPanel("wikidata"),
    )

    class Meta:
        verbose_name = _("work")
        verbose_name_plural = _("works")

    def clean(self) -> None:
        """Refuses a last year before the first."""
        super().clean()
        if self.year_to is not None and (self.year is None or self.year_to < self.year):
            raise ValidationError({"year_to": _("The last year must not be before the first.")})

    def get_context(self, request: Any, *args: Any, **options: Any) -> dict[str, Any]:
        """Adds ``makers``, ``holders`` and ``collections`` in the reader's language."""
        context = super().get_context(request, *args, **options)
        return context | related.work_context(self)


class WorkMaker(Orderable):
    """A person who made the work."""

    work = ParentalKey(WorkPage, on_delete=models.CASCADE, related_name="makers")
    person = models.ForeignKey(
        "portal.PersonPage", on_delete=models.CASCADE, related_name="+", verbose_name=_("person")
    )

    panels = [FieldPanel("person")]


class WorkHolder(Orderable):
    """A place that keeps the work."""

    work = ParentalKey(WorkPage, on_delete=models.CASCADE, related_name="holders")
    place = models.ForeignKey(
        "portal.PlacePage", on_delete=models.CASCADE, related_name="+", verbose_name=_("place")
    )

    panels = [FieldPanel("place")]
