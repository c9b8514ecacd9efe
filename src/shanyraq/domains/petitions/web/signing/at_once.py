"""The way of nearly every signature: nothing is asked of the database that signing itself does not find out.

On the worst day a petition is signed a thousand times a second. What does not go through here goes through
the form, which says why.
"""

from __future__ import annotations

import secrets
from functools import lru_cache
from typing import Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone, translation

from shanyraq.domains.petitions.actions.signing import Signer, sign_if_taken
from shanyraq.domains.petitions.models import Petition, Territory
from shanyraq.domains.petitions.rules.signer_names import shown_name
from shanyraq.domains.petitions.web.kept_words import SIGNING, kept_words
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.accounts.models import Person
from shanyraq.platform.accounts.queries.persons import person_of
from shanyraq.platform.accounts.web.fresh import is_fresh
from shanyraq.platform.accounts.web.signed_in import account_of
from shanyraq.platform.accounts.web.visitors import address_of

LONGEST_CODE: Final = 9
"""Digits of the code of a territory; what is longer names none."""

ADDRESS: Final = r"petitions/([0-9a-z]{10})/sign/"
"""What follows the language in the address of the form of a public petition."""


def sign_at_once(request: HttpRequest, public_id: str) -> bool:
    """Whether the person who is signed in has signed just now by the form of a public petition.

    If not, nothing has happened, and the page of the form says why. Words kept of an earlier form are left
    to it too: a session is written there.
    """
    person = person_of(account_of(request))
    if person is None or not is_fresh(request) or kept_words(request, SIGNING, public_id):
        return False
    return signed_at_once(request, public_id=public_id, token="", person=person)


@lru_cache(maxsize=1_000)
def address_of_signature(public_id: str, language: str) -> str:
    """Where a signer is led. On the worst day a thousand a second are led to a few of these."""
    with translation.override(language):
        return reverse("petitions:my_signature", args=[public_id])


def signed_at_once(request: HttpRequest, *, public_id: str, token: str, person: Person) -> bool:
    """Whether the form as it was sent is a new signature now; if not, nothing has happened."""
    code = request.POST.get("territory", "")
    if not (code.isascii() and code.isdigit() and len(code) <= LONGEST_CODE):
        return False
    try:
        petition = _named(public_id)
        if token and not secrets.compare_digest(petition.link_token.encode(), token.encode()):
            return False
        signer = Signer(
            person=person,
            territory=_place(code),
            public_name=shown_name(person) if request.POST.get("shows_name") == "on" else "",
            network=address_of(request) or None,
        )
        signed = sign_if_taken(petition=petition, signer=signer, at=timezone.now(), in_public=not token)
    except (Petition.DoesNotExist, Refusal):
        return False
    return signed is not None


@lru_cache(maxsize=1_000)
def _named(public_id: str) -> Petition:
    """A petition with its names alone, which never change.

    :raises Petition.DoesNotExist: for no such petition; that is not remembered.
    """
    return Petition.objects.only("public_id", "link_token").get(public_id=public_id)


@lru_cache(maxsize=1_000)
def _place(code: str) -> Territory:
    """The territory by its code alone, whether there is such a one or not."""
    return Territory(code=code)
