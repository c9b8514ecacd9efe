"""Taking a signature back, while signatures are taken."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.petitions.actions.signing import LOG, closed, nullifier_of
from shanyraq.domains.petitions.actions.signing_lock import share_signing
from shanyraq.domains.petitions.models import Petition, Signature
from shanyraq.domains.petitions.states import SIGNABLE
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.accounts.models import Person
from shanyraq.platform.transparency.log.appending import append
from shanyraq_verify.petitions import withdrawal_entry


def withdraw_signature(*, petition: Petition, person: Person, at: dt.datetime) -> Signature:
    """Take the signature of *person* back: it counts no longer, and the log shows that it was taken back.

    Whoever took theirs back may sign again. Of two at once one takes it back, the other is refused.

    :raises Refusal: ``closed`` when signatures are no longer taken, ``not_signed`` when there is none that
        counts.
    """
    hidden = nullifier_of(petition, person)
    with transaction.atomic():
        share_signing(petition)
        is_open = Petition.objects.filter(pk=petition.pk, state__in=SIGNABLE, signing_ends_at__gt=at)
        if not is_open.exists():
            raise closed()
        signature = (
            Signature.objects.select_for_update()
            .filter(
                petition=petition,
                nullifier=bytes.fromhex(hidden),
                withdrawn_at__isnull=True,
                invalidated_at__isnull=True,
            )
            .first()
        )
        if signature is None:
            raise Refusal(_("There is no signature of yours to take back."), code="not_signed")
        signature.withdrawn_at = at
        signature.public_name = ""
        signature.save(update_fields=["withdrawn_at", "public_name"])
        entry = withdrawal_entry(
            petition=petition.public_id, nullifier=hidden, signature=bytes(signature.leaf_hash).hex()
        )
        append(LOG, entry, subject=signature.pk)
    return signature
