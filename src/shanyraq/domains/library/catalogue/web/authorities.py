"""Pages of persons, bodies and subjects: what they made, what is about them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from shanyraq.design.context import displayed_path
from shanyraq.domains.library.catalogue.queries import authorities as queries
from shanyraq.domains.library.catalogue.queries.authority_names import NamedAuthority, named
from shanyraq.domains.library.catalogue.queries.shown import LIST_FIELDS, shown
from shanyraq.domains.library.catalogue.web.addresses import alternates
from shanyraq.domains.library.catalogue.web.edition_parts import script_json
from shanyraq.domains.library.catalogue.web.pages import crumbs
from shanyraq.domains.library.catalogue.wording.words import role_name
from shanyraq.kernel.languages import DEFAULT
from shanyraq.platform.page_cache.marks import cacheable
from shanyraq.platform.search.asking.wishes import PER_PAGE
from shanyraq.platform.search.web.addresses import page_number
from shanyraq.platform.vocabularies.queries.authorities import current_authority, family_ids


@require_safe
def show_person(request: HttpRequest, public_id: str) -> HttpResponse:
    """The works that a person or body made, those with most editions first; ``role`` keeps to one part."""
    return _page(request, public_id, _works_context)


@require_safe
def show_subject(request: HttpRequest, public_id: str) -> HttpResponse:
    """The editions about a topic, a place, a person or whatever else has a name, the newest first."""
    return _page(request, public_id, _subject_context)


def _page(
    request: HttpRequest, public_id: str, context_of: Callable[[HttpRequest, NamedAuthority], dict[str, Any]]
) -> HttpResponse:
    """A merged one leads to the other, but not for ever: it may be undone."""
    authority = current_authority(public_id)
    if authority is None:
        raise Http404
    if authority.public_id != public_id:
        return cacheable(HttpResponseRedirect(request.path.replace(public_id, authority.public_id)))
    who = named(authority, family_ids(authority), get_language() or DEFAULT)
    context = context_of(request, who)
    if context["page"].number > 1 or request.GET.get("role"):
        request.displayed_path = f"{displayed_path(request)}?{request.GET.urlencode()}"  # type: ignore[attr-defined]  # ours, read by `displayed_path`
    context |= {
        "who": who,
        "kind": capfirst(authority.get_kind_display()),
        "alternates": alternates(request),
        "crumbs": crumbs(who.name),
        "json_ld": script_json(who.json_ld(request.build_absolute_uri(request.path))),
    }
    response = TemplateResponse(request, "library/catalogue/authority.html", context).render()
    return cacheable(response, query={"page", "role"})


def _works_context(request: HttpRequest, who: NamedAuthority) -> dict[str, Any]:
    roles = queries.roles_of(who.family)
    role = request.GET.get("role", "")
    role = role if role in dict(roles) else ""
    rows = queries.works_made_by(who.family, roles=[role] if role else ())
    page = _paginated(request, rows)
    number_about = queries.about(who.family).count()
    if not page.paginator.count:
        raise Http404
    return {
        "page": page,
        "works": queries.work_lines(page.object_list, who.family),
        "roles": _role_choices(roles, role),
        "number_about": number_about,
        "other_href": reverse("library_catalogue:subject", args=[who.public_id]),
    }


def _subject_context(request: HttpRequest, who: NamedAuthority) -> dict[str, Any]:
    found = queries.about(who.family).only(*LIST_FIELDS)
    page = _paginated(request, found.order_by(*queries.NEWEST_FIRST))
    if not page.paginator.count:
        raise Http404
    is_maker = who.authority.kind in queries.MAKERS and queries.made_by(who.family).exists()
    return {
        "page": page,
        "editions": shown(page.object_list),
        "other_href": reverse("library_catalogue:person", args=[who.public_id]) if is_maker else "",
    }


def _paginated(request: HttpRequest, rows: Any) -> Any:
    return Paginator(rows, PER_PAGE).get_page(page_number(request.GET.get("page", "")))


def _role_choices(roles: list[tuple[str, int]], chosen: str) -> list[tuple[str, int, str, bool]]:
    """Name, number, query and whether it is chosen, of the parts that have a name; empty if there is one."""
    known = [(code, number) for code, number in roles if role_name(code)]
    if len(known) < 2:
        return []
    return [(role_name(code), number, f"?role={code}", code == chosen) for code, number in known]
