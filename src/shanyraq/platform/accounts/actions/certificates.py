"""Binding an account to the person whom the certificate of an electronic signature names."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from shanyraq.kernel.errors import Refusal
from shanyraq.platform.accounts import sealing
from shanyraq.platform.accounts.actions.persons import Identity, link_person
from shanyraq.platform.accounts.models import Person, User
from shanyraq.platform.accounts.queries.persons import person_of
from shanyraq.platform.electronic_signatures.holders import Holder


def person_by_certificate(*, user: User, holder: Holder, at: datetime) -> Person:
    """The person behind ``user``, whom a verified signature has just named.

    An account whose person is known already must be of the same person; the names stay. One without
    becomes that person's, under the rules of ``link_person``: the signature must have been made for this
    very account, since a file with a signature is no secret.

    :raises Refusal: ``certificate_of_another_person``; ``identity_taken``.
    """
    known = person_of(user)
    if known is None:
        identity = Identity(
            iin=holder.iin,
            given_name=holder.given_name,
            family_name=holder.family_name,
            middle_name=holder.middle_name,
        )
        return link_person(user=user, identity=identity, at=at)
    if known.iin_hash not in sealing.keyed_hashes(holder.iin, purpose=sealing.IDENTITY_NUMBER):
        raise Refusal(
            _("The certificate is of another person than this account. Sign with your own key."),
            code="certificate_of_another_person",
            field="file",
        )
    return known
