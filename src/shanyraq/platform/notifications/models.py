"""The outbox, and who does not want which kind of letters."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """What became of a message. ``unclear``: it may have been sent, so it is not tried again by itself."""

    WAITING = "waiting", _("waiting")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")
    UNCLEAR = "unclear", _("unclear")
    DECLINED = "declined", _("declined")


class Message(models.Model):
    """One letter to one person, written in the transaction of its cause and delivered by a worker."""

    recipient = models.EmailField(_("recipient"))
    kind = models.CharField(_("kind"), max_length=50)
    language = models.CharField(_("language"), max_length=10)
    subject = models.CharField(_("subject"), max_length=300)
    body_text = models.TextField()
    body_html = models.TextField(blank=True)
    dedupe_key = models.CharField(max_length=200, null=True, unique=True)  # noqa: DJ001 - NULLs are not equal
    stop_address = models.CharField(max_length=500, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.TextField(_("error"), blank=True)
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [
            models.Index(
                fields=["status", "changed_at"], condition=~Q(status=Status.SENT), name="message_unsettled"
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="message_status_known"),
        ]

    def __str__(self) -> str:
        return f"{self.recipient}: {self.subject}"


class Optout(models.Model):
    """A person who does not want a kind of letters; the address is kept in lower case."""

    recipient = models.EmailField()
    kind = models.CharField(max_length=50)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["recipient", "kind"], name="optout_once")]

    def __str__(self) -> str:
        return f"{self.recipient}: {self.kind}"
