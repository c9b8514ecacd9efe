"""Requests to take a digital edition down."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.reading.models.digital_edition import DigitalEdition
from shanyraq.domains.library.reading.models.files import file_field
from shanyraq.domains.library.reading.states import TakedownState
from shanyraq.domains.library.reading.workflow import TAKEDOWN
from shanyraq.kernel.identifiers import new_public_id
from shanyraq.platform.transparency.procedure import Procedure


class TakedownRequest(models.Model):
    """What a claimant says of a digital edition. Known outside by ``public_id`` alone."""

    procedure: ClassVar[Procedure] = TAKEDOWN

    class Ground(models.TextChoices):
        """Why it should not be shown."""

        COPYRIGHT = "copyright", _("I hold the copyright")
        PRIVACY = "privacy", _("it tells of a person's private life")
        LAW = "law", _("it is against the law")
        ERROR = "error", _("something is wrong with the edition")

    public_id = models.CharField(max_length=10, unique=True, default=new_public_id, editable=False)
    edition = models.ForeignKey(DigitalEdition, related_name="takedowns", on_delete=models.PROTECT)
    name = models.CharField(_("your name"), max_length=200)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail address"))
    language = models.CharField(max_length=10)
    ground = models.CharField(_("ground"), max_length=10, choices=Ground.choices)
    reason = models.TextField(_("what is wrong, and what proves your right"), max_length=5000)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=TakedownState.choices,
        default=TakedownState.RECEIVED,
        editable=False,
    )
    answer = models.TextField(_("answer"), blank=True)
    received_at = models.DateTimeField(_("received at"))
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    class Meta:
        verbose_name = _("request for takedown")
        verbose_name_plural = _("requests for takedown")
        ordering = ["received_at", "pk"]

    def __str__(self) -> str:
        return self.public_id


class TakedownAttachment(models.Model):
    """A document that proves the claim. Only staff sees it, as a download."""

    request = models.ForeignKey(TakedownRequest, related_name="attachments", on_delete=models.CASCADE)
    name = models.CharField(max_length=120)
    file = file_field()

    class Meta:
        verbose_name = _("attachment of a request")
        verbose_name_plural = _("attachments of requests")

    def __str__(self) -> str:
        return self.name
