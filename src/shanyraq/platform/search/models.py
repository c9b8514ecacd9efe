"""What staff decide about searching, and what readers did not find."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from shanyraq.kernel.languages import LANGUAGES

LANGUAGE_CHOICES = [(code, language.own_name) for code, language in LANGUAGES.items()]


class SynonymGroup(models.Model):
    """Words that stand for each other: who asks for one finds the others too."""

    words = models.TextField(
        _("words"),
        help_text=_("One word or phrase a line, at least two; any language and script."),
    )
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("synonyms")
        verbose_name_plural = _("synonyms")
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return ", ".join(self.lines)

    @property
    def lines(self) -> list[str]:
        """The words, one an entry, without blanks."""
        return [line.strip() for line in self.words.splitlines() if line.strip()]


class Pin(models.Model):
    """Results that stand first for certain words."""

    words = models.TextField(
        _("searched words"), help_text=_("One search a line; upper and lower case do not matter.")
    )
    language = models.CharField(
        _("language of the reader"), max_length=10, choices=LANGUAGE_CHOICES, blank=True
    )
    addresses = models.TextField(
        _("pinned addresses"), help_text=_("One address of this site a line, in the wanted order: /en/news/…")
    )

    class Meta:
        verbose_name = _("pinned result")
        verbose_name_plural = _("pinned results")
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return ", ".join(self.words.splitlines())


class StopWords(models.Model):
    """Words of a language that are passed over in a query with other words."""

    language = models.CharField(_("language"), max_length=10, choices=LANGUAGE_CHOICES, unique=True)
    words = models.TextField(_("words"), blank=True, help_text=_("One word a line."))

    class Meta:
        verbose_name = _("stop words")
        verbose_name_plural = _("stop words")
        ordering: ClassVar[list[str]] = ["language"]

    def __str__(self) -> str:
        return str(self.get_language_display())


class MissedSearch(models.Model):
    """Words for which nothing was found, counted; nothing is known of who searched."""

    words = models.CharField(_("searched words"), max_length=120)
    language = models.CharField(_("language of the reader"), max_length=10)
    times = models.PositiveIntegerField(_("times"), default=1)
    last_date = models.DateField(_("last"))

    class Meta:
        verbose_name = _("search without result")
        verbose_name_plural = _("searches without result")
        ordering: ClassVar[list[str]] = ["-times", "words"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["words", "language"], name="search_missed_once")
        ]

    def __str__(self) -> str:
        return self.words
