"""What stands beside editions to bring records together: keys, doubts, people's decisions, what was done."""

from typing import ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.catalogue.models.bibliographic import Edition, Record
from shanyraq.platform.vocabularies.models import Authority


class EditionKey(models.Model):
    """A blocking key of an edition, a hash of 64 bits. Derived from its description, written in bulk.

    No foreign key in the database and no other index: there are several for each edition, and a row whose
    edition was merged is passed over when candidates are read.
    """

    pk = models.CompositePrimaryKey("key", "edition_id")
    key = models.BigIntegerField()
    edition = models.ForeignKey(
        Edition, related_name="+", on_delete=models.DO_NOTHING, db_constraint=False, db_index=False
    )

    class Meta:
        verbose_name = _("key of an edition")
        verbose_name_plural = _("keys of editions")

    def __str__(self) -> str:
        return f"{self.key:x}"


class ClusterLevel(models.TextChoices):
    """What a doubt or a decision is about."""

    EDITION = "edition", _("edition")
    WORK = "work", _("work")


class DoubtfulPair(models.Model):
    """Two editions that may be one, or be of one work; a person says. ``first`` is the older of the two."""

    level = models.CharField(_("question"), max_length=8, choices=ClusterLevel.choices)
    first = models.ForeignKey(Edition, related_name="+", on_delete=models.CASCADE)
    second = models.ForeignKey(Edition, related_name="doubts", on_delete=models.CASCADE)
    points = models.SmallIntegerField(_("points"))
    parts = models.JSONField(default=list)
    found_at = models.DateTimeField(_("found at"))
    postponed_at = models.DateTimeField(_("postponed at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    verdict = models.CharField(max_length=9, blank=True)
    """What a person decided, one of ``Verdict``; such a pair is not asked again."""

    class Meta:
        verbose_name = _("doubtful pair")
        verbose_name_plural = _("doubtful pairs")
        ordering = ["-points", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["level", "first", "second"], name="library_doubtful_pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="library_doubtful_pair_order"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-points", "id"], condition=Q(closed_at=None), name="library_open_doubts")
        ]

    def __str__(self) -> str:
        return f"{self.first_id} ? {self.second_id}"


class Verdict(models.TextChoices):
    """What a person decided."""

    SAME = "same", _("the same")
    DIFFERENT = "different", _("different")


class ClusterActionKind(models.TextChoices):
    """What was done to clusters."""

    MERGE_EDITIONS = "merge_editions", _("editions merged")
    SPLIT_EDITION = "split_edition", _("edition split")
    MOVE_RECORD = "move_record", _("record moved")
    MERGE_WORKS = "merge_works", _("works merged")
    MOVE_EDITION = "move_edition", _("edition moved to another work")
    KEEP_APART = "keep_apart", _("kept apart")
    UNDO = "undo", _("undone")


class ClusterAction(models.Model):
    """One change that a person (or the clustering itself, without an actor) made; only grows, by trigger.

    ``moves`` tells every reference that was changed, from and to, so that it can be undone and checked.
    """

    kind = models.CharField(max_length=16, choices=ClusterActionKind.choices)
    first = models.ForeignKey(Edition, related_name="+", on_delete=models.PROTECT)
    second = models.ForeignKey(Edition, related_name="+", on_delete=models.PROTECT, null=True)
    moves = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    actor_id = models.BigIntegerField(null=True)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    undoes = models.OneToOneField("self", related_name="undone_by", on_delete=models.PROTECT, null=True)

    class Meta:
        verbose_name = _("change of clusters")
        verbose_name_plural = _("changes of clusters")
        ordering = ["-pk"]
        indexes: ClassVar = [
            models.Index(fields=["first"], name="library_action_first"),
            models.Index(fields=["second"], name="library_action_second"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.first_id} {self.second_id or ''}".strip()


class Decision(models.Model):
    """A person's word on two things; it wins over every score until it is revoked. ``first`` is the older."""

    verdict = models.CharField(max_length=9, choices=Verdict.choices)
    action = models.ForeignKey(ClusterAction, related_name="+", on_delete=models.PROTECT)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, related_name="+", on_delete=models.SET_NULL, null=True, blank=True
    )
    at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.verdict


class ClusterDecision(Decision):
    """Whether two records describe one edition. Records live on through every import, so this does too."""

    first = models.ForeignKey(Record, related_name="+", on_delete=models.CASCADE)
    second = models.ForeignKey(Record, related_name="+", on_delete=models.CASCADE)

    class Meta:
        verbose_name = _("decision on records")
        verbose_name_plural = _("decisions on records")
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"], condition=Q(revoked_at=None), name="library_decision_once"
            ),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="library_decision_order"),
        ]


class WorkDecision(Decision):
    """Whether two editions are of one work."""

    first = models.ForeignKey(Edition, related_name="+", on_delete=models.CASCADE)
    second = models.ForeignKey(Edition, related_name="+", on_delete=models.CASCADE)

    class Meta:
        verbose_name = _("decision on editions")
        verbose_name_plural = _("decisions on editions")
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"], condition=Q(revoked_at=None), name="library_work_decision_once"
            ),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="library_work_decision_order"),
        ]


class EditionAgent(models.Model):
    """A person or body that made or contributed to an edition. Derived from its description, in its order."""

    edition = models.ForeignKey(Edition, related_name="agent_links", on_delete=models.CASCADE)
    authority = models.ForeignKey(Authority, related_name="edition_links", on_delete=models.PROTECT)
    role = models.CharField(_("role"), max_length=8, blank=True)
    is_main = models.BooleanField(default=False)
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("person of an edition")
        verbose_name_plural = _("persons of editions")
        ordering = ["edition", "place", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "authority", "role"], name="library_edition_agent_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}: {self.authority_id} {self.role}".strip()


class UnlinkedEdition(models.Model):
    """An edition whose links to authorities are to be made anew, after the import's batch is stored.

    Like keys without a foreign key in the database; several rows of one edition do no harm.
    """

    edition = models.ForeignKey(
        Edition, related_name="+", on_delete=models.DO_NOTHING, db_constraint=False, db_index=False
    )

    class Meta:
        verbose_name = _("edition to be linked")
        verbose_name_plural = _("editions to be linked")

    def __str__(self) -> str:
        return f"{self.edition_id}"


class EditionSubject(models.Model):
    """What an edition is about. Derived from its description."""

    edition = models.ForeignKey(Edition, related_name="subject_links", on_delete=models.CASCADE)
    authority = models.ForeignKey(Authority, related_name="subject_links", on_delete=models.PROTECT)

    class Meta:
        verbose_name = _("subject of an edition")
        verbose_name_plural = _("subjects of editions")
        constraints = [
            models.UniqueConstraint(fields=["edition", "authority"], name="library_edition_subject_once")
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}: {self.authority_id}"
