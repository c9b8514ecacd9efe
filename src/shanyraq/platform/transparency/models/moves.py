"""The register of moves. It only grows: a trigger of the database refuses every change and removal."""

from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _


class MoveRecord(models.Model):
    """One step of a procedure that was made: on what, which, by whom, why and when.

    ``actor_id`` is a number without a foreign key, so that an account can be erased and the record stays.
    ``sequence`` grows in the order of writing; of two open transactions the later one may show first.
    """

    sequence = models.BigAutoField(primary_key=True)
    subject_type = models.CharField(max_length=100)
    subject_id = models.CharField(max_length=64)
    workflow = models.CharField(max_length=100)
    move = models.CharField(max_length=100)
    source = models.CharField(max_length=100)
    target = models.CharField(max_length=100)
    actor_id = models.BigIntegerField(null=True)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    data = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = _("record of a step")
        verbose_name_plural = _("records of steps")
        ordering: ClassVar = ["sequence"]
        indexes: ClassVar = [
            models.Index(fields=["subject_type", "subject_id", "sequence"], name="move_of_subject")
        ]

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id}: {self.source} → {self.target}"
