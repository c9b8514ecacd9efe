"""Leading a petition of the demonstration along its way, step by step, through the real actions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, Final

from shanyraq.domains.petitions.actions import appeals, moderation
from shanyraq.domains.petitions.actions.clock import advance
from shanyraq.domains.petitions.actions.court_orders import stop_petition
from shanyraq.domains.petitions.actions.drafts import DraftTexts, create_draft, save_draft
from shanyraq.domains.petitions.actions.following import follow_petition
from shanyraq.domains.petitions.actions.regions import release_regions
from shanyraq.domains.petitions.actions.submission import (
    edition_of,
    resubmit_petition,
    submit_petition,
    withdraw_petition,
)
from shanyraq.domains.petitions.demo.answering import Facts, Office
from shanyraq.domains.petitions.demo.moments import Moments
from shanyraq.domains.petitions.demo.people import Cast
from shanyraq.domains.petitions.demo.reading import Plan
from shanyraq.domains.petitions.demo.signing import Gathering
from shanyraq.domains.petitions.models import Body, Ground, Officer, Petition, Territory, Topic
from shanyraq.kernel.identifiers import public_id_for

KEY: Final = b"petitions of the demonstration"
WRITING: Final = dt.timedelta(hours=2)
"""How long an initiator writes before the first step."""


def public_id_of(plan: Plan) -> str:
    """The name outside of a petition of the demonstration: the same in every house."""
    return public_id_for(KEY, "petition", plan.number)


def walk(plan: Plan, cast: Cast, now: dt.datetime) -> Petition:
    """Write the petition and lead it along its way.

    :raises Refusal: where the plan wants what the procedure refuses.
    """
    walker = _Walker(plan, cast, Moments(now))
    for step in plan.way:
        STEPS[step.do](walker, step.facts, step.ago)
        walker.petition.refresh_from_db()
    return walker.petition


class _Walker:
    """One petition with everybody who has to do with it."""

    def __init__(self, plan: Plan, cast: Cast, moments: Moments) -> None:
        self.plan, self.cast, self.moments = plan, cast, moments
        self.initiator = cast.accounts[plan.initiator]
        self.petition = self._write()
        self.gathering = Gathering(self.petition, cast, moments, seed=plan.slug)

    @property
    def office(self) -> Office:
        """The officer of the addressee at work."""
        officer = Officer.objects.filter(body=self.petition.body).select_related("user").earliest("pk")
        return Office(self.petition, officer.user, self.moments)

    def _write(self) -> Petition:
        ago = self.plan.way[0].ago if self.plan.way else self.plan.texts.get("ago", 0)
        at = min(Moments(self.moments.now).at(ago), self.moments.now) - WRITING
        petition = create_draft(actor=self.initiator, language=self.plan.texts["language"], at=at)
        petition.public_id = public_id_of(self.plan)
        petition.save(update_fields=["public_id"])
        return self.save({}, at)

    def save(self, changes: Facts, at: dt.datetime) -> Petition:
        """Keep the plan's texts with *changes*."""
        given = {**self.plan.texts, **changes}
        texts = DraftTexts(
            language=given["language"],
            body=Body.objects.filter(slug=given.get("body", "")).first(),
            topic=Topic.objects.filter(slug=given.get("topic", "")).first(),
            residence=Territory.objects.filter(code=given.get("residence", "")).first(),
            title=given["title"],
            substance=given.get("substance", ""),
            arguments=given.get("arguments", ""),
            proposals=given.get("proposals", ()),
        )
        petition = getattr(self, "petition", None) or Petition.objects.get(public_id=public_id_of(self.plan))
        return save_draft(petition=petition, texts=texts, actor=self.initiator, at=at)

    def person(self, name: str) -> Any:
        """An account by its name in the plans."""
        return self.cast.accounts[name]

    def ground(self, item: str) -> Ground:
        """An item of the rules under which the petition was submitted."""
        return Ground.objects.get(edition=edition_of(self.petition), item=item)


def _submit(walker: _Walker, _facts: Facts, ago: int) -> None:
    submit_petition(petition=walker.petition, actor=walker.initiator, at=walker.moments.at(ago))


def _note(walker: _Walker, facts: Facts, ago: int) -> None:
    actor = walker.person("moderator")
    moderation.add_note(petition=walker.petition, text=facts["text"], actor=actor, at=walker.moments.at(ago))


