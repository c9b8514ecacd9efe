"""Signatures of the demonstration: given, taken back, false and found out, all through the real actions."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from typing import Any

from shanyraq.domains.petitions.actions.fraud_review import act_on, suspect
from shanyraq.domains.petitions.actions.signing import LOG, Signer, sign_petition
from shanyraq.domains.petitions.actions.withdrawal import withdraw_signature
from shanyraq.domains.petitions.demo.moments import Moments
from shanyraq.domains.petitions.demo.people import Cast, Supporter
from shanyraq.domains.petitions.models import Petition, Signature, Territory
from shanyraq.domains.petitions.rules.territories import may_sign_from
from shanyraq.domains.petitions.web.forms.signing import shown_name
from shanyraq.platform.transparency.log.sequencing import sequence_now

SHOWN_PER_CENT = 60
"""Of the signers, those who show their name."""

FALSE_SECONDS = 23
"""Between two signatures of a false wave."""


class Gathering:
    """Those who sign one petition, each once, in an order that is the same at every loading."""

    def __init__(self, petition: Petition, cast: Cast, moments: Moments, *, seed: str) -> None:
        self.petition = petition
        self.moments = moments
        self.chance = random.Random(seed)  # noqa: S311 -- it draws invented people, no secret
        self._cast = cast
        self._to_come: Iterator[Supporter] = iter(self.chance.sample(cast.supporters, len(cast.supporters)))

    def sign(self, number: int, ago: int, until: int) -> None:
        """Let *number* more people sign between two days; their signatures are counted afterwards."""
        for at in self.moments.spread(number, ago, until=until, chance=self.chance):
            supporter = next(self._to_come)
            shows = self.chance.randrange(100) < SHOWN_PER_CENT
            name = shown_name(supporter.person) if shows else ""
            self._sign(supporter, at, name=name, network=self._address())
        count()

    def sign_by(self, account: Any, ago: int) -> None:
        """Let somebody with an account sign, who shows the name."""
        supporter = Supporter(account.person, self._cast.supporters[0].home)
        at = self.moments.at(ago)
        self._sign(supporter, at, name=shown_name(supporter.person), network=self._address())
        count()

    def take_back(self, number: int, ago: int) -> None:
        """Let the *number* who signed first take their signatures back."""
        first = Signature.objects.filter(petition=self.petition, person__user=None).order_by("signed_at")
        for signature in list(first.select_related("person")[:number]):
            if signature.person is not None:
                at = self.moments.at(ago)
                withdraw_signature(petition=self.petition, person=signature.person, at=at)
        count()

    def sign_falsely(self, network: str, people: slice, ago: int) -> None:
        """A wave from one range of addresses, ``network`` without its last part, within one hour."""
        at = self.moments.at(ago)
        for number, supporter in enumerate(self._cast.false_ones[people]):
            address = f"{network}.{self.chance.randrange(1, 30)}"
            moment = at + dt.timedelta(seconds=FALSE_SECONDS * number)
            self._sign(supporter, moment, name="", network=address)
        count()

    def note_suspicion(self, network: str, reviewer: Any, ago: int) -> None:
        """A reviewer looks at a range of addresses; the finding waits for a decision."""
        facts = {"network": f"{network}.0/24"}
        suspect(petition=self.petition, facts=facts, kind="burst", actor=reviewer, at=self.moments.at(ago))

    def take_out(self, network: str, explanation: str, *, reviewer: Any, ago: int) -> None:
        """A reviewer looks at a range of addresses and takes its signatures out of the count."""
        at = self.moments.at(ago)
        facts = {"network": f"{network}.0/24"}
        finding = suspect(petition=self.petition, facts=facts, kind="burst", actor=reviewer, at=at)
        act_on(finding=finding, explanation=explanation, actor=reviewer, at=at + dt.timedelta(minutes=40))
        count()

    def _sign(self, supporter: Supporter, at: dt.datetime, *, name: str, network: str) -> None:
        signer = Signer(
            person=supporter.person, territory=self._territory(supporter), public_name=name, network=network
        )
        sign_petition(petition=self.petition, signer=signer, at=at)

    def _territory(self, supporter: Supporter) -> Territory:
        """Where the supporter lives, if people from there may sign; else where the addressee is."""
        if may_sign_from(self.petition, supporter.home) or self.petition.body is None:
            return supporter.home
        return self.petition.body.territory

    def _address(self) -> str:
        """An address of a range that is kept for examples (RFC 3849)."""
        return f"2001:db8:{self.chance.randrange(1, 0xFFFF):x}::{self.chance.randrange(1, 0xFFFF):x}"


def count() -> None:
    """Give the signatures their places in the log and count them."""
    sequence_now(LOG)
