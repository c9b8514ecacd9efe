"""How a person with a disability gets on at a place or an event."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel


class Availability(models.TextChoices):
    """Nobody is helped by a guess, so ``unknown`` is an answer of its own."""

    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known")


def _availability(name: Any) -> models.CharField:
    return models.CharField(name, max_length=10, choices=Availability.choices, default=Availability.UNKNOWN)


class Accessibility(models.Model):
    """Four things that people ask most often before they set out."""

    step_free = _availability(_("step-free access"))
    accessible_toilet = _availability(_("accessible toilet"))
    hearing_loop = _availability(_("hearing loop"))
    sign_language = _availability(_("sign language"))

    class Meta:
        abstract = True


ACCESSIBILITY_FIELDS = ("step_free", "accessible_toilet", "hearing_loop", "sign_language")
ACCESSIBILITY_PANEL = MultiFieldPanel(
    [FieldPanel(name) for name in ACCESSIBILITY_FIELDS], heading=_("Accessibility")
)