def _correct(walker: _Walker, facts: Facts, ago: int) -> None:
    moderation.request_correction(
        petition=walker.petition,
        ground=walker.ground(facts["item"]),
        explanation=facts["text"],
        actor=walker.person("moderator"),
        at=walker.moments.at(ago),
    )


def _resubmit(walker: _Walker, facts: Facts, ago: int) -> None:
    at = walker.moments.at(ago)
    walker.save(facts["changes"], at)
    actor = walker.initiator
    resubmit_petition(petition=walker.petition, actor=actor, at=at, reason=facts["reason"])


def _refuse(walker: _Walker, facts: Facts, ago: int) -> None:
    moderation.refuse(
        petition=walker.petition,
        ground=walker.ground(facts["item"]),
        explanation=facts["text"],
        actor=walker.person("moderator"),
        at=walker.moments.at(ago),
    )


def _appeal(walker: _Walker, facts: Facts, ago: int) -> None:
    at = walker.moments.at(ago)
    appeals.appeal(petition=walker.petition, reason=facts["text"], actor=walker.initiator, at=at)


def _uphold(walker: _Walker, facts: Facts, ago: int) -> None:
    actor = walker.person("appeals")
    at = walker.moments.at(ago)
    appeals.uphold_refusal(petition=walker.petition, reason=facts["text"], actor=actor, at=at)


def _admit(walker: _Walker, _facts: Facts, ago: int) -> None:
    actor = walker.person("moderator")
    moderation.admit(petition=walker.petition, actor=actor, at=walker.moments.at(ago))


def _clock(walker: _Walker, _facts: Facts, ago: int) -> None:
    advance(walker.petition, walker.moments.at(ago))


def _sign(walker: _Walker, facts: Facts, ago: int) -> None:
    walker.gathering.sign(facts["number"], ago, facts["until"])


def _sign_by(walker: _Walker, facts: Facts, ago: int) -> None:
    walker.gathering.sign_by(walker.person(facts["who"]), ago)


def _take_back(walker: _Walker, facts: Facts, ago: int) -> None:
    walker.gathering.take_back(facts["number"], ago)


def _sign_falsely(walker: _Walker, facts: Facts, ago: int) -> None:
    walker.gathering.sign_falsely(facts["network"], slice(*facts["people"]), ago)


def _suspect(walker: _Walker, facts: Facts, ago: int) -> None:
    walker.gathering.note_suspicion(facts["network"], walker.person("reviewer"), ago)


def _take_out(walker: _Walker, facts: Facts, ago: int) -> None:
    reviewer = walker.person("reviewer")
    walker.gathering.take_out(facts["network"], facts["text"], reviewer=reviewer, ago=ago)


def _follow(walker: _Walker, facts: Facts, ago: int) -> None:
    follow_petition(petition=walker.petition, user=walker.person(facts["who"]), at=walker.moments.at(ago))


def _release(walker: _Walker, _facts: Facts, ago: int) -> None:
    release_regions(petition=walker.petition, at=walker.moments.at(ago))


def _withdraw(walker: _Walker, facts: Facts, ago: int) -> None:
    at = walker.moments.at(ago)
    withdraw_petition(petition=walker.petition, actor=walker.initiator, reason=facts["text"], at=at)


def _stop(walker: _Walker, facts: Facts, ago: int) -> None:
    actor = walker.person("court")
    stop_petition(petition=walker.petition, reason=facts["text"], actor=actor, at=walker.moments.at(ago))


STEPS: Final[dict[str, Callable[[_Walker, Facts, int], None]]] = {
    "submit": _submit,
    "note": _note,
    "correct": _correct,
    "resubmit": _resubmit,
    "refuse": _refuse,
    "appeal": _appeal,
    "uphold": _uphold,
    "admit": _admit,
    "clock": _clock,
    "sign": _sign,
    "sign_by": _sign_by,
    "take_back": _take_back,
    "sign_falsely": _sign_falsely,
    "suspect": _suspect,
    "take_out": _take_out,
    "follow": _follow,
    "release": _release,
    "withdraw": _withdraw,
    "stop": _stop,
    "register": lambda walker, facts, ago: walker.office.register(facts, ago),
    "hearing": lambda walker, facts, ago: walker.office.announce(facts, ago),
    "protocol": lambda walker, facts, ago: walker.office.keep_protocol(facts, ago),
    "answer": lambda walker, facts, ago: walker.office.answer(facts, ago),
    "report": lambda walker, facts, ago: walker.office.report(facts, ago),
    "complete": lambda walker, facts, ago: walker.office.complete(facts, ago),
}
"""What a plan may say happens, by its name there."""
