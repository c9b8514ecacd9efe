"""The frame around every step of the writing: which steps there are, which are done, which comes next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.petitions.models import Petition, Verdict
from shanyraq.domains.petitions.queries.missing import Missing, missing_parts
from shanyraq.domains.petitions.states import PetitionState

STEPS: Final[dict[str, Any]] = {
    "title": _("Title"),
    "similar": _("Similar petitions"),
    "addressee": _("Addressee and topic"),
    "substance": _("What it is about"),
    "arguments": _("Arguments"),
    "proposals": _("Proposals"),
    "files": _("Attachments"),
    "preview": _("Preview and submission"),
}
QUESTIONS: Final[dict[str, Any]] = {
    "title": _("What should change, in one sentence?"),
    "addressee": _("Who can decide it?"),
    "substance": _("What is wrong?"),
    "arguments": _("Why should it be changed?"),
}
"""Headings of steps that ask for one thing; the others bear their own name."""
NOT_CHECKED: Final = frozenset({"similar", "files", "preview"})


@dataclass(frozen=True, slots=True)
class StepLink:
    """A step in the list of steps; ``is_done`` when nothing of it is missing."""

    name: str
    label: Any
    number: int
    href: str
    is_current: bool
    is_done: bool


def step_links(petition: Petition, current: str, missing: Iterable[Missing]) -> list[StepLink]:
    """All steps in their order."""
    lacking = {each.step for each in missing}
    return [
        StepLink(
            name,
            label,
            number,
            reverse("petitions:writing_step", args=[petition.public_id, name]),
            name == current,
            name not in NOT_CHECKED and name not in lacking,
        )
        for number, (name, label) in enumerate(STEPS.items(), 1)
    ]


def following(step: str) -> str:
    """The step after this one; the last one stays."""
    names = list(STEPS)
    return names[min(names.index(step) + 1, len(names) - 1)]


def first_open(petition: Petition) -> str:
    """The step to go on with: the first with something missing, else the preview."""
    missing = missing_parts(petition)
    return missing[0].step if missing else "preview"


def to_step(petition: Petition, step: str) -> HttpResponse:
    """On to a step."""
    return redirect("petitions:writing_step", petition.public_id, step)


def shown(
    request: HttpRequest, petition: Petition, step: str, *, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A step in its frame. In a correction, what moderation found stands above every step."""
    missing = missing_parts(petition)
    links = step_links(petition, step, missing)
    number = next(link.number for link in links if link.is_current)
    previous = links[number - 2] if number > 1 else None
    frame = {
        "petition": petition,
        "step": step,
        "steps": links,
        "number": number,
        "missing": missing,
        "previous": previous,
        "heading": QUESTIONS.get(step, STEPS[step]),
        "finding": _finding(petition),
    }
    return render(request, f"petitions/writing/{template_of(step)}.html", {**frame, **context}, status=status)


def _finding(petition: Petition) -> Verdict | None:
    """What is to be corrected, while a petition is returned for it."""
    if petition.state != PetitionState.CORRECTION:
        return None
    return petition.verdicts.filter(kind=Verdict.Kind.CORRECTION).select_related("ground").last()


def template_of(step: str) -> str:
    """Steps that are one form share a template."""
    return step if step in {"similar", "proposals", "files", "preview"} else "step"
