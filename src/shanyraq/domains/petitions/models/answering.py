"""What the addressee does: hearing, documents, promises."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.petitions.models.files import file_field
from shanyraq.domains.petitions.models.petition import Petition, Proposal
from shanyraq.domains.petitions.states import PromiseState
from shanyraq.kernel.translated import TranslatedField


class Hearing(models.Model):
    """A hearing or discussion with the initiator: announced, then held with its protocol."""

    petition = models.ForeignKey(Petition, related_name="hearings", on_delete=models.CASCADE)
    begins_at = models.DateTimeField(_("begins at"))
    place = TranslatedField(_("place or address on the web"), required_languages=("kk", "ru"))
    announced_at = models.DateTimeField(_("announced at"))
    held_at = models.DateTimeField(_("held at"), null=True, blank=True)
    protocol = TranslatedField(_("protocol"), multiline=True, blank=True)
    was_initiator_present = models.BooleanField(_("the initiator took part"), null=True, blank=True)

    class Meta:
        verbose_name = _("hearing")
        verbose_name_plural = _("hearings")
        ordering = ["begins_at", "pk"]

    def __str__(self) -> str:
        return f"{self.petition} · {self.begins_at:%Y-%m-%d}"


class AnswerDocument(models.Model):
    """A document of the addressee: answer, protocol, draft of an act."""

    petition = models.ForeignKey(Petition, related_name="documents", on_delete=models.CASCADE)
    title = models.CharField(_("title"), max_length=200)
    file = file_field()
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField(_("added at"))

    class Meta:
        verbose_name = _("document of the addressee")
        verbose_name_plural = _("documents of the addressee")
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return self.title


class Promise(models.Model):
    """What the addressee has promised, until when, and what became of it."""

    petition = models.ForeignKey(Petition, related_name="promises", on_delete=models.CASCADE)
    proposal = models.ForeignKey(
        Proposal, related_name="promises", on_delete=models.CASCADE, null=True, blank=True
    )
    text = TranslatedField(_("promise"), multiline=True, required_languages=("kk", "ru"))
    due_date = models.DateField(_("until"))
    state = models.CharField(
        _("state"), max_length=8, choices=PromiseState.choices, default=PromiseState.OPEN
    )

    class Meta:
        verbose_name = _("promise")
        verbose_name_plural = _("promises")
        ordering = ["due_date", "pk"]

    def __str__(self) -> str:
        return str(self.text)[:80]


class PromiseUpdate(models.Model):
    """A report on a promise; none is removed."""

    promise = models.ForeignKey(Promise, related_name="updates", on_delete=models.CASCADE)
    state = models.CharField(_("state"), max_length=8, choices=PromiseState.choices)
    text = TranslatedField(_("report"), multiline=True, required_languages=("kk", "ru"))
    at = models.DateTimeField(_("at"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, related_name="+", on_delete=models.SET_NULL, null=True)

    class Meta:
        verbose_name = _("report on a promise")
        verbose_name_plural = _("reports on promises")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return str(self.text)[:80]
