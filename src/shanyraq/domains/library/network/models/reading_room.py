"""What proves that a reader sits in a reading room: an address range or a paired device."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.network.models.library import Branch, Library


class ReadingRoomRange(models.Model):
    """Internet addresses of a library's reading rooms, in CIDR notation (IPv4 or IPv6)."""

    library = models.ForeignKey(Library, related_name="reading_room_ranges", on_delete=models.CASCADE)
    network = models.CharField(_("address range"), max_length=49, help_text=_("for example 203.0.113.0/24"))
    note = models.CharField(_("note"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("address range of a reading room")
        verbose_name_plural = _("address ranges of reading rooms")
        ordering = ["library", "network"]
        constraints = [
            models.UniqueConstraint(fields=["library", "network"], name="library_reading_room_range_once")
        ]

    def __str__(self) -> str:
        return f"{self.library}: {self.network}"


class PairedDevice(models.Model):
    """A computer or tablet of a reading room, known by a secret of which only the hash lies here."""

    branch = models.ForeignKey(Branch, related_name="paired_devices", on_delete=models.CASCADE)
    name = models.CharField(_("name"), max_length=80)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    paired_at = models.DateTimeField(_("paired at"))
    expires_at = models.DateTimeField(_("expires at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    class Meta:
        verbose_name = _("paired device")
        verbose_name_plural = _("paired devices")
        ordering = ["branch", "name", "pk"]

    def __str__(self) -> str:
        return f"{self.branch}: {self.name}"


class PairingRequest(models.Model):
    """A device that shows a code and waits until somebody of the staff confirms it.

    The device proves by its secret (here only the hash) that the code is its own. A confirmed request has a
    branch; the device then fetches its token once, and the request is gone.
    """

    code = models.CharField(max_length=8, unique=True)
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    address = models.GenericIPAddressField(_("address"))
    created_at = models.DateTimeField(_("created at"))
    expires_at = models.DateTimeField(_("expires at"))
    branch = models.ForeignKey(Branch, related_name="+", on_delete=models.CASCADE, null=True, blank=True)
    name = models.CharField(_("name"), max_length=80, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(confirmed_at__isnull=True, branch__isnull=True)
                | models.Q(confirmed_at__isnull=False, branch__isnull=False),
                name="library_pairing_confirmed_for_a_branch",
            )
        ]

    def __str__(self) -> str:
        return self.code
