"""Numbers and grounds that the law sets, as editions with dates in force; a petition keeps its edition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.petitions.states import BodyKind, TerritoryKind
from shanyraq.kernel.translated import TranslatedField

if TYPE_CHECKING:
    import datetime as dt


class EditionManager(models.Manager["Edition"]):
    """Finds the edition of a day."""

    def in_force(self, date: dt.date) -> Edition:
        """The edition that is in force on *date*.

        :raises Edition.DoesNotExist: when none is in force yet.
        """
        found = self.filter(in_force_date__lte=date).order_by("-in_force_date").first()
        if found is None:
            raise self.model.DoesNotExist(f"no edition of the rules of petitions is in force on {date}")
        return found


NUMBERS: Final = (
    "moderation_days",
    "correction_days",
    "appeal_days",
    "appeal_review_days",
    "opening_quorum",
    "opening_days",
    "collection_months",
    "registration_days",
    "central_review_days",
    "local_review_days",
    "retention_months",
)
"""What the law sets as a number, in the order of the procedure."""


class Edition(models.Model):
    """One edition of the rules. Its numbers and its day never change once a petition stands on it.

    The database refuses it (migration ``0064``), as it refuses another threshold or ground. ``sources`` says
    for each of ``NUMBERS`` where it was read; a number that is not there has no source, and pages say so.
    """

    code = models.SlugField(_("code"), max_length=40, unique=True)
    in_force_date = models.DateField(
        _("in force from"),
        unique=True,
        null=True,
        blank=True,
        help_text=_("Empty while no source shows that it is in force."),
    )
    source = TranslatedField(_("source"), multiline=True, required_languages=("en",))
    doubt = TranslatedField(
        _("where sources conflict"), multiline=True, blank=True, help_text=_("Shown beside the numbers.")
    )
    sources = models.JSONField(_("sources of the numbers"), default=dict, blank=True)
    moderation_days = models.PositiveSmallIntegerField(_("working days of moderation"))
    correction_days = models.PositiveSmallIntegerField(_("working days for a correction"))
    appeal_days = models.PositiveSmallIntegerField(_("working days to appeal against a refusal"))
    appeal_review_days = models.PositiveSmallIntegerField(_("working days to decide on an appeal"))
    opening_quorum = models.PositiveIntegerField(_("first supporters before a petition becomes public"))
    opening_days = models.PositiveSmallIntegerField(_("working days to gather the first supporters"))
    collection_months = models.PositiveSmallIntegerField(_("months to gather signatures"))
    registration_days = models.PositiveSmallIntegerField(_("working days for the addressee to register"))
    central_review_days = models.PositiveSmallIntegerField(_("working days of review by central bodies"))
    local_review_days = models.PositiveSmallIntegerField(_("working days of review by local bodies"))
    retention_months = models.PositiveSmallIntegerField(
        _("months that personal data is kept after the end of a petition")
    )

    objects = EditionManager()

    class Meta:
        verbose_name = _("edition of the rules")
        verbose_name_plural = _("editions of the rules")
        ordering = [models.F("in_force_date").desc(nulls_first=True)]

    def __str__(self) -> str:
        return self.code

    @classmethod
    def name_of(cls, number: str) -> Any:
        """One of ``NUMBERS`` in words."""
        return cls._meta.get_field(number).verbose_name  # type: ignore[union-attr]  # none is a relation

    def review_days(self, kind: str) -> int:
        """Working days that an addressee of this kind has for its review."""
        is_local = kind in {BodyKind.AKIMAT, BodyKind.MASLIKHAT}
        return self.local_review_days if is_local else self.central_review_days


class ThresholdRule(models.Model):
    """Signatures needed: a number, or a share of the population, by kind of addressee and of territory."""

    edition = models.ForeignKey(Edition, related_name="thresholds", on_delete=models.CASCADE)
    body_kind = models.CharField(_("addressee"), max_length=12, choices=BodyKind.choices)
    territory_kind = models.CharField(_("territory"), max_length=10, choices=TerritoryKind.choices)
    population_above = models.PositiveIntegerField(_("population above"), null=True, blank=True)
    population_up_to = models.PositiveIntegerField(_("population up to"), null=True, blank=True)
    signatures = models.PositiveIntegerField(_("signatures"), null=True, blank=True)
    per_mille = models.PositiveSmallIntegerField(_("‰ of the population"), null=True, blank=True)
    article = models.CharField(_("article"), max_length=80, blank=True)
    is_confirmed = models.BooleanField(_("confirmed by the text as enacted"), default=True)

    class Meta:
        verbose_name = _("threshold")
        verbose_name_plural = _("thresholds")
        ordering = ["edition", "body_kind", "territory_kind", "population_above", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(signatures__isnull=False, per_mille__isnull=True)
                | models.Q(signatures__isnull=True, per_mille__isnull=False),
                name="petitions_threshold_number_or_share",
            )
        ]

    def __str__(self) -> str:
        amount = str(self.signatures) if self.signatures is not None else f"{self.per_mille} ‰"
        return f"{self.get_body_kind_display()}, {self.get_territory_kind_display()}: {amount}"


class Ground(models.Model):
    """A ground on which moderation may refuse or return a petition: an item of the law in one edition."""

    edition = models.ForeignKey(Edition, related_name="grounds", on_delete=models.CASCADE)
    item = models.CharField(_("item"), max_length=20)
    title = TranslatedField(_("title"), required_languages=("kk", "ru", "en"))
    article = models.CharField(_("article"), max_length=80)
    is_topic = models.BooleanField(_("excluded topic"), default=True)
    must_hide = models.BooleanField(_("the text may be shown to nobody"), default=False)
    is_confirmed = models.BooleanField(_("named by a source"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("ground of refusal")
        verbose_name_plural = _("grounds of refusal")
        ordering = ["edition", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "item"], name="petitions_ground_once_an_edition")
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.title}"
