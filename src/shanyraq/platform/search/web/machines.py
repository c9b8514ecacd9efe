"""The same search for programs: JSON, a feed, suggestions and the OpenSearch description."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shanyraq.kernel.kazakh.scripts import Script, convert_text
from shanyraq.kernel.languages import DEFAULT, LANGUAGES
from shanyraq.platform.search.asking.wishes import Wish
from shanyraq.platform.search.engine.reading import NoIndex
from shanyraq.platform.search.queries.results import Hit, results
from shanyraq.platform.search.queries.suggestions import suggestions
from shanyraq.platform.search.web.addresses import query_of, wish_of
from shanyraq.platform.search.web.facets import label_of

SUGGESTIONS_TYPE = "application/x-suggestions+json"
DESCRIPTION_TYPE = "application/opensearchdescription+xml"
MARK = "http://a9.com/-/spec/opensearch/1.1/"
RETRY_SECONDS = "30"


@require_safe
def results_json(request: HttpRequest) -> HttpResponse:
    """The results for the state in the address, with counts and the addresses of the pages beside."""
    try:
        body = results_body(request, wish_of(request))
    except NoIndex:
        return preparing()
    return _open(JsonResponse(body, json_dumps_params={"ensure_ascii": False}))


def results_body(request: HttpRequest, wish: Wish) -> dict[str, Any]:
    """What JSON says of the results for *wish*; the addresses are whole ones of the host of *request*.

    :raises NoIndex: when this node has no finished index.
    """
    found = results(wish)
    return {
        "query": found.asked,
        "total": found.total,
        "offset": wish.offset,
        "lacks_words": found.lacks_words,
        "results": [_as_json(request, hit) for hit in found.hits],
        "facets": {
            name: [{"value": value, "count": count} for value, count in values]
            for name, values in found.facets.items()
        },
    }


@require_safe
def results_feed(request: HttpRequest) -> HttpResponse:
    """The results as an Atom feed, so that a reader hears of new ones."""
    wish = wish_of(request)
    try:
        found = results(wish)
    except NoIndex:
        return preparing()
    title = _("Search: %(words)s") % {"words": found.asked}
    page = request.build_absolute_uri(f"{reverse('search:results')}{query_of(wish)}")
    feed = Atom1Feed(
        title=title, link=page, description="", feed_url=request.build_absolute_uri(), language=get_language()
    )
    for hit in found.hits:
        address = request.build_absolute_uri(hit.address)
        day = timezone.make_aware(datetime.combine(hit.date, time.min)) if hit.date else None
        feed.add_item(
            hit.plain_title, address, hit.plain_passage, unique_id=address, pubdate=day, updateddate=day
        )
    return _open(HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"))


@require_safe
def show_suggestions(request: HttpRequest) -> HttpResponse:
    """Titles for what is typed so far, in the form of the OpenSearch suggestions extension.

    What its four lists lack stands in a fifth place: how many there are, for a screen reader.
    """
    wish = wish_of(request)
    language = get_language() or DEFAULT
    script = script_of(request)
    try:
        found = suggestions(wish)
    except NoIndex:
        return preparing()
    titles = [in_script(each.title, each.language, script) for each in found]
    kinds = [in_script(label_of("kind", each.kind), language, script) for each in found]
    said = ngettext("%(number)s suggestion", "%(number)s suggestions", len(found)) % {"number": len(found)}
    body = [
        wish.words,
        titles,
        kinds,
        [_at(each.address, script) for each in found],
        in_script(said, language, script),
    ]
    response = JsonResponse(
        body, safe=False, json_dumps_params={"ensure_ascii": False}, content_type=SUGGESTIONS_TYPE
    )
    return _open(response)


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """The description with which a browser can offer this search."""
    language = LANGUAGES[get_language() or DEFAULT]
    results_at = request.build_absolute_uri(reverse("search:results"))
    suggestions_at = request.build_absolute_uri(reverse("search:suggestions"))
    name, description = _("Shanyraq"), _("Search the portal")  # xgettext reads no f-strings
    lines = (
        '<?xml version="1.0" encoding="UTF-8"?>',
        f"<OpenSearchDescription xmlns={quoteattr(MARK)}>",
        f"<ShortName>{escape(name)}</ShortName>",
        f"<Description>{escape(description)}</Description>",
        f"<Language>{language.bcp47}</Language>",
        "<InputEncoding>UTF-8</InputEncoding>",
        f'<Url type="text/html" template={quoteattr(results_at + "?q={searchTerms}&page={startPage?}")}/>',
        f'<Url type="{SUGGESTIONS_TYPE}" template={quoteattr(suggestions_at + "?q={searchTerms}")}/>',
        "</OpenSearchDescription>",
    )
    return HttpResponse("\n".join(lines), content_type=DESCRIPTION_TYPE)


def _as_json(request: HttpRequest, hit: Hit) -> dict[str, Any]:
    return {
        "title": hit.plain_title,
        "address": request.build_absolute_uri(hit.address),
        "kind": hit.kind,
        "language": hit.language,
        "passage": [{"text": piece.text, "marked": piece.is_marked} for piece in hit.passage],
        "date": hit.date.isoformat() if hit.date else None,
        "note": hit.note,
    }


def script_of(request: HttpRequest) -> Script:
    """The script in which the reader reads Kazakh."""
    return Script(getattr(request, "kazakh_script", "") or Script.CYRILLIC)


def in_script(text: str, language: str, script: Script) -> str:
    """Kazakh text in the reader's script; text of another language as it is."""
    return text if language != "kk" or script is Script.CYRILLIC else convert_text(text, script)


def _at(address: str, script: Script) -> str:
    return address if script is Script.CYRILLIC else address.replace("/kk/", f"/kk-{script.value}/", 1)


def _open(response: HttpResponse) -> HttpResponse:
    """Anybody's page may read what anybody may see; a signed-in reader's cookies are not sent with it."""
    response["Access-Control-Allow-Origin"] = "*"
    response["X-Robots-Tag"] = "noindex"
    return response


def preparing() -> HttpResponse:
    """The answer of a node whose first index is not finished yet: 503 with the time to try again."""
    response = JsonResponse({"detail": _("The search is being prepared. Try again in a minute.")}, status=503)
    response["Retry-After"] = RETRY_SECONDS
    return response
