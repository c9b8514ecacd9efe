"""Something that takes place, once or again and again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dateutil.rrule import rrulestr
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from shanyraq.surfaces.portal.models.accessibility import (
    ACCESSIBILITY_FIELDS,
    ACCESSIBILITY_PANEL,
    Accessibility,
)
from shanyraq.surfaces.portal.models.base import PortalPage, content_panels, synchronized
from shanyraq.surfaces.portal.queries import events

_FREQUENCIES = {"FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=YEARLY"}


def validate_recurrence(rule: str) -> None:
    """Refuses what is not one RRULE of RFC 5545 (daily to yearly), without the leading ``RRULE:``."""
    wrong = ValidationError(
        _("Give the recurrence as in iCalendar: FREQ=YEARLY or FREQ=WEEKLY;BYDAY=SA;COUNT=10"),
        code="recurrence",
    )
    if not set(rule.upper().split(";")) & _FREQUENCIES:
        raise wrong
    try:
        rrulestr(rule, dtstart=datetime(2000, 1, 1), ignoretz=True)  # noqa: DTZ001 -- a dry run, no moment
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        raise wrong from error


class EventPage(Accessibility, PortalPage):
    """An event with its dates, venue and price."""

    class Price(models.TextChoices):
        """How one gets in."""

        FREE = "free", _("Free")
        PAID = "paid", _("Paid")
        UNKNOWN = "unknown", _("Not known")

    class Currency(models.TextChoices):
        """Currencies by ISO 4217."""

        TENGE = "KZT", _("tenge")
        EURO = "EUR", _("euro")
        DOLLAR = "USD", _("US dollar")

    start = models.DateTimeField(_("start"), db_index=True)
    end = models.DateTimeField(_("end"), null=True, blank=True)
    recurrence = models.CharField(
        _("recurrence"),
        max_length=200,
        blank=True,
        validators=[validate_recurrence],
        help_text=_("A rule of iCalendar (RFC 5545), for example: FREQ=YEARLY"),
    )
    venue = models.ForeignKey(
        "portal.PlacePage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("venue"),
    )
    venue_note = models.TextField(_("note on the venue"), max_length=300, blank=True)
    audience = models.CharField(_("audience"), max_length=200, blank=True)
    price_kind = models.CharField(_("price"), max_length=10, choices=Price.choices, default=Price.UNKNOWN)
    price_from = models.PositiveIntegerField(_("price from"), null=True, blank=True)
    price_to = models.PositiveIntegerField(_("price to"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, choices=Currency.choices, default=Currency.TENGE)

    template = "portal/pages/event.html"
    parent_page_types = ["portal.SectionPage"]
    subpage_types: list[str] = []
    override_translatable_fields = synchronized(
        "slug", "start", "end", "recurrence", "venue", "price_kind", "price_from", "price_to", "currency",
        *ACCESSIBILITY_FIELDS,
    )  # fmt: skip  # names of fields read in lines
    content_panels = content_panels(
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("start"), FieldPanel("end")]), FieldPanel("recurrence")],
            heading=_("When"),
        ),
        MultiFieldPanel([FieldPanel("venue"), FieldPanel("venue_note")], heading=_("Where")),
        FieldPanel("audience"),
        MultiFieldPanel(
            [
                FieldPanel("price_kind"),
                FieldRowPanel([FieldPanel("price_from"), FieldPanel("price_to"), FieldPanel("currency")]),
            ],
            heading=_("Price"),
        ),
        ACCESSIBILITY_PANEL,
    )

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            models.CheckConstraint(
                name="event_ends_after_start",
                condition=models.Q(end=None) | models.Q(end__gte=models.F("start")),
            ),
        ]

    def clean(self) -> None:
        """Refuses an end before the start and prices in the wrong order."""
        super().clean()
        errors = {}
        if self.start and self.end and self.end < self.start:
            errors["end"] = _("The end must not be before the start.")
        if self.price_from is not None and self.price_to is not None and self.price_to < self.price_from:
            errors["price_to"] = _("The highest price must not be below the lowest.")
        if errors:
            raise ValidationError(errors)

    def get_context(self, request: Any, *args: Any, **options: Any) -> dict[str, Any]:
        """Adds ``venue`` in the reader's language and ``occurrences``: the next twelve."""
        context = super().get_context(request, *args, **options)
        return context | events.event_context(self)
