"""The list of petitions, the archive, their feed: one wish in the address serves them all."""

from __future__ import annotations

from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from shanyraq.design.parts import Crumb
from shanyraq.domains.petitions.models import Petition, Subscription, Topic
from shanyraq.domains.petitions.queries import finding, lists
from shanyraq.domains.petitions.queries.lists import Choices, Order, Wish
from shanyraq.domains.petitions.states import PetitionState
from shanyraq.domains.petitions.web.public.answers import chosen, head_links, kept
from shanyraq.domains.petitions.web.public.drawings import roof_of
from shanyraq.domains.petitions.web.public.lines import line_of

PAGE: Final = 20
QUERY: Final = ("q", "state", "kind", "body", "territory", "topic", "sort", "page")
ANSWERED: Final = (PetitionState.ANSWERED, PetitionState.COMPLETED)
ORDERS: Final = {
    Order.NEWEST: gettext_lazy("Newest"),
    Order.TRENDING: gettext_lazy("Trending"),
    Order.MOST: gettext_lazy("Most signatures"),
    Order.ENDING: gettext_lazy("Ending soon"),
}


def wish_of(request: HttpRequest, offered: Choices) -> Wish:
    """The wish in an address; a value that no public petition has narrows nothing."""
    words = finding.asked_words(request.GET.get("q", ""))
    return Wish(
        state=chosen(request, "state", lists.SHOWN_STATES),
        kind=chosen(request, "kind", [kind for kind, _label in offered.kinds]),
        body=chosen(request, "body", [body.slug for body in offered.bodies]),
        territory=chosen(request, "territory", [territory.code for territory in offered.territories]),
        topic=chosen(request, "topic", [topic.slug for topic in offered.topics]),
        order=Order(chosen(request, "sort", list(Order)) or Order.NEWEST),
        found=finding.found_by_words(words) if words else None,
    )


@require_safe
def list_petitions(request: HttpRequest) -> HttpResponse:
    """Public petitions by state, addressee, territory, topic and words; all in the address."""
    offered = lists.choices()
    wish = wish_of(request, offered)
    now = timezone.now()
    numbers = lists.numbers_by_state()
    page = _page(lists.petitions_for(wish, now=now), request)
    topic = next((each for each in offered.topics if each.slug == wish.topic), None)
    context = {
        "page": page,
        "lines": [line_of(petition, now) for petition in page.object_list],
        "wish": wish,
        "words": finding.asked_words(request.GET.get("q", "")),
        "offered": offered,
        "states": [(state.value, state.label) for state in lists.SHOWN_STATES],
        "orders": _orders(request, wish),
        "numbers": numbers,
        "answered": sum(numbers.get(each, 0) for each in ANSWERED),
        "roof": roof_of(1),
        "topic": topic,
        "follows_topic": _follows(topic, request),
        "feed": f"{reverse('petitions:feed')}{_kept_query(request)}",
        "links": head_links("petitions"),
    }
    response = TemplateResponse(request, "petitions/public/list.html", context)
    return kept(response, query=QUERY)


@require_safe
def list_ended(request: HttpRequest) -> HttpResponse:
    """The archive: what has come to an end, by year and by how."""
    years = lists.ended_years()
    year = chosen(request, "year", [str(each) for each in years])
    state = chosen(request, "state", lists.ENDED_STATES)
    page = _page(lists.ended_petitions(Wish(state=state, year=int(year) if year else None)), request)
    now = timezone.now()
    context = {
        "page": page,
        "lines": [line_of(petition, now) for petition in page.object_list],
        "years": years,
        "year": int(year) if year else None,
        "state": state,
        "states": [(each.value, PetitionState(each).label) for each in lists.ENDED_STATES],
        "links": head_links("petitions_archive"),
        "crumbs": [Crumb(text=_("Petitions"), href=reverse("petitions:petitions")), Crumb(text=_("Archive"))],
    }
    response = TemplateResponse(request, "petitions/public/archive.html", context)
    return kept(response, query=("year", "state", "page"))


def _page(found: Any, request: HttpRequest) -> Page[Petition]:
    return Paginator(found, PAGE).get_page(request.GET.get("page"))


def _kept_query(request: HttpRequest, **changes: str) -> str:
    """The query with what is known of it, for links to the same choice elsewhere."""
    values = {name: request.GET.get(name, "") for name in QUERY if name != "page"} | changes
    query = urlencode({name: value for name, value in values.items() if value})
    return f"?{query}" if query else ""


def _orders(request: HttpRequest, wish: Wish) -> list[tuple[str, str, bool]]:
    return [
        (str(title), _kept_query(request, sort=order.value) or "?", order == wish.order)
        for order, title in ORDERS.items()
    ]


def _follows(topic: Topic | None, request: HttpRequest) -> bool | None:
    """Whether a signed-in reader follows the topic; None for others, who are not asked."""
    if topic is None or not request.user.is_authenticated:
        return None
    return Subscription.objects.filter(topic=topic, user=request.user).exists()
