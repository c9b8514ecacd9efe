"""Statistics of the system and of refusals."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shanyraq.design.parts import Column, Crumb
from shanyraq.domains.petitions.queries import statistics
from shanyraq.domains.petitions.states import Outcome, PetitionState
from shanyraq.domains.petitions.web.public.answers import head_links, kept

SECONDS: Final = 60
YEAR: Final = dt.timedelta(days=365)


@require_safe
def show_statistics(request: HttpRequest) -> HttpResponse:
    """What the whole procedure does: how many, how fast, how often refused and why, who is late."""
    now = timezone.now()
    states = statistics.numbers_by_state()
    outcomes = statistics.outcomes()
    refusals = statistics.refusals()
    answers = statistics.answers_by_body(timezone.localdate(now))
    context = {
        "states": _bars([(PetitionState(name).label, number) for name, number in states.items()]),
        "submitted": sum(states.values()),
        "signatures": statistics.number_of_signatures(),
        "median_days": statistics.median_days_of_moderation(now - YEAR),
        "answered": sum(outcomes.values()),
        "outcomes": _bars([(Outcome(name).label, number) for name, number in outcomes.items()]),
        "refusals": refusals,
        "refused": sum(each.number for each in refusals),
        "answers": answers,
        "answer_columns": [
            Column(title=_("Addressee")),
            Column(title=_("Answered"), numeric=True),
            Column(title=_("Answered late"), numeric=True),
            Column(title=_("Waiting past the term"), numeric=True),
        ],
        "answer_rows": [(str(each.body), each.answered, each.late, each.overdue) for each in answers],
        "links": head_links("petitions_statistics"),
        "crumbs": [
            Crumb(text=_("Petitions"), href=reverse("petitions:petitions")),
            Crumb(text=_("Statistics")),
        ],
    }
    return kept(TemplateResponse(request, "petitions/public/statistics.html", context), seconds=SECONDS)


def _bars(numbers: list[tuple[Any, int]]) -> list[tuple[Any, int, str]]:
    """Label, number and width out of 100 of the longest, as a text for SVG."""
    longest = max((number for _label, number in numbers), default=0) or 1
    return [(label, number, f"{number / longest * 100:.1f}") for label, number in numbers]
