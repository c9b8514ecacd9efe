"""The lists of sections, page by page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import CharField, QuerySet, Value
from wagtail.models import Locale, Page

from shanyraq.kernel.languages import sort_key
from shanyraq.kernel.prepared import Prepared, Slot
from shanyraq.surfaces.portal import models
from shanyraq.surfaces.portal.queries import calendars
from shanyraq.surfaces.portal.queries.teasers import Teaser, found_by, of_ids, short

if TYPE_CHECKING:
    from shanyraq.surfaces.portal.models import PortalPage, SectionPage

PER_PAGE = 12


def sections(parent: Page) -> list[Teaser]:
    """The live sections right below a page, in the editors' order, in short."""
    return found_by(_SECTIONS, path=parent.path, depth=parent.depth + 1)


def _sections() -> QuerySet[Any]:
    found = models.SectionPage.objects.live().filter(path__startswith=Slot("path"), depth=Slot("depth"))
    return short(found, order=("position", "path"))


_SECTIONS = Prepared(_sections)


def newest_news(locale: Locale) -> QuerySet[Any]:
    """Live news in a locale, newest first."""
    found = models.NewsPage.objects.live().filter(locale=locale).select_related("picture")
    return found.order_by("-date", "-pk")


def page_number(parameters: Mapping[str, str]) -> str:
    """The parameter ``page``; what is no number is read by ``Paginator.get_page`` as the first page."""
    return parameters.get("page", "1")[:6]


class _Listed(NamedTuple):
    """A page of a list in the order of the alphabet; ``type`` is empty for kinds without types."""

    pk: int
    title: str
    type: str


@cache
def _below(name: str) -> Prepared:
    """The live pages of the kind of that name below a section."""
    kind = getattr(models, name)
    type_of = "type" if hasattr(kind, "Type") else Value("", CharField())
    found = kind.objects.live().filter(path__startswith=Slot("path"), depth__gt=Slot("depth"))
    return Prepared(lambda: found.values_list("pk", "title", type_of))


def _listed(section: SectionPage, kind: type[Any]) -> list[_Listed]:
    """All live pages of a kind below the section; asked for once a request."""
    if _LISTED not in section.__dict__:
        rows = _below(kind.__name__).rows(path=section.path, depth=section.depth)
        section.__dict__[_LISTED] = [_Listed(*row) for row in rows]
    return section.__dict__[_LISTED]


_LISTED = "_portal_listed"


def _by_title(listed: list[_Listed], language: str) -> list[int]:
    """Page ids in the order of the language's alphabet."""
    return [each.pk for each in sorted(listed, key=lambda each: sort_key(each.title, language))]


def _ordered(section: SectionPage, parameters: Mapping[str, str]) -> Any:
    """The page ids of a section's list in the order that suits their kind."""
    if order := _ORDERS.get(section.listing):
        model = getattr(models, KINDS[section.listing][0])
        pages = model.objects.live().descendant_of(section).filter(**_filters(section, parameters))
        return pages.order_by(*order).values_list("pk", flat=True)
    kinds = [getattr(models, kind) for kind in KINDS.get(section.listing, ())]
    if not kinds:
        pages = Page.objects.live().child_of(section).not_type(models.SectionPage)
        return pages.order_by("path").values_list("pk", flat=True)
    if len(kinds) == 1:
        wanted = _filters(section, parameters).get("type", "")
        listed = [each for each in _listed(section, kinds[0]) if not wanted or each.type == wanted]
    else:
        pages = Page.objects.live().descendant_of(section).type(*kinds)
        listed = [_Listed(number, title, "") for number, title in pages.values_list("pk", "title")]
    return _by_title(listed, section.locale.language_code)


_ORDERS = {
    "news": ("-date", "-pk"),
    "documents": ("-date", "title"),
    "exhibitions": ("-first_date", "title"),
}
"""Lists in the order of time; the others follow the alphabet or the editors."""
KINDS: dict[str, tuple[str, ...]] = {
    "news": ("NewsPage",),
    "exhibitions": ("ExhibitionPage",),
    "places": ("PlacePage",),
    "works": ("WorkPage",),
    "people": ("PersonPage", "EnsemblePage"),
    "collections": ("CollectionPage",),
    "stories": ("StoryPage",),
    "documents": ("DocumentPage",),
}
_FILTERED = {"places": "PlacePage", "works": "WorkPage", "documents": "DocumentPage"}


def _filters(section: SectionPage, parameters: Mapping[str, str]) -> dict[str, str]:
    """The filter by type asked for in the address, if the list has it and the value exists."""
    kind, wanted = _FILTERED.get(section.listing), parameters.get("type", "")
    if kind and wanted in getattr(models, kind).Type.values:
        return {"type": wanted}
    return {}


def type_choices(section: SectionPage, parameters: Mapping[str, str]) -> list[dict[str, Any]]:
    """The types that really occur in a section's list: value, label, count and whether it is chosen.

    Empty when there are less than two, because then there is nothing to choose.
    """
    kind = _FILTERED.get(section.listing)
    if kind is None:
        return []
    model = getattr(models, kind)
    found = [each.type for each in _listed(section, model)]
    choices = [
        {
            "value": value,
            "label": label,
            "count": found.count(value),
            "chosen": parameters.get("type") == value,
        }
        for value, label in model.Type.choices
        if value in found
    ]
    return choices if len(choices) > 1 else []


def children(section: SectionPage, parameters: Mapping[str, str]) -> PaginatorPage:
    """One page of a section's list; every parameter that makes no sense is read as if it were not there."""
    page = Paginator(_ordered(section, parameters), PER_PAGE).get_page(page_number(parameters))
    page.object_list = of_ids(
        page.object_list, [getattr(models, kind) for kind in KINDS.get(section.listing, ())]
    )
    return page


def section_context(section: SectionPage, parameters: Mapping[str, str]) -> dict[str, Any]:
    """``sections`` below, ``children`` (a paginator page), ``types`` to filter by, ``chosen_type``.

    For a list of events also ``calendar`` and ``occurrences``; for the look of children ``children_look``.
    """
    context: dict[str, Any] = {"sections": sections(section), "children_look": section.children_look}
    if section.listing == models.SectionPage.Listing.EVENTS:
        return context | calendars.calendar_context(section, parameters)
    chosen = _filters(section, parameters).get("type", "")
    return context | {
        "children": children(section, parameters),
        "types": type_choices(section, parameters),
        "chosen_type": chosen,
    }


def is_fallback(page: PortalPage) -> bool:
    """Whether a reader of the page's tree gets another language's text."""
    return page.alias_of_id is not None
