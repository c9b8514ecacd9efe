"""Places of culture that one can go to."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.blocks import CharBlock
from wagtail.fields import StreamField
from wagtail.models import Orderable
from wagtail.search import index

from shanyraq.surfaces.portal.models.accessibility import (
    ACCESSIBILITY_FIELDS,
    ACCESSIBILITY_PANEL,
    Accessibility,
)
from shanyraq.surfaces.portal.models.base import PortalPage, content_panels, synchronized
from shanyraq.surfaces.portal.queries import related


def season_field(name: Any) -> models.PositiveSmallIntegerField:
    """A month of the best season, 1–12, or nothing."""
    return models.PositiveSmallIntegerField(name, null=True, blank=True, choices=list(MONTHS.items()))


def rules_field() -> StreamField:
    """Rules of respect, one a line."""
    return StreamField([("rule", CharBlock(label=_("Rule")))], blank=True, verbose_name=_("rules of respect"))


class PlacePage(Accessibility, PortalPage):
    """A museum, reserve, theatre, library or another place with an address."""

    class Type(models.TextChoices):
        """Kinds of places."""

        MUSEUM = "museum", _("Museum")
        MUSEUM_RESERVE = "museum_reserve", _("Museum-reserve")
        THEATRE = "theatre", _("Theatre")
        CONCERT_ORGANISATION = "concert_organisation", _("Concert organisation")
        LIBRARY = "library", _("Library")
        GALLERY = "gallery", _("Gallery")
        CINEMA = "cinema", _("Cinema")
        MONUMENT = "monument", _("Monument")

    class Certainty(models.TextChoices):
        """How much one may rely on the coordinates."""

        SOURCED = "sourced", _("From a named source")
        APPROXIMATE = "approximate", _("Approximate")
        RECOLLECTION = "recollection", _("From general knowledge, not checked")
        WEAK = "weak", _("Uncertain")

    type = models.CharField(_("type"), max_length=30, choices=Type.choices, db_index=True)
    address = models.TextField(_("address"), max_length=300, blank=True)
    getting_there = models.TextField(_("getting there"), blank=True)
    rules = rules_field()
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    coordinate_source = models.CharField(_("source of the coordinates"), max_length=300, blank=True)
    coordinate_certainty = models.CharField(
        _("certainty of the coordinates"), max_length=20, choices=Certainty.choices, blank=True
    )
    coordinate_reviewer = models.CharField(
        _("coordinates reviewed by"),
        max_length=100,
        blank=True,
        help_text=_("Who compared them with the source."),
    )
    founded = models.SmallIntegerField(_("founded"), null=True, blank=True)
    area_hectares = models.DecimalField(
        _("area, hectares"), max_digits=11, decimal_places=3, null=True, blank=True
    )
    world_heritage_year = models.PositiveSmallIntegerField(
        _("world heritage since"), null=True, blank=True, validators=[MinValueValidator(1972)]
    )
    wikidata = models.CharField(_("Wikidata item"), max_length=20, blank=True)
    season_from = season_field(_("season from"))
    season_to = season_field(_("season to"))
    hours_note = models.TextField(_("note on the opening hours"), max_length=300, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=60, blank=True)
    website = models.URLField(_("website"), blank=True)

    template = "portal/pages/place.html"
    parent_page_types = ["portal.SectionPage", "portal.RoutePage"]
    subpage_types: list[str] = []
    override_translatable_fields = synchronized(
        "slug", "type", "coordinate_source", "coordinate_certainty", "coordinate_reviewer", "wikidata",
        "phone", "email", "website", *ACCESSIBILITY_FIELDS,
    )  # fmt: skip  # names of fields read in lines
    search_fields = [*PortalPage.search_fields, index.SearchField("address"), index.FilterField("type")]
    content_panels = content_panels(
        FieldPanel("type"),
        MultiFieldPanel(
            [FieldPanel("address"), FieldPanel("getting_there"), FieldPanel("rules")], heading=_("Visit")
        ),
        MultiFieldPanel(
            [
                InlinePanel("opening_hours", label=_("Opening hours")),
                InlinePanel("opening_exceptions", label=_("Exception")),
                FieldPanel("hours_note"),
                FieldRowPanel([FieldPanel("season_from"), FieldPanel("season_to")]),
            ],
            heading=_("Opening hours"),
        ),
        ACCESSIBILITY_PANEL,
        MultiFieldPanel(
            [FieldPanel("email"), FieldPanel("phone"), FieldPanel("website")], heading=_("Contact")
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
                FieldPanel("coordinate_source"),
                FieldPanel("coordinate_certainty"),
                FieldPanel("coordinate_reviewer"),
            ],
            heading=_("Coordinates"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("founded"),
                FieldPanel("area_hectares"),
                FieldPanel("world_heritage_year"),
                FieldPanel("wikidata"),
            ],
            heading=_("Facts"),
        ),
    )

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [
            models.CheckConstraint(
                name="place_has_both_coordinates",
                condition=models.Q(latitude=None, longitude=None)
                | models.Q(latitude__isnull=False, longitude__isnull=False),
            ),
        ]

    def clean(self) -> None:
        """Refuses half a pair of coordinates, and coordinates without source and certainty."""
        super().clean()
        if (self.latitude is None) != (self.longitude is None):
            raise ValidationError({"longitude": _("Give both latitude and longitude, or neither.")})
        if self.latitude is not None and not (self.coordinate_source and self.coordinate_certainty):
            raise ValidationError(
                {"coordinate_source": _("Say where the coordinates come from and how certain they are.")}
            )

    @property
    def has_coordinates(self) -> bool:
        """Whether the place can stand on a map."""
        return self.latitude is not None and self.longitude is not None

    def get_context(self, request: Any, *args: Any, **options: Any) -> dict[str, Any]:
        """Adds ``hours``, ``exceptions``, ``events``, ``works``, ``exhibitions`` and ``routes``."""
        context = super().get_context(request, *args, **options)
        return context | related.place_context(self)


class OpeningHours(Orderable):
    """When a place is open on one day of the week; several lines a day make a break."""

    place = ParentalKey(PlacePage, on_delete=models.CASCADE, related_name="opening_hours")
    weekday = models.PositiveSmallIntegerField(_("day"), choices=list(WEEKDAYS.items()))
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))

    panels = [FieldRowPanel([FieldPanel("weekday"), FieldPanel("opens"), FieldPanel("closes")])]


class OpeningException(Orderable):
    """A day or days on which the usual hours do not hold."""

    class Reason(models.TextChoices):
        """Why; kept as data so that it is said in the reader's language."""

        HOLIDAY = "holiday", _("Public holiday")
        SANITARY = "sanitary", _("Cleaning day")
        REPAIR = "repair", _("Repairs")
        EVENT = "event", _("Event")
        OTHER = "other", _("Other")

    place = ParentalKey(PlacePage, on_delete=models.CASCADE, related_name="opening_exceptions")
    first_date = models.DateField(_("from"))
    last_date = models.DateField(_("to"), null=True, blank=True)
    opens = models.TimeField(_("opens"), null=True, blank=True, help_text=_("Empty: closed all day."))
    closes = models.TimeField(_("closes"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=10, choices=Reason.choices, default=Reason.HOLIDAY)

    panels = [
        FieldRowPanel([FieldPanel("first_date"), FieldPanel("last_date")]),
        FieldRowPanel([FieldPanel("opens"), FieldPanel("closes")]),
        FieldPanel("reason"),
    ]
