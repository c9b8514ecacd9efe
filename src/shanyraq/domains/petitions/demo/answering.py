"""What addressees do in the demonstration: register, hear, answer, promise, report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile

from shanyraq.domains.petitions.actions import answering, hearings, promises
from shanyraq.domains.petitions.actions.registration import register_petition
from shanyraq.domains.petitions.demo.moments import Moments
from shanyraq.domains.petitions.models import Petition
from shanyraq.platform.files.checks import check_upload

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Office:
    """The officer of an addressee with one petition before them."""

    petition: Petition
    officer: Any
    moments: Moments

    def register(self, facts: Facts, ago: int) -> None:
        """Take the petition over."""
        at = self.moments.at(ago)
        register_petition(petition=self.petition, number=facts["number"], actor=self.officer, at=at)

    def announce(self, facts: Facts, ago: int) -> None:
        """Invite to a hearing, which begins ``begins`` days before the loading, or after it when negative."""
        at = self.moments.at(ago)
        begins_at = at + (self.moments.day(facts["begins"]) - self.moments.day(ago))
        hearings.announce_hearing(
            petition=self.petition, begins_at=begins_at, place=facts["place"], actor=self.officer, at=at
        )

    def keep_protocol(self, facts: Facts, ago: int) -> None:
        """Publish what was said at the hearing."""
        hearing = self.petition.hearings.get(held_at=None)
        hearings.record_hearing(
            hearing=hearing,
            protocol=facts["protocol"],
            was_initiator_present=facts.get("was_initiator_present", True),
            actor=self.officer,
            at=max(self.moments.at(ago), hearing.begins_at),
        )

    def answer(self, facts: Facts, ago: int) -> None:
        """Decide on every proposal, promise, and publish the answer."""
        at = self.moments.at(ago)
        decisions = {
            number: answering.Decided(each["outcome"], each["reason"])
            for number, each in enumerate(facts["decisions"], start=1)
        }
        answering.keep_answer(
            petition=self.petition,
            outcome=facts["outcome"],
            answer=facts["answer"],
            decisions=decisions,
            actor=self.officer,
        )
        for each in facts.get("documents", ()):
            file = ContentFile(each["text"].encode(), name=each["name"])
            upload = check_upload(file, kinds=("document", "picture"), max_bytes=1_000_000)
            answering.add_document(
                petition=self.petition, title=each["title"], upload=upload, actor=self.officer, at=at
            )
        for each in facts.get("promises", ()):
            self._promise(each, at)
        answering.publish_answer(petition=self.petition, actor=self.officer, at=at)

    def _promise(self, facts: Facts, at: Any) -> None:
        promises.make_promise(
            petition=self.petition,
            text=facts["text"],
            due_date=self.moments.day(facts["due"]),
            proposal=self.petition.proposals.filter(number=facts.get("proposal", 0)).first(),
            actor=self.officer,
            at=at,
        )

    def report(self, facts: Facts, ago: int) -> None:
        """Say what became of a promise; ``promise`` counts them from one, by their days."""
        promise = self.petition.promises.order_by("due_date", "pk")[facts["promise"] - 1]
        at = self.moments.at(ago)
        promises.report_on_promise(
            promise=promise, state=facts["state"], text=facts["text"], actor=self.officer, at=at
        )

    def complete(self, _facts: Facts, ago: int) -> None:
        """Close the follow-up."""
        promises.complete_petition(petition=self.petition, actor=self.officer, at=self.moments.at(ago))
