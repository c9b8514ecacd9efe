"""Verifiable logs: heads, entries and checkpoints. Triggers keep what stands in a tree from changing."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from shanyraq.kernel.merkle.notes import COSIGNATURE_V1, NoteError, Verifier


class Log(models.Model):
    """The head of one log: the tree of *size* entries, as the roots of its full subtrees.

    Whoever extends the tree locks this row. *origin* and *verifier_key* are set when the log begins and never
    change: a checkpoint under another name or key would be another log.
    """

    id = models.SmallAutoField(primary_key=True)
    name = models.SlugField(max_length=40, unique=True)
    origin = models.CharField(max_length=200)
    verifier_key = models.CharField(max_length=300)
    size = models.PositiveBigIntegerField(default=0)
    peaks = models.BinaryField(default=b"")

    class Meta:
        verbose_name = _("verifiable log")
        verbose_name_plural = _("verifiable logs")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class LogPending(models.Model):
    """An entry that was stated and waits for its place in the tree: inserted with what it tells of."""

    log_name = models.CharField(max_length=40, db_column="log")
    body = models.BinaryField()
    subject = models.BigIntegerField(null=True)

    class Meta:
        verbose_name = _("waiting entry of a log")
        verbose_name_plural = _("waiting entries of logs")
        indexes: ClassVar = [models.Index(fields=["log_name", "id"], name="log_pending_in_order")]

    def __str__(self) -> str:
        return f"{self.log_name} · {self.pk}"


class LogLeaf(models.Model):
    """An entry at its place. *subject* is a private reference of the room that stated it."""

    pk = models.CompositePrimaryKey("log_id", "index")
    log = models.ForeignKey(
        Log, related_name="+", on_delete=models.PROTECT, db_index=False, db_constraint=False
    )
    index = models.BigIntegerField()
    body = models.BinaryField()
    leaf_hash = models.BinaryField(max_length=32)
    subject = models.BigIntegerField(null=True)

    class Meta:
        verbose_name = _("entry of a log")
        verbose_name_plural = _("entries of logs")
        ordering: ClassVar = ["log", "index"]
        indexes: ClassVar = [models.Index(fields=["leaf_hash", "log"], name="log_leaf_by_hash")]

    def __str__(self) -> str:
        return f"{self.log_id} · {self.index}"


class LogNode(models.Model):
    """The hash over the ``256**level`` entries from ``index * 256**level`` on; level 1 and above."""

    pk = models.CompositePrimaryKey("log_id", "level", "index")
    log = models.ForeignKey(
        Log, related_name="+", on_delete=models.PROTECT, db_index=False, db_constraint=False
    )
    level = models.PositiveSmallIntegerField()
    index = models.BigIntegerField()
    node_hash = models.BinaryField(max_length=32)

    class Meta:
        verbose_name = _("node of a log")
        verbose_name_plural = _("nodes of logs")

    def __str__(self) -> str:
        return f"{self.log_id} · {self.level}/{self.index}"


class LogCheckpoint(models.Model):
    """The signed head of the tree of *size* entries: once stored, it is never contradicted."""

    pk = models.CompositePrimaryKey("log_id", "size")
    log = models.ForeignKey(
        Log, related_name="+", on_delete=models.PROTECT, db_index=False, db_constraint=False
    )
    size = models.BigIntegerField()
    root = models.BinaryField(max_length=32)
    note = models.TextField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("checkpoint of a log")
        verbose_name_plural = _("checkpoints of logs")
        ordering: ClassVar = ["log", "size"]

    def __str__(self) -> str:
        return f"{self.log_id} · {self.size}"


def check_witness_key(key: str) -> None:
    """:raises ValidationError: when *key* is no verifier key of a witness (C2SP tlog-cosignature)."""
    try:
        kind = Verifier.parse(key).kind
    except NoteError as error:
        raise ValidationError(_("This is no verifier key: name+id+key.")) from error
    if kind != COSIGNATURE_V1:
        raise ValidationError(_("This is the key of a log, not of a witness."))


class LogWitness(models.Model):
    """Somebody independent who watches the logs and signs the checkpoints that they saw."""

    verifier_key = models.CharField(
        _("verifier key"), max_length=300, unique=True, validators=[check_witness_key]
    )
    about = models.CharField(_("who it is"), max_length=200, blank=True)
    is_active = models.BooleanField(_("accepted"), default=True)

    class Meta:
        verbose_name = _("witness")
        verbose_name_plural = _("witnesses")
        ordering: ClassVar = ["verifier_key"]

    def __str__(self) -> str:
        return self.verifier_key.partition("+")[0]


class LogWitnessChange(models.Model):
    """A witness was accepted, or is accepted no longer. The table only grows.

    ``actor_id`` is a number without a foreign key, so that an account can be erased and the record stays;
    empty for the command line.
    """

    witness = models.ForeignKey(LogWitness, related_name="changes", on_delete=models.PROTECT)
    is_accepted = models.BooleanField(_("accepted"))
    reason = models.TextField(_("reason"))
    actor_id = models.BigIntegerField(null=True)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("change of a witness")
        verbose_name_plural = _("changes of witnesses")
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.witness_id} · {self.is_accepted}"


class LogCosignature(models.Model):
    """A witness's signature of a stored checkpoint: the line of a signed note."""

    log = models.ForeignKey(Log, related_name="+", on_delete=models.PROTECT)
    size = models.BigIntegerField()
    witness = models.ForeignKey(LogWitness, related_name="cosignatures", on_delete=models.PROTECT)
    line = models.CharField(max_length=400)
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("cosignature of a witness")
        verbose_name_plural = _("cosignatures of witnesses")
        ordering: ClassVar = ["log", "size", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["log", "size", "witness"], name="log_cosignature_once")
        ]

    def __str__(self) -> str:
        return f"{self.log_id} · {self.size} · {self.witness_id}"
