"""Pairing computers and tablets of reading rooms.

A device asks for a code and shows it. Somebody of the staff, who sees the device, types the code and names
the device. The device then fetches a token, once, with the secret that it got together with the code.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.network import permissions
from shanyraq.domains.library.network.actions.refusals import not_allowed
from shanyraq.domains.library.network.models import Branch, PairedDevice, PairingRequest, StaffRole
from shanyraq.domains.library.network.queries import reading_room
from shanyraq.domains.library.network.queries.reading_room import hash_of
from shanyraq.kernel.errors import Refusal
from shanyraq.kernel.identifiers import PUBLIC_ALPHABET

CODE_LENGTH: Final = 8
CODE_TERM: Final = timedelta(minutes=15)
DEVICE_TERM: Final = timedelta(days=400)
"""As long as browsers keep a cookie at most."""
_ATTEMPTS: Final = 5


def parse_code(text: str) -> str:
    """A code as typed or read aloud (capitals, hyphens, O for 0, I and L for 1) in its own form."""
    bare = "".join(sign for sign in text.lower() if sign.isalnum())
    return bare.translate(str.maketrans("ilo", "110"))


def request_pairing(*, address: str, at: datetime) -> tuple[PairingRequest, str]:
    """A new code for a device and the secret that the device keeps. Codes that expired go."""
    PairingRequest.objects.filter(expires_at__lte=at).delete()
    for _attempt in range(_ATTEMPTS):
        secret = secrets.token_urlsafe(32)
        try:
            with transaction.atomic():
                request = PairingRequest.objects.create(
                    code="".join(secrets.choice(PUBLIC_ALPHABET) for _sign in range(CODE_LENGTH)),
                    secret_hash=hash_of(secret),
                    address=address,
                    created_at=at,
                    expires_at=at + CODE_TERM,
                )
        except IntegrityError:
            continue
        return request, secret
    raise RuntimeError("no free code after several attempts")


def confirm_pairing(*, code: str, branch: Branch, name: str, actor: Any, at: datetime) -> PairingRequest:
    """Confirm that the device that shows ``code`` stands in a reading room of ``branch``.

    :raises Refusal: ``not_allowed``; ``pairing_code`` for a code that is unknown, used or has expired.
    """
    if not permissions.has_role(actor, branch.library, StaffRole.CIRCULATION):
        raise not_allowed()
    with transaction.atomic():
        open_ones = PairingRequest.objects.select_for_update().filter(confirmed_at=None, expires_at__gt=at)
        request = open_ones.filter(code=parse_code(code)).first()
        if request is None:
            raise Refusal(
                _("No device waits with this code. Codes are good for fifteen minutes."),
                code="pairing_code",
                field="code",
            )
        request.branch, request.name, request.confirmed_at = branch, name, at
        request.save(update_fields=["branch", "name", "confirmed_at"])
    return request


def claim_pairing(*, secret: str, at: datetime) -> tuple[PairedDevice, str] | None:
    """The device's token, once, when its code is confirmed; None while it is not.

    :raises Refusal: ``pairing_expired``.
    """
    with transaction.atomic():
        request = (
            PairingRequest.objects.select_for_update(of=("self",))
            .filter(secret_hash=hash_of(secret), expires_at__gt=at)
            .first()
        )
        if request is None:
            raise Refusal(_("The code has expired. Ask for a new one."), code="pairing_expired")
        if request.branch is None:
            return None
        token = secrets.token_urlsafe(32)
        device = PairedDevice.objects.create(
            branch=request.branch,
            name=request.name,
            token_hash=hash_of(token),
            paired_at=at,
            expires_at=at + DEVICE_TERM,
        )
        request.delete()
    return device, token


def revoke_device(*, device: PairedDevice, actor: Any, at: datetime) -> None:
    """Close a device out; within seconds it opens nothing. :raises Refusal: ``not_allowed``."""
    if not permissions.has_role(actor, device.branch.library, StaffRole.CIRCULATION):
        raise not_allowed()
    PairedDevice.objects.filter(pk=device.pk, revoked_at=None).update(revoked_at=at)
    transaction.on_commit(reading_room.forget)
