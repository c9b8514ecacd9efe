"""The queue of moderation: what waits, how long it has waited, what is late. Filters stand in the address."""

from __future__ import annotations

from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from shanyraq.domains.petitions.models import Topic
from shanyraq.domains.petitions.queries import moderation
from shanyraq.domains.petitions.queries.moderation import QueueWish
from shanyraq.domains.petitions.states import BodyKind, PetitionState
from shanyraq.domains.petitions.web.doors import moderators
from shanyraq.domains.petitions.web.public.answers import chosen

PER_PAGE: Final = 30
LONGEST_WORDS: Final = 200
STATES: Final[dict[str, Any]] = {
    PetitionState.MODERATION: _("To be checked"),
    PetitionState.CORRECTION: _("With the initiator"),
    PetitionState.REFUSED: _("Refused"),
    PetitionState.OPENING: _("Admitted"),
}
DUE: Final[dict[str, Any]] = {"late": _("Late"), "soon": _("Due within three working days")}


@moderators
@require_safe
def show_queue(request: HttpRequest) -> HttpResponse:
    """Petitions of the chosen part, the nearest end of a term on top; never the moderator's own."""
    day = timezone.localdate()
    topics = list(Topic.objects.all())
    wish = wish_of(request, [topic.slug for topic in topics])
    page = Paginator(moderation.queue(request.user, wish, day), PER_PAGE).get_page(request.GET.get("page"))
    counted = moderation.numbers(request.user, day)
    context = {
        "page": page,
        "rows": [moderation.waiting(each, day) for each in page],
        "wish": wish,
        "parts": [(state, label, counted[state]) for state, label in STATES.items()],
        "late": counted["late"],
        "dues": list(DUE.items()),
        "topics": topics,
        "kinds": BodyKind.choices,
        "is_narrowed": bool(wish.due or wish.topic or wish.kind or wish.words),
    }
    return render(request, "petitions/moderation/queue.html", context)


def wish_of(request: HttpRequest, topics: list[str]) -> QueueWish:
    """What the address asks for; what is not there narrows nothing."""
    return QueueWish(
        state=chosen(request, "state", map(str, STATES)) or PetitionState.MODERATION,
        due=chosen(request, "due", DUE),
        topic=chosen(request, "topic", topics),
        kind=chosen(request, "kind", map(str, BodyKind.values)),
        words=request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_WORDS],
    )
