"""Signatures, what hides who gave them, and what became of them."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.petitions.models.petition import Petition
from shanyraq.domains.petitions.models.places import Territory
from shanyraq.platform.accounts.models import Person


class PetitionKey(models.Model):
    """The sealed secret under which the signers of one petition are hashed. It goes with the retention."""

    petition = models.OneToOneField(Petition, related_name="key", primary_key=True, on_delete=models.CASCADE)
    sealed = models.TextField(editable=False)

    class Meta:
        verbose_name = _("key of a petition")
        verbose_name_plural = _("keys of petitions")

    def __str__(self) -> str:
        return str(self.petition_id)


class Signature(models.Model):
    """One person's signature. Inserted only; the columns that change are those of its end.

    ``leaf_hash`` is that of its entry in the log; ``invalidation`` is the decision that took it out of the
    count, with the hash of that entry, and of the last one that put it back.

    ``nullifier`` is the keyed hash of the signer's IIN under the petition's key; with the petition it is
    unique among signatures that were not withdrawn: the database decides that one person counts once.
    """

    class Method(models.TextChoices):
        """How the signer's identity was proved."""

        STATE_IDENTITY = "identity", _("state's identity provider")
        ELECTRONIC_SIGNATURE = "cms", _("electronic signature")

    petition = models.ForeignKey(
        Petition, related_name="signatures", on_delete=models.PROTECT, db_constraint=False, db_index=False
    )
    nullifier = models.BinaryField(max_length=32)
    person = models.ForeignKey(
        Person, related_name="+", on_delete=models.SET_NULL, null=True, db_constraint=False, db_index=False
    )
    territory = models.ForeignKey(
        Territory, related_name="+", on_delete=models.PROTECT, db_constraint=False, db_index=False
    )
    signed_at = models.DateTimeField()
    salt = models.BinaryField(max_length=16, null=True)
    leaf_hash = models.BinaryField(max_length=32)
    public_name = models.CharField(max_length=80, blank=True)
    method = models.CharField(max_length=8, choices=Method.choices)
    network = models.GenericIPAddressField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    invalidated_at = models.DateTimeField(null=True)
    invalidation = models.ForeignKey(
        "petitions.InvalidationBatch",
        related_name="signatures",
        on_delete=models.PROTECT,
        null=True,
        db_constraint=False,
        db_index=False,
    )
    invalidation_hash = models.BinaryField(max_length=32, null=True)
    reinstatement_hash = models.BinaryField(max_length=32, null=True)

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        ordering = ["pk"]
        indexes = [
            # public names page by page, as fast in a petition of millions; of others the row costs nothing
            models.Index(
                fields=["petition", "-id"],
                condition=models.Q(withdrawn_at__isnull=True, invalidated_at__isnull=True)
                & ~models.Q(public_name=""),
                name="petitions_public_names",
            ),
            # the review looks at the last hours; rows come in this order, so a few pages tell where they lie
            BrinIndex(
                fields=["signed_at"], pages_per_range=32, autosummarize=True, name="petitions_signed_at"
            ),
            models.Index(
                fields=["invalidation", "id"],
                condition=models.Q(invalidation__isnull=False),
                name="petitions_invalidated",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["petition", "nullifier"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="petitions_signature_one_person_once",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True) | models.Q(invalidated_at__isnull=True),
                name="petitions_signature_ends_one_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.petition_id} · {self.pk}"


class SignatureEvidence(models.Model):
    """The electronic signature itself (CMS), sealed, kept for audits until the retention ends."""

    signature = models.OneToOneField(
        Signature, related_name="evidence", primary_key=True, on_delete=models.CASCADE
    )
    sealed_cms = models.TextField(editable=False)
    certificate_sha256 = models.CharField(max_length=64)
    checked_at = models.DateTimeField()

    class Meta:
        verbose_name = _("electronic signature of a signer")
        verbose_name_plural = _("electronic signatures of signers")

    def __str__(self) -> str:
        return str(self.signature_id)


class InvalidationReason(models.TextChoices):
    """Why signatures are taken out of the count. The codes stand in the public log for ever."""

    BURST = "burst", _("burst from one address range")
    IMPOSSIBLE_REGION = "region", _("impossible share of one territory")
    FALSE_IDENTITY = "identity", _("identity proved false")
    REVOKED_CERTIFICATE = "certificate", _("certificate revoked before the signature")
    COURT = "court", _("decision of a court")


class InvalidationBatch(models.Model):
    """A decision to take signatures out of the count, or to put them back; visible in the count's history."""

    class Kind(models.TextChoices):
        """Which way."""

        INVALIDATION = "invalidation", _("taken out of the count")
        REINSTATEMENT = "reinstatement", _("put back into the count")

    petition = models.ForeignKey(Petition, related_name="invalidations", on_delete=models.PROTECT)
    kind = models.CharField(max_length=14, choices=Kind.choices)
    reason = models.CharField(_("reason"), max_length=12, choices=InvalidationReason.choices)
    explanation = models.TextField(_("explanation"))
    number = models.PositiveIntegerField(_("signatures"))
    at = models.DateTimeField(_("at"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, related_name="+", on_delete=models.SET_NULL, null=True)

    class Meta:
        verbose_name = _("change of the count")
        verbose_name_plural = _("changes of the count")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.petition} · {self.number}"


class FraudFinding(models.Model):
    """A pattern that the automatic review noticed; a person decides."""

    class State(models.TextChoices):
        """What was decided."""

        OPEN = "open", _("to be reviewed")
        DISMISSED = "dismissed", _("nothing wrong")
        ACTED_ON = "acted_on", _("signatures were taken out")

    petition = models.ForeignKey(Petition, related_name="findings", on_delete=models.CASCADE)
    kind = models.CharField(max_length=12, choices=InvalidationReason.choices)
    facts = models.JSONField(default=dict)
    found_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, related_name="+", on_delete=models.SET_NULL, null=True
    )

    class Meta:
        verbose_name = _("suspicion")
        verbose_name_plural = _("suspicions")
        ordering = ["-found_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.petition} · {self.kind}"
