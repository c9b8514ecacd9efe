"""What a draft still lacks, part by part, as its writer is told (the procedure decides again)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from shanyraq.domains.petitions.models import Petition
from shanyraq.domains.petitions.rules.completeness import (
    ARGUMENTS_LENGTH,
    MOST_PROPOSALS,
    SUBSTANCE_LENGTH,
    TITLE_LENGTH,
)

LENGTHS: Final = {"title": TITLE_LENGTH, "substance": SUBSTANCE_LENGTH, "arguments": ARGUMENTS_LENGTH}

STEP_OF: Final = {
    "title": "title",
    "language": "title",
    "body": "addressee",
    "topic": "addressee",
    "substance": "substance",
    "arguments": "arguments",
    "proposals": "proposals",
}
"""The step of the form in which each field is written."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that hinders the submission: the field, the step where it is written, what to do."""

    field: str
    text: Any

    @property
    def step(self) -> str:
        return STEP_OF[self.field]


def missing_parts(petition: Petition) -> list[Missing]:
    """All that ``rules.completeness`` would object to, in the order of the steps. Two queries at most."""
    return [*_words(petition, "title"), *_choices(petition), *_rest(petition)]


def _choices(petition: Petition) -> Iterator[Missing]:
    if petition.body is None:
        yield Missing("body", _("Choose whom the petition is addressed to."))
    elif not petition.body.is_open:
        yield Missing("body", _("This addressee takes no petitions any more. Choose another one."))
    if petition.topic_id is None:
        yield Missing("topic", _("Choose a topic."))


def _rest(petition: Petition) -> Iterator[Missing]:
    yield from _words(petition, "substance")
    yield from _words(petition, "arguments")
    if not 1 <= petition.proposals.count() <= MOST_PROPOSALS:
        text = _("Write at least one proposal and at most %(most)d.") % {"most": MOST_PROPOSALS}
        yield Missing("proposals", text)


def _words(petition: Petition, name: str) -> Iterator[Missing]:
    lengths = LENGTHS[name]
    if len(getattr(petition, name)) not in lengths:
        numbers = {"least": lengths.start, "most": lengths.stop - 1}
        yield Missing(name, _("Write between %(least)d and %(most)d characters.") % numbers)
