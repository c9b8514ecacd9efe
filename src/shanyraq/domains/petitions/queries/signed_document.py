"""The file that an account signs electronically."""

from __future__ import annotations

from shanyraq.domains.petitions.models import Petition, TextVersion
from shanyraq.domains.petitions.rules.signed_document import signed_document
from shanyraq.platform.accounts.models import User
from shanyraq.platform.accounts.sealing import keyed_hashes

PURPOSE = "account that signs a petition"
"""What the names of accounts are derived for (``platform.accounts.sealing``)."""


def present_version(petition: Petition) -> TextVersion:
    """The version of the text that the petition has now.

    :raises TextVersion.DoesNotExist: before it was submitted.
    """
    return petition.versions.get(number=petition.version)


def account_names(petition: Petition, user: User) -> list[str]:
    """The names of an account in a petition: the present one, then those under earlier keys of the house."""
    return keyed_hashes(f"{petition.public_id} {user.pk}", purpose=PURPOSE)


def documents_for(petition: Petition, user: User) -> dict[str, bytes]:
    """What *user* may have signed, by the name of the account in it; the first is what is given out now.

    :raises TextVersion.DoesNotExist: before the petition was submitted.
    """
    version = present_version(petition)
    return {
        name: signed_document(version, public_id=petition.public_id, account=name)
        for name in account_names(petition, user)
    }
