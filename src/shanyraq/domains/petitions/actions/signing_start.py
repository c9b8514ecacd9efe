"""What a petition needs before the first signature: the key that hides its signers, and a count of zero."""

from __future__ import annotations

import secrets
from typing import Final

from django.db import transaction

from shanyraq.domains.petitions.models import Petition, PetitionCount, PetitionKey
from shanyraq.platform.accounts.sealing import register_resealing, seal, unseal

KEY_BYTES: Final = 32
PURPOSE: Final = "petition key"
"""What the key is sealed for (``platform.accounts.sealing``)."""


def prepare_signing(petition: Petition) -> None:
    """Make the petition's key and its count, if they are not there; an existing key is never replaced.

    The key never lies in the database in clear.
    """
    sealed = seal(secrets.token_hex(KEY_BYTES), purpose=PURPOSE)
    PetitionKey.objects.get_or_create(petition=petition, defaults={"sealed": sealed})
    PetitionCount.objects.get_or_create(petition=petition)


def open_key(petition: Petition) -> bytes:
    """The 32 bytes under which the signers of this petition are hashed.

    :raises PetitionKey.DoesNotExist: before it was admitted, and after the retention destroyed it.
    """
    return bytes.fromhex(unseal(PetitionKey.objects.get(petition=petition).sealed, purpose=PURPOSE))


@transaction.atomic
def reseal_keys() -> int:
    """Seal all keys under the present secret of the house; how many. The keys themselves never change."""
    number = 0
    for key in PetitionKey.objects.select_for_update().iterator():
        key.sealed = seal(unseal(key.sealed, purpose=PURPOSE), purpose=PURPOSE)
        key.save(update_fields=["sealed"])
        number += 1
    return number


def connect() -> None:
    """Take part in the renewal of what is sealed; called once when the room is ready."""
    register_resealing("keys of petitions", reseal_keys)
