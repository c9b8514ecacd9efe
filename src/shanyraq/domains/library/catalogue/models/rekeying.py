"""The clustering keys of all editions, made anew after a change of the rules."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.catalogue.models.bibliographic import Edition


class Rekeying(models.Model):
    """One making of all keys. ``position`` is the last edition whose new keys are written down, so that an
    interrupted run goes on behind it; ``rules`` the version of the rules they are made by.
    """

    rules = models.PositiveIntegerField()
    position = models.BigIntegerField(default=0)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    editions = models.BigIntegerField(default=0)
    added = models.BigIntegerField(default=0)
    removed = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("making of all keys")
        verbose_name_plural = _("makings of all keys")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                models.Value(1), condition=models.Q(finished_at=None), name="library_one_rekeying"
            )
        ]

    def __str__(self) -> str:
        return f"{self.rules}: {self.position}"


class NewEditionKey(models.Model):
    """A key as the new rules have it, until all are known and take the place of the old ones at once."""

    pk = models.CompositePrimaryKey("edition_id", "key")
    edition = models.ForeignKey(
        Edition, related_name="+", on_delete=models.DO_NOTHING, db_constraint=False, db_index=False
    )
    key = models.BigIntegerField()

    class Meta:
        verbose_name = _("new key of an edition")
        verbose_name_plural = _("new keys of editions")

    def __str__(self) -> str:
        return f"{self.key:x}"
