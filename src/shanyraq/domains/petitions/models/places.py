"""Territories with their population, and the bodies that petitions are addressed to."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.petitions.states import BodyKind, TerritoryKind
from shanyraq.kernel.translated import TranslatedField


class Territory(models.Model):
    """A territory by its code in the state's classification (KATO), with the population for thresholds."""

    code = models.CharField(_("code (KATO)"), max_length=9, primary_key=True)
    kind = models.CharField(_("kind"), max_length=10, choices=TerritoryKind.choices)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        related_name="parts",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
    )
    name = TranslatedField(_("name"), required_languages=("kk", "ru", "en"))
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    population_date = models.DateField(_("population on"), null=True, blank=True)
    population_source = models.CharField(_("source of the population"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("territory")
        verbose_name_plural = _("territories")
        ordering = ["code"]

    def __str__(self) -> str:
        return str(self.name)


class Body(models.Model):
    """An addressee of petitions."""

    slug = models.SlugField(_("name in addresses"), max_length=60, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=BodyKind.choices)
    name = TranslatedField(_("name"), required_languages=("kk", "ru", "en"))
    territory = models.ForeignKey(Territory, verbose_name=_("territory"), on_delete=models.PROTECT)
    is_open = models.BooleanField(_("takes petitions"), default=True)

    class Meta:
        verbose_name = _("addressee")
        verbose_name_plural = _("addressees")
        ordering = ["slug"]

    def __str__(self) -> str:
        return str(self.name)


class Officer(models.Model):
    """An account that answers for a body: registers, hears, answers, reports on promises."""

    body = models.ForeignKey(Body, related_name="officers", on_delete=models.CASCADE)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, related_name="+", on_delete=models.CASCADE)

    class Meta:
        verbose_name = _("officer of an addressee")
        verbose_name_plural = _("officers of addressees")
        constraints = [models.UniqueConstraint(fields=["body", "user"], name="petitions_officer_once")]

    def __str__(self) -> str:
        return f"{self.user} · {self.body}"
