"""The catalogue's pages for everybody."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shanyraq.design.parts import Crumb
from shanyraq.domains.library.catalogue.models import Work
from shanyraq.domains.library.catalogue.public_parts import digital_editions, parts_of
from shanyraq.domains.library.catalogue.queries import editions as editions_queries
from shanyraq.domains.library.catalogue.queries import home
from shanyraq.domains.library.catalogue.queries.authorities import linked
from shanyraq.domains.library.catalogue.queries.facts import facts_of, makers_of, other_titles
from shanyraq.domains.library.catalogue.queries.shown import LIST_FIELDS, ShownEdition, shown
from shanyraq.domains.library.catalogue.queries.visibility import seen_editions
from shanyraq.domains.library.catalogue.web.addresses import alternates, permanent_address, work_address
from shanyraq.domains.library.catalogue.web.edition_parts import (
    citations_of,
    export_links,
    nearest_library,
    reading_first,
    structured,
)
from shanyraq.domains.library.catalogue.wording.languages import language_name, own_name
from shanyraq.platform.page_cache.marks import cacheable

DIGITAL_SHOWN = 6


@require_safe
def show_library(request: HttpRequest) -> HttpResponse:
    """The library's first page: search, what there is, what came last, who takes part."""
    members = home.members()
    digital = digital_editions(seen_editions().only(*LIST_FIELDS), request)[:DIGITAL_SHOWN]
    context = {
        "counts": home.counts(members),
        "members": members[:60],
        "arrivals": home.new_arrivals(),
        "digital": shown(digital),
        "languages": [(code, own_name(code), number) for code, number in home.languages()],
        "alternates": alternates(request),
    }
    return cacheable(TemplateResponse(request, "library/catalogue/home.html", context).render())


@require_safe
def show_edition(request: HttpRequest, public_id: str) -> HttpResponse:
    """One edition with everything that is known of it.

    A joined one leads to the other, but not for ever: browsers would remember it after the join is undone.
    """
    edition = editions_queries.edition_at(public_id)
    if edition is None:
        raise Http404
    last = editions_queries.last_of(edition)
    if last.pk != edition.pk:
        return cacheable(HttpResponseRedirect(ShownEdition(last).address))
    records = editions_queries.records_of(edition)
    if not records:
        raise Http404
    context = _edition_context(request, ShownEdition(edition), records)
    response = TemplateResponse(request, "library/catalogue/edition.html", context).render()
    return cacheable(response, query={"library"})


def _edition_context(request: HttpRequest, edition: ShownEdition, records: list[Any]) -> dict[str, Any]:
    nearest = nearest_library(request)
    branches, copies = editions_queries.copies_of(edition.edition, nearest)
    others = editions_queries.others_of_work(edition.edition)
    parts = parts_of([edition.pk], request).get(edition.pk, [])
    address = permanent_address(edition.edition)
    links = linked(edition.edition)
    return {
        "edition": edition,
        "told": edition.described,
        "makers": makers_of(edition.described, links),
        "facts": facts_of(edition, links),
        "other_titles": other_titles(edition),
        "records": records,
        "libraries": editions_queries.libraries_holding(records),
        "nearest": nearest,
        "branches": branches,
        "copies": copies,
        "groups": named_groups(editions_queries.by_language(others, edition.edition.language)),
        "parts": reading_first(parts),
        "citations": citations_of(edition.described),
        "exports": export_links(edition.edition.public_id),
        "permanent_address": address,
        "json_ld": structured(edition, address),
        "alternates": alternates(request),
        "crumbs": crumbs(edition.title),
    }


@require_safe
def show_work(request: HttpRequest, public_id: str) -> HttpResponse:
    """A work with all its editions, by language."""
    work = Work.objects.filter(public_id=public_id).select_related("merged_into").first()
    if work is None:
        raise Http404
    last = _last_work(work)
    if last.pk != work.pk:
        return cacheable(HttpResponseRedirect(request.path.replace(public_id, last.public_id)))
    editions = editions_queries.editions_of_work(work.pk)
    if not editions:
        raise Http404
    context = {
        "work": work,
        "first": next((each for each in editions if each.edition.language == work.language), editions[0]),
        "groups": named_groups(editions_queries.by_language(editions, work.language)),
        "number": len(editions),
        "permanent_address": work_address(work),
        "alternates": alternates(request),
        "crumbs": crumbs(work.title),
    }
    return cacheable(TemplateResponse(request, "library/catalogue/work.html", context).render())


def _last_work(work: Work) -> Work:
    seen = {work.pk}
    while work.merged_into is not None and work.merged_into_id not in seen:
        work = work.merged_into
        seen.add(work.pk)
    return work


def named_groups(groups: list[tuple[str, list[ShownEdition]]]) -> list[tuple[str, list[ShownEdition]]]:
    """Groups of editions under the names of their languages."""
    return [(language_name(code) if code else "", editions) for code, editions in groups]


def crumbs(title: str) -> list[Crumb]:
    """The way from the first page to a page of the catalogue."""
    language = get_language()
    return [
        Crumb(text=_("Home page"), href=f"/{language}/"),
        Crumb(text=_("Library"), href=f"/{language}/library/"),
        Crumb(text=title),
    ]
