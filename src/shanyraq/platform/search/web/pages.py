"""The page of results."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from html import escape
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from shanyraq.design.context import displayed_path
from shanyraq.design.drawing import fill_in
from shanyraq.kernel.languages import LANGUAGES
from shanyraq.platform.search.actions.misses import note_miss
from shanyraq.platform.search.asking.wishes import PER_PAGE, Order, Wish
from shanyraq.platform.search.documents import sources
from shanyraq.platform.search.engine.highlighting import Piece
from shanyraq.platform.search.engine.reading import NoIndex
from shanyraq.platform.search.queries.meanings import other_meaning
from shanyraq.platform.search.queries.results import Hit, Results, results
from shanyraq.platform.search.web.addresses import MOST_PAGES, query_of, wish_of
from shanyraq.platform.search.web.facets import facets_of, label_of
from shanyraq.platform.search.web.machines import RETRY_SECONDS, in_script, script_of

ORDERS: dict[Order, Any] = {
    Order.BEST: _("Best first"),
    Order.NEWEST: _("Newest first"),
    Order.OLDEST: _("Oldest first"),
    Order.TITLE: _("By title"),
}


_END_OF_PART = re.compile(r"(?<=[^\s.!?…:;,。！？؟])\n(?=\S)")


@require_safe
def show_results(request: HttpRequest) -> HttpResponse:
    """What is found for the state in the address; without words and choices, what there is to be found."""
    wish = wish_of(request)
    query = query_of(wish)
    if query != "?":  # the same search can be read in another language
        request.displayed_path = f"{displayed_path(request)}{query}"  # type: ignore[attr-defined]  # ours, read by `displayed_path`
    try:
        found = results(wish)
    except NoIndex:
        return _without_index(request, wish)
    if found.total and wish.offset >= found.total:  # an address from when there was more to be found
        return HttpResponseRedirect(f"{request.path}{_page_query(query, last_page(found.total))}")
    context = {"wish": wish, "found": found, "is_asked": query != "?", **_shown(request, wish, found)}
    if wish.words and not found.total and not has_choices(wish):
        note_miss(words=found.asked, language=wish.language)
    response = TemplateResponse(request, "search/results.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def has_choices(wish: Wish) -> bool:
    """Whether the reader narrowed the search."""
    return any(wish.chosen.values()) or bool(wish.first_day or wish.last_day)


def last_page(total: int) -> int:
    """The number of the last page of so many results."""
    return min((total - 1) // PER_PAGE + 1, MOST_PAGES)


def _page_query(query: str, number: int) -> str:
    return f"{query}&page={number}" if number > 1 else query


def _shown(request: HttpRequest, wish: Wish, found: Results) -> dict[str, Any]:
    meaning = other_meaning(wish, found.total)
    meant = in_script(meaning.words, wish.language, script_of(request)) if meaning else ""
    return {
        "lines": lines_of(found.hits),
        "facets": facets_of(wish, found.facets),
        "orders": [
            (str(title), query_of(wish, order=order), order == wish.order) for order, title in ORDERS.items()
        ],
        "page": Paginator(range(found.total), PER_PAGE).get_page(wish.offset // PER_PAGE + 1),
        "meaning": meaning,
        "meant": meant,
        "meaning_href": query_of(wish, words=meant),
        "has_choices": has_choices(wish),
        "without_choices": query_of(Wish(words=wish.words)),
        "kinds": [(label_of("kind", kind), number, f"?kind={kind}") for kind, number in found.facets["kind"]],
        "feed_href": f"{reverse('search:feed')}{query_of(wish)}",
    }


def lines_of(hits: tuple[Hit, ...]) -> SafeString:
    """The hits as the page shows them. One query or two for each source that has pictures."""
    keys: dict[str, list[str]] = defaultdict(list)
    for hit in hits:
        source, _colon, key = hit.number.partition(":")
        keys[source].append(key)
    pictures = {
        f"{name}:{key}": picture
        for name, some in keys.items()
        if (give := sources()[name].pictures) is not None
        for key, picture in give(some).items()
    }
    return SafeString("".join([_line(hit, pictures.get(hit.number)) for hit in hits]))  # every part is safe


def _line(hit: Hit, picture: Any) -> SafeString:
    language = LANGUAGES.get(hit.language)
    lang, direction = (language.bcp47, language.direction) if language else (hit.language, "auto")
    passage = tuple(Piece(_on_one_line(piece.text), piece.is_marked) for piece in hit.passage)
    texts = {
        "kind": label_of("kind", hit.kind),
        "address": hit.address,
        "title": _marked(hit.title),
        "passage": _marked(passage),
        "note": hit.note,
    }
    if picture:
        texts |= {f"picture_{name}": getattr(picture, name) for name in ("url", "width", "height")}
    return fill_in(
        "search/hit.html",
        texts,
        lang=lang,
        direction=direction,
        is_pinned=hit.is_pinned,
        has_passage=bool(passage),
        has_note=bool(hit.note),
        has_picture=bool(picture),
    )


def _marked(pieces: Iterable[Piece]) -> SafeString:
    """The text as HTML with what was looked for in ``mark``; a template would take ten times as long."""
    written = (f"<mark>{escape(text)}</mark>" if is_marked else escape(text) for text, is_marked in pieces)
    return SafeString("".join(written))  # every part is escaped


def _on_one_line(text: str) -> str:
    """Parts of a body side by side: a dot between them where the first does not end as a sentence."""
    return _END_OF_PART.sub(" · ", text).replace("\n", " ") if "\n" in text else text


def _without_index(request: HttpRequest, wish: Wish) -> HttpResponse:
    response = TemplateResponse(request, "search/preparing.html", {"wish": wish}, status=503)
    response["Retry-After"] = RETRY_SECONDS
    return response
