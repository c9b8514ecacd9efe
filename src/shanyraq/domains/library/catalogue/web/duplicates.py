"""Staff's pages of duplicates: the worklist, a pair side by side, what was done and its undoing."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from shanyraq.domains.library.catalogue.actions.merging import undo
from shanyraq.domains.library.catalogue.actions.reviewing import answer_pair
from shanyraq.domains.library.catalogue.models import ClusterAction, DoubtfulPair
from shanyraq.domains.library.catalogue.permissions import may_decide_on, may_review_duplicates
from shanyraq.domains.library.catalogue.queries import duplicates as queries
from shanyraq.domains.library.catalogue.web.comparison import rows_of, summary_of
from shanyraq.domains.library.network.models import StaffPost
from shanyraq.domains.library.network.web.doors import library_staff
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.accounts.models import User

PAIRS_A_PAGE = 50
_FILTERS = ("level", "library", "older", "later")


def posts_for_review(request: HttpRequest) -> list[StaffPost]:
    """The posts of who asks. :raises PermissionDenied: for who has no post that lets review."""
    posts = queries.posts_of(request.user) if isinstance(request.user, User) else []
    if not may_review_duplicates(posts):
        raise PermissionDenied
    return posts


def _filters(request: HttpRequest) -> queries.Filters:
    given = {name: request.GET.get(name, "")[:40] for name in _FILTERS}
    return queries.Filters(given["level"], given["library"], given["older"], given["later"] == "1")


def _query(request: HttpRequest) -> str:
    """The filters of the address, to be kept on the way."""
    kept = request.GET.copy()
    for name in list(kept):
        if name not in _FILTERS or not kept[name]:
            del kept[name]
    return f"?{kept.urlencode()}" if kept else ""


@library_staff
@require_GET
def list_pairs(request: HttpRequest) -> HttpResponse:
    """The worklist: the likeliest pairs first, with counts, ages and filters in the address."""
    posts, filters = posts_for_review(request), _filters(request)
    seen = queries.seen_by(posts)
    pairs = queries.filtered(seen, filters, timezone.now())
    page = Paginator(pairs, PAIRS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(pair, summary_of(pair.first), summary_of(pair.second)) for pair in page],
        "filters": filters,
        "counts": queries.counts(seen),
        "libraries": queries.libraries_of(posts),
        "query": _query(request),
        "way": "list",
    }
    return render(request, "library/catalogue/duplicates/list.html", context)


def _pair(pk: int) -> DoubtfulPair:
    found = DoubtfulPair.objects.select_related("first__work", "second__work").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@library_staff
@require_GET
def show_pair(request: HttpRequest, pk: int) -> HttpResponse:
    """Two editions side by side with what differs and the score explained; three answers."""
    posts = posts_for_review(request)
    pair = _pair(pk)
    compared = queries.compare(pair)
    if not may_decide_on(posts, compared.libraries):
        raise Http404
    waiting = queries.filtered(queries.seen_by(posts), _filters(request), timezone.now())
    context = {
        "pair": pair,
        "compared": compared,
        "rows": rows_of(pair.first.description, pair.second.description),
        "following": queries.next_after(waiting, pair),
        "left": waiting.count(),
        "query": _query(request),
    }
    return render(request, "library/catalogue/duplicates/pair.html", context)


@library_staff
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the answer and show the next pair at once."""
    posts = posts_for_review(request)
    pair = _pair(pk)
    if not may_decide_on(posts, queries.compare(pair).libraries):
        raise Http404
    waiting = queries.filtered(queries.seen_by(posts), _filters(request), timezone.now())
    following = queries.next_after(waiting, pair)
    given = {"answer": request.POST.get("answer", ""), "reason": request.POST.get("reason", "")[:500]}
    try:
        answer_pair(pair=pair, actor=request.user, at=timezone.now(), **given)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        if refusal.code == "answer":
            return redirect(reverse("library_catalogue:duplicate", args=[pk]) + _query(request))
    else:
        messages.success(request, _said(given["answer"]))
    return redirect(_way_on(following) + _query(request))


def _said(answer: str) -> str:
    texts = {"same": _("Joined."), "different": _("Kept apart."), "later": _("Put off.")}
    return texts[answer]


def _way_on(following: DoubtfulPair | None) -> str:
    """The next pair, as long as nothing closed it just now; else the list."""
    if following and DoubtfulPair.objects.filter(pk=following.pk, closed_at=None).exists():
        return reverse("library_catalogue:duplicate", args=[following.pk])
    return reverse("library_catalogue:duplicates")


@library_staff
@require_GET
def show_history(request: HttpRequest) -> HttpResponse:
    """What was done to clusters, newest first, each with its undoing."""
    posts = posts_for_review(request)
    page = Paginator(queries.history_seen_by(posts), PAIRS_A_PAGE).get_page(request.GET.get("page"))
    actions = list(page)
    actors = queries.actors_of(actions)
    listed = [(action, actors.get(action.actor_id or 0, "")) for action in actions]
    context = {"page": page, "listed": listed, "way": "history"}
    return render(request, "library/catalogue/duplicates/history.html", context)


@library_staff
@require_POST
def undo_action(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one change back."""
    posts = posts_for_review(request)
    action = ClusterAction.objects.filter(pk=pk).first()
    if action is None or not may_decide_on(posts, queries.concerned_by(action)):
        raise Http404
    try:
        undo(action=action, actor=request.user, at=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Taken back."))
    return redirect("library_catalogue:duplicates_history")
