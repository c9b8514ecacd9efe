"""Works, their editions, and the members' records that describe them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.catalogue.description import Description
from shanyraq.domains.library.catalogue.models.mapping_profile import MappingProfile
from shanyraq.domains.library.network.models import Library
from shanyraq.kernel.identifiers import new_public_id


class Work(models.Model):
    """What an author wrote, whatever its languages, scripts and editions. A merged one leads to another."""

    public_id = models.CharField(max_length=10, unique=True, default=new_public_id, editable=False)
    title = models.TextField(_("title"))
    language = models.CharField(_("original language"), max_length=3, blank=True)
    creator = models.TextField(_("creator"), blank=True)
    merged_into = models.ForeignKey(
        "self", related_name="merged", on_delete=models.PROTECT, null=True, blank=True, editable=False
    )

    class Meta:
        verbose_name = _("work")
        verbose_name_plural = _("works")

    def __str__(self) -> str:
        return self.title


class Edition(models.Model):
    """One publication. ``description`` is the best of its records' descriptions, as ``Description.to_json``.

    Columns beside it repeat what lists sort and select by. A merged edition leads to another.
    """

    public_id = models.CharField(max_length=10, unique=True, default=new_public_id, editable=False)
    work = models.ForeignKey(Work, related_name="editions", on_delete=models.PROTECT)
    title = models.TextField(_("title"))
    kind = models.CharField(_("kind"), max_length=12)
    language = models.CharField(_("language"), max_length=3, blank=True)
    year = models.SmallIntegerField(_("year"), null=True, blank=True)
    description = models.JSONField(_("description"), default=dict)
    merged_into = models.ForeignKey(
        "self", related_name="merged", on_delete=models.PROTECT, null=True, blank=True, editable=False
    )
    changed_at = models.DateTimeField(_("changed at"))

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")

    def __str__(self) -> str:
        return self.title

    @property
    def described(self) -> Description:
        """The stored description as an object."""
        return Description.from_json(self.description)


class RecordState(models.TextChoices):
    """Whether a member still holds a record; a deleted one is told to harvesters for ever."""

    ACTIVE = "active", _("active")
    DELETED = "deleted", _("deleted")


class Record(models.Model):
    """A member's own record: the original bytes and what its profile read out of them.

    ``original`` is exported again byte for byte; ``digest`` (BLAKE2b, 16 bytes) tells an unchanged record.
    """

    library = models.ForeignKey(Library, related_name="records", on_delete=models.PROTECT)
    control_number = models.CharField(_("control number"), max_length=100)
    profile = models.ForeignKey(MappingProfile, related_name="records", on_delete=models.PROTECT)
    format = models.CharField(max_length=10)
    """iso2709 or marcxml."""
    encoding = models.CharField(max_length=12)
    """What the original's bytes are in: utf-8, marc-8, cp1251, …"""
    original = models.BinaryField(editable=False)
    digest = models.BinaryField(max_length=16, editable=False)
    description = models.JSONField(default=dict)
    edition = models.ForeignKey(Edition, related_name="records", on_delete=models.PROTECT)
    state = models.CharField(max_length=8, choices=RecordState.choices, default=RecordState.ACTIVE)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("record")
        verbose_name_plural = _("records")
        constraints = [
            models.UniqueConstraint(fields=["library", "control_number"], name="library_record_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.library_id}: {self.control_number}"

    @property
    def described(self) -> Description:
        """The stored description as an object."""
        return Description.from_json(self.description)
