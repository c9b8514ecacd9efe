"""A reader with one card for all member libraries."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.network.models.library import Library


class Reader(models.Model):
    """Who borrows and reads. ``card_number`` is a public id of the kernel (with a check sign), shown as QR.

    A reader may have no account yet (registered at a desk); an account has at most one card.
    """

    card_number = models.CharField(_("card number"), max_length=10, unique=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        related_name="library_reader",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
    )
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    home_library = models.ForeignKey(
        Library, verbose_name=_("home library"), related_name="readers", on_delete=models.PROTECT
    )
    registered_at = models.DateTimeField(_("registered at"))
    expires_at = models.DateTimeField(_("valid until"), null=True, blank=True)
    blocked_reason = models.CharField(_("blocked because"), max_length=300, blank=True)
    keeps_history = models.BooleanField(_("keep my reading history"), default=False)

    class Meta:
        verbose_name = _("reader")
        verbose_name_plural = _("readers")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name
