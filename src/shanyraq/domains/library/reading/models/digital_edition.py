"""A book as readers see it on a screen."""

from datetime import date
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.catalogue.models import Edition
from shanyraq.domains.library.network.models import Library
from shanyraq.domains.library.reading.states import AccessClass, EditionState
from shanyraq.domains.library.reading.workflow import DIGITISATION
from shanyraq.kernel.identifiers import new_public_id
from shanyraq.platform.transparency.procedure import Procedure

OCR_LANGUAGES = {
    "kaz": _("Kazakh"),
    "rus": _("Russian"),
    "eng": _("English"),
    "ara": _("Arabic, and Kazakh in Arabic letters"),
}
"""Tesseract's names. There is no model for Kazakh in Arabic letters: the Arabic one lacks ھ, ۇ, ڭ and ې."""


class DigitalEdition(models.Model):
    """An edition that a library made readable. ``access_class`` holds once ``embargo_until`` has come."""

    procedure: ClassVar[Procedure] = DIGITISATION

    class Direction(models.TextChoices):
        """Which way pages are turned."""

        LTR = "ltr", _("from left to right")
        RTL = "rtl", _("from right to left")

    public_id = models.CharField(max_length=10, unique=True, default=new_public_id, editable=False)
    edition = models.ForeignKey(
        Edition, verbose_name=_("edition"), related_name="digital_editions", on_delete=models.PROTECT
    )
    library = models.ForeignKey(
        Library, verbose_name=_("library"), related_name="digital_editions", on_delete=models.PROTECT
    )
    title = models.TextField(_("title"))
    creator = models.TextField(_("creator"), blank=True)
    language = models.CharField(_("language of the text"), max_length=10, default="kk")
    """A code of the house's languages: by it the text is analysed and marked."""
    script = models.CharField(_("script"), max_length=4, default="Cyrl")
    ocr_languages = models.JSONField(_("languages for text recognition"), default=list)
    direction = models.CharField(
        _("direction"), max_length=3, choices=Direction.choices, default=Direction.LTR
    )
    state = models.CharField(
        _("state"), max_length=12, choices=EditionState.choices, default=EditionState.UPLOADED, editable=False
    )
    access_class = models.CharField(
        _("who may read"), max_length=12, choices=AccessClass.choices, default=AccessClass.STAFF
    )
    in_all_reading_rooms = models.BooleanField(_("also in reading rooms of the other members"), default=False)
    embargo_until = models.DateField(_("closed until"), null=True, blank=True)
    copies = models.PositiveSmallIntegerField(
        _("copies on loan at once"), default=1, validators=[MinValueValidator(1), MaxValueValidator(1000)]
    )
    loan_days = models.PositiveSmallIntegerField(
        _("days of a loan"), default=14, validators=[MinValueValidator(1), MaxValueValidator(365)]
    )
    completeness = models.TextField(_("note on completeness"), blank=True)
    rights = models.CharField(
        _("rights"), max_length=300, blank=True, help_text=_("address of the rights statement")
    )
    is_ordered_by_hand = models.BooleanField(default=False, editable=False)
    created_by = models.BigIntegerField(null=True, editable=False)
    created_at = models.DateTimeField(_("created at"))
    published_at = models.DateTimeField(_("published at"), null=True, blank=True, editable=False)
    changed_at = models.DateTimeField(_("changed at"))

    class Meta:
        verbose_name = _("digital edition")
        verbose_name_plural = _("digital editions")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(copies__gte=1), name="library_digital_has_copy"),
            models.CheckConstraint(condition=models.Q(loan_days__gte=1), name="library_digital_has_term"),
        ]
        indexes = [models.Index(fields=["state", "-published_at"], name="library_digital_newest")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_published(self) -> bool:
        """Whether readers may know of it at all."""
        return self.state == EditionState.PUBLISHED

    def is_embargoed(self, today: date) -> bool:
        """Whether its day has not come yet."""
        return self.embargo_until is not None and today < self.embargo_until
