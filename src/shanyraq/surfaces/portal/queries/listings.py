"""The lists of sections, page by page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import QuerySet
from wagtail.models import Locale, Page

from shanyraq.kernel.languages import sort_key
from shanyraq.surfaces.portal import models
from shanyraq.surfaces.portal.queries import calendars

if TYPE_CHECKING:
    from shanyraq.surfaces.portal.models import PortalPage, SectionPage

PER_PAGE = 12


def sections(parent: Page) -> list[SectionPage]:
    """The live sections right below a page, in the editors' order."""
    found = models.SectionPage.objects.live().child_of(parent).select_related("picture")
    return list(found.order_by("position", "path"))


def newest_news(locale: Locale) -> QuerySet[Any]:
    """Live news in a locale, newest first."""
    found = models.NewsPage.objects.live().filter(locale=locale).select_related("picture")
    return found.order_by("-date", "-pk")


def page_number(parameters: Mapping[str, str]) -> str:
    """The parameter ``page``; what is no number is read by ``Paginator.get_page`` as the first page."""
    return parameters.get("page", "1")[:6]


def _specific(page: PaginatorPage) -> PaginatorPage:
    """The rows of a list page as specific pages, one query for each kind among them."""
    ids = [row.pk if isinstance(row, Page) else row for row in page.object_list]
    found = {each.pk: each for each in Page.objects.filter(pk__in=ids).specific()}
    page.object_list = [found[page_id] for page_id in ids if page_id in found]
    return page


def _by_title(children: QuerySet[Any], language: str) -> list[int]:
    """Page ids in the order of the language's alphabet."""
    rows = children.values_list("pk", "title")
    return [row[0] for row in sorted(rows, key=lambda row: sort_key(row[1], language))]


def _ordered(section: SectionPage, parameters: Mapping[str, str]) -> Any:
    """Page ids or pages of a section's list in the order that suits their kind."""
    listing, kinds = models.SectionPage.Listing, KINDS.get(section.listing, ())
    if section.listing == listing.NEWS:
        return models.NewsPage.objects.live().descendant_of(section).order_by("-date", "-pk")
    if section.listing == listing.DOCUMENTS:
        return (
            models.DocumentPage.objects.live()
            .descendant_of(section)
            .filter(**_filters(section, parameters))
            .order_by("-date", "title")
        )
    if section.listing == listing.EXHIBITIONS:
        return models.ExhibitionPage.objects.live().descendant_of(section).order_by("-first_date", "title")
    if not kinds:
        return Page.objects.live().child_of(section).not_type(models.SectionPage).order_by("path")
    language = section.locale.language_code
    if len(kinds) == 1:
        model = getattr(models, kinds[0])
        return _by_title(
            model.objects.live().descendant_of(section).filter(**_filters(section, parameters)), language
        )
    types = [getattr(models, kind) for kind in kinds]
    return _by_title(Page.objects.live().descendant_of(section).type(*types), language)


KINDS: dict[str, tuple[str, ...]] = {
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
    found = list(model.objects.live().descendant_of(section).values_list("type", flat=True))
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
    return _specific(Paginator(_ordered(section, parameters), PER_PAGE).get_page(page_number(parameters)))


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
