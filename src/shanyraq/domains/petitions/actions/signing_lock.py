"""One lock a petition between who signs and what ends the signing."""

from __future__ import annotations

from typing import Final

from django.db import connection

from shanyraq.domains.petitions.models import Petition

LOCK_CLASS: Final = 0x7065_7431
"""The first key of the advisory lock ("pet1"); the second is the petition's number."""


def lock_signing(petition: Petition) -> None:
    """Let signatures that are being given be stored, and hold new ones off until the transaction ends.

    Signing takes the same lock shared: it lies in memory alone, so that signers never wait for one another.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK_CLASS, petition.pk])


def share_signing(petition: Petition) -> None:
    """Hold off whoever ends the signing until the transaction ends; others sign beside it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s, %s)", [LOCK_CLASS, petition.pk])
