"""A petition with its texts, proposals and attachments."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.petitions.models.files import file_field
from shanyraq.domains.petitions.models.law import Edition, Ground
from shanyraq.domains.petitions.models.places import Body
from shanyraq.domains.petitions.states import Outcome, PetitionState
from shanyraq.domains.petitions.workflow import PETITION
from shanyraq.kernel.identifiers import new_public_id
from shanyraq.kernel.languages import LANGUAGES
from shanyraq.kernel.translated import TranslatedField
from shanyraq.platform.accounts.models import Person

if TYPE_CHECKING:
    from shanyraq.platform.transparency.procedure import Procedure

LANGUAGE_CHOICES = [(language.code, language.own_name) for language in LANGUAGES.values()]


class Topic(models.Model):
    """What a petition is about; staff keep the list."""

    slug = models.SlugField(_("name in addresses"), max_length=60, unique=True)
    name = TranslatedField(_("name"), required_languages=("kk", "ru", "en"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.name)


class Petition(models.Model):
    """A petition. Counts of signatures stand in ``PetitionCount``, so that signing never touches this row.

    ``edition``, ``threshold`` and ``calendar_version`` are pinned when it is submitted. Terms that have not
    begun are null. ``public_id`` is its name outside; ``link_token`` opens it while it gathers its first
    supporters.
    """

    procedure: ClassVar[Procedure] = PETITION

    public_id = models.CharField(max_length=10, unique=True, default=new_public_id, editable=False)
    link_token = models.CharField(max_length=40, unique=True, editable=False)
    state = models.CharField(
        _("state"), max_length=16, choices=PetitionState.choices, default=PetitionState.DRAFT, editable=False
    )
    initiator = models.ForeignKey(
        Person,
        verbose_name=_("initiator"),
        related_name="+",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        related_name="+",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
    )
    initiator_name = models.CharField(_("name of the initiator"), max_length=200, blank=True)
    residence = models.ForeignKey(
        "petitions.Territory",
        verbose_name=_("residence of the initiator"),
        related_name="+",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
    )

    language = models.CharField(_("language of the text"), max_length=10, choices=LANGUAGE_CHOICES)
    body = models.ForeignKey(
        Body,
        verbose_name=_("addressee"),
        related_name="petitions",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
    )
    topic = models.ForeignKey(
        Topic,
        verbose_name=_("topic"),
        related_name="petitions",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
    )
    title = models.CharField(_("title"), max_length=150, blank=True)
    substance = models.TextField(_("substance"), blank=True, validators=[MaxLengthValidator(3_000)])
    arguments = models.TextField(_("arguments"), blank=True, validators=[MaxLengthValidator(8_000)])
    version = models.PositiveIntegerField(_("version of the text"), default=1, editable=False)
    text_hash = models.CharField(max_length=64, blank=True, editable=False)

    edition = models.ForeignKey(
        Edition, verbose_name=_("edition of the rules"), on_delete=models.PROTECT, null=True, editable=False
    )
    threshold = models.PositiveIntegerField(_("signatures needed"), null=True, editable=False)
    calendar_version = models.CharField(max_length=20, blank=True, editable=False)

    created_at = models.DateTimeField(_("begun at"))
    changed_at = models.DateTimeField(_("changed at"))
    submitted_at = models.DateTimeField(_("submitted at"), null=True, editable=False)
    admitted_at = models.DateTimeField(_("admitted at"), null=True, editable=False)
    opened_at = models.DateTimeField(_("opened to the public at"), null=True, editable=False)
    reached_at = models.DateTimeField(_("threshold reached at"), null=True, editable=False)
    registered_at = models.DateTimeField(_("registered at"), null=True, editable=False)
    answered_at = models.DateTimeField(_("answered at"), null=True, editable=False)
    ended_at = models.DateTimeField(_("ended at"), null=True, editable=False)
    signing_ends_at = models.DateTimeField(_("signatures are taken until"), null=True, editable=False)
    due_date = models.DateField(_("next step due on"), null=True, editable=False)
    is_due_provisional = models.BooleanField(default=False, editable=False)

    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices, blank=True)
    answer = TranslatedField(_("answer"), multiline=True, blank=True)
    registration_number = models.CharField(_("registration number"), max_length=40, blank=True)
    is_held = models.BooleanField(_("retention is held"), default=False)
    held_reason = models.TextField(_("why retention is held"), blank=True)
    anonymised_at = models.DateTimeField(_("personal data removed at"), null=True, editable=False)

    class Meta:
        verbose_name = _("petition")
        verbose_name_plural = _("petitions")
        ordering = ["-created_at", "-pk"]
        permissions = [
            ("moderate_petition", "Can moderate petitions"),
            ("decide_appeal", "Can decide on appeals against refusals"),
            ("review_fraud", "Can review signatures for fraud"),
            ("stop_petition", "Can stop a petition by order of a court"),
        ]
        indexes = [
            models.Index(fields=["state", "due_date"], name="petitions_by_state_and_due"),
            models.Index(fields=["-opened_at"], name="petitions_by_opening"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=PetitionState.DRAFT)
                | models.Q(edition__isnull=False, threshold__isnull=False, submitted_at__isnull=False)
                | models.Q(state=PetitionState.WITHDRAWN),
                name="petitions_submitted_has_its_rules",
            ),
            models.CheckConstraint(
                condition=models.Q(anonymised_at__isnull=True)
                | models.Q(initiator__isnull=True, user__isnull=True),
                name="petitions_anonymised_names_nobody",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.public_id


class Proposal(models.Model):
    """One thing that the petition asks for; the addressee decides on each."""

    petition = models.ForeignKey(Petition, related_name="proposals", on_delete=models.CASCADE)
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.TextField(_("proposal"), validators=[MaxLengthValidator(1_500)])
    outcome = models.CharField(_("decision"), max_length=10, choices=Outcome.choices, blank=True)
    reason = TranslatedField(_("reasons"), multiline=True, blank=True)

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["petition", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["petition", "number"],
                name="petitions_proposal_number_once",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text[:80]}"


class Attachment(models.Model):
    """A document that the initiator adds; shown to the public once the petition is admitted."""

    petition = models.ForeignKey(Petition, related_name="attachments", on_delete=models.CASCADE)
    name = models.CharField(_("name"), max_length=120)
    file = file_field()
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField(_("added at"))

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return self.name


class TextVersion(models.Model):
    """The text as it stood after a submission or a correction: its public history. Append-only."""

    petition = models.ForeignKey(Petition, related_name="versions", on_delete=models.CASCADE)
    number = models.PositiveIntegerField(_("version"))
    texts = models.JSONField(_("texts"))
    text_hash = models.CharField(max_length=64)
    reason = models.TextField(_("why it was changed"), blank=True)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("version of a text")
        verbose_name_plural = _("versions of texts")
        ordering = ["petition", "number"]
        constraints = [
            models.UniqueConstraint(fields=["petition", "number"], name="petitions_version_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.petition} · {self.number}"


class Verdict(models.Model):
    """What moderation found: a refusal or a request for correction, bound to an item of the law."""

    class Kind(models.TextChoices):
        """What it led to."""

        REFUSAL = "refusal", _("refusal")
        CORRECTION = "correction", _("request for correction")

    petition = models.ForeignKey(Petition, related_name="verdicts", on_delete=models.CASCADE)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    ground = models.ForeignKey(Ground, verbose_name=_("ground"), on_delete=models.PROTECT)
    explanation = models.TextField(_("explanation"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, related_name="+", on_delete=models.SET_NULL, null=True)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("finding of moderation")
        verbose_name_plural = _("findings of moderation")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.petition} · {self.get_kind_display()}"


class ModerationNote(models.Model):
    """What moderators tell one another; never public."""

    petition = models.ForeignKey(Petition, related_name="notes", on_delete=models.CASCADE)
    text = models.TextField(_("note"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, related_name="+", on_delete=models.SET_NULL, null=True)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("note of a moderator")
        verbose_name_plural = _("notes of moderators")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:80]
