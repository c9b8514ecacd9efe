"""Persons, bodies, places and subjects, each once, with all the names that it has."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from shanyraq.kernel.identifiers import new_public_id
from shanyraq.platform.vocabularies.keys import key_of, short_key_of, years_of


class AuthorityKind(models.TextChoices):
    """What an authority stands for."""

    PERSON = "person", _("person")
    BODY = "body", _("body")
    MEETING = "meeting", _("meeting")
    PLACE = "place", _("place")
    TOPIC = "topic", _("topic")
    PERIOD = "period", _("period")
    TITLE = "title", _("title")
    GENRE = "genre", _("genre")


class Authority(ClusterableModel):
    """One thing that has names. ``dates`` as written ("1897-1961"); ``born`` and ``died`` are its years.

    A merged one leads to another for ever; its names and links stay with it and count for the other.
    """

    public_id = models.CharField(max_length=10, unique=True, default=new_public_id, editable=False)
    kind = models.CharField(_("kind"), max_length=8, choices=AuthorityKind.choices)
    dates = models.CharField(_("dates"), max_length=60, blank=True)
    born = models.SmallIntegerField(_("year of birth"), null=True, blank=True)
    died = models.SmallIntegerField(_("year of death"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    merged_into = models.ForeignKey(
        "self", related_name="merged", on_delete=models.PROTECT, null=True, blank=True, editable=False
    )
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    class Meta:
        verbose_name = _("authority")
        verbose_name_plural = _("authorities")
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=models.F("id")),
                name="vocabularies_not_merged_into_itself",
            )
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Years follow the dates as written, and the keys of the names follow the year of birth."""
        self.born, self.died = years_of(self.dates)
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        preferred = sorted(self.names.all(), key=lambda name: (not name.is_preferred, name.pk or 0))
        return " ".join(filter(None, [preferred[0].text if preferred else self.public_id, self.dates]))


class AuthorityName(models.Model):
    """One name in one language and script (ISO 639-2/B, ISO 15924).

    ``key`` is the same in every script; ``short_key`` of a person with a year of birth is surname, first
    letter of the given name and that year. ``keys.py`` makes both.
    """

    authority = ParentalKey(Authority, related_name="names", on_delete=models.CASCADE)
    text = models.CharField(_("name"), max_length=500)
    language = models.CharField(_("language"), max_length=3, blank=True)
    script = models.CharField(_("script"), max_length=4, blank=True)
    is_preferred = models.BooleanField(_("preferred"), default=False)
    key = models.CharField(max_length=200, editable=False)
    short_key = models.CharField(max_length=80, editable=False, blank=True)

    class Meta:
        verbose_name = _("name")
        verbose_name_plural = _("names")
        constraints = [
            models.UniqueConstraint(fields=["authority", "text"], name="vocabularies_name_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["key"], name="vocabularies_name_key"),
            models.Index(
                fields=["short_key"], condition=~Q(short_key=""), name="vocabularies_name_short_key"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keys follow the text and the authority's dates."""
        self.key = key_of(self.text, self.authority.kind)
        self.short_key = short_key_of(self.key, self.authority.born)
        super().save(*args, **kwargs)


class AuthorityIdentifier(models.Model):
    """A number that others gave the thing: viaf, isni, wikidata, lcnaf."""

    authority = ParentalKey(Authority, related_name="identifiers", on_delete=models.CASCADE)
    scheme = models.CharField(_("scheme"), max_length=20)
    value = models.CharField(_("number"), max_length=120)

    class Meta:
        verbose_name = _("identifier")
        verbose_name_plural = _("identifiers")
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "value", "authority"], name="vocabularies_identifier_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"


class AuthorityMerge(models.Model):
    """Who merged which authority into which, why and when, and who undid it.

    ``actor_id`` is a number without a foreign key, so that an account can be erased and the record stays.
    """

    authority = models.ForeignKey(Authority, related_name="merges", on_delete=models.PROTECT)
    into = models.ForeignKey(Authority, related_name="+", on_delete=models.PROTECT)
    actor_id = models.BigIntegerField(null=True)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    undone_by_id = models.BigIntegerField(null=True)

    class Meta:
        verbose_name = _("merging of authorities")
        verbose_name_plural = _("mergings of authorities")
        ordering: ClassVar = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority"], condition=Q(undone_at=None), name="vocabularies_merged_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.authority_id} → {self.into_id}"
