"""What of the portal is found: every live page, in each language in which it is read."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.db.models import Q
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail.search import index

from shanyraq.kernel.prepared import Prepared, among
from shanyraq.platform.search.documents import Document, Source, Table, Text, register
from shanyraq.surfaces.portal import models
from shanyraq.surfaces.portal.cards import joined, meta_of
from shanyraq.surfaces.portal.queries import pictures
from shanyraq.surfaces.portal.queries.addresses import address_of
from shanyraq.surfaces.portal.queries.body_texts import body_texts
from shanyraq.surfaces.portal.queries.restrictions import audiences_at, restrictions
from shanyraq.surfaces.portal.queries.shown_names import ShownNames
from shanyraq.surfaces.portal.queries.teasers import of_ids

SOURCE = "portal.page"
KINDS = {
    "SectionPage": ("section", _("Sections")),
    "NewsPage": ("news", _("News")),
    "EventPage": ("event", _("Events")),
    "PlacePage": ("place", _("Places")),
    "PersonPage": ("person", _("People")),
    "EnsemblePage": ("ensemble", _("Ensembles")),
    "WorkPage": ("work", _("Works")),
    "CollectionPage": ("collection", _("Collections")),
    "ExhibitionPage": ("exhibition", _("Exhibitions")),
    "StoryPage": ("story", _("Stories for children")),
    "DocumentPage": ("document", _("Documents")),
    "PlainPage": ("page", _("Pages")),
    "RoutePage": ("route", _("Routes")),
}
FRESH = frozenset({"news", "event", "exhibition"})


def connect() -> None:
    """Make the pages findable; called once when the room is ready."""
    register(
        Source(
            name=SOURCE,
            documents=documents,
            keys=keys,
            visible=visible,
            kinds=dict(KINDS.values()),
            tables=_tables(),
            pictures=pictures_of,
            spreads={"below": _below, "restriction": _below_restrictions, "shown_by": _shown_by},
        )
    )


def documents(wanted: Collection[str]) -> Iterator[Document]:
    """The documents of live pages; those behind a password are found by nobody.

    A constant few queries: one for each kind of page among them, and about ten for all that they show.
    """
    live = Page.objects.live().filter(pk__in=[int(key) for key in wanted], depth__gt=2)
    pages = [page for page in live.specific() if type(page).__name__ in KINDS]
    known = restrictions()
    names, locales = ShownNames.on(pages, known), {each.pk: each for each in Locale.objects.all()}
    for page in pages:
        audiences = audiences_at(page.path, known)
        if audiences:
            page.locale = locales[page.locale_id]
            yield _document(page, audiences, names)


def keys() -> Iterator[str]:
    """Every live page below a home page."""
    for number in (
        Page.objects.live().filter(depth__gt=2).order_by("pk").values_list("pk", flat=True).iterator()
    ):
        yield str(number)


def visible(wanted: Collection[str], audiences: frozenset[str]) -> set[str]:
    """Those live pages of which no restriction keeps these audiences away. Two queries."""
    pages = _LIVE.rows(ids=[int(key) for key in wanted])
    known = restrictions()
    return {str(number) for number, path in pages if audiences_at(path, known) & audiences}


_LIVE = Prepared(lambda: Page.objects.live().filter(among("pk", "ids")).values_list("pk", "path"))


def pictures_of(wanted: Collection[str]) -> Mapping[str, pictures.Size]:
    """The smallest size of each page's picture. Two queries, three where a picture was never shown."""
    found = of_ids(int(key) for key in wanted)
    pictures.prepare(found)
    small = pictures.SHAPES["card"].specs[0]
    return {
        str(page.pk): size
        for page in found
        if page.picture and (size := pictures.sizes_at_hand(page.picture).get(small))
    }


def _document(page: Any, audiences: frozenset[str], names: ShownNames) -> Document:
    language = page.content_language
    kind = KINDS[type(page).__name__][0]
    places = [each.words for each in names.places.get(page.pk, ())]
    with translation.override(page.locale.language_code):
        note = meta_of(page) or _event_note(page, places)
    return Document(
        source=SOURCE,
        key=str(page.pk),
        kind=kind,
        language=language,
        title=page.title,
        address=address_of(page, page.locale.language_code),
        summary=page.summary,
        texts=tuple(Text(words, language) for words in _texts(page)),
        fields={"author": (*_named_makers(page), *names.makers.get(page.pk, ()))},
        identifiers=(page.number,) if getattr(page, "number", "") else (),
        places=(page.title,) if isinstance(page, models.PlacePage) else tuple(dict.fromkeys(places)),
        periods=tuple(dict.fromkeys(_century(year) for year in _years(page))),
        readers=frozenset({page.locale.language_code}),
        audiences=audiences,
        date=_date(page),
        fresh=kind in FRESH,
        note=note,
    )


def _texts(page: Any) -> Iterator[str]:
    """What the model names as searchable, but title and summary, which have places of their own."""
    for field in page.get_search_fields():
        if isinstance(field, index.SearchField) and field.field_name not in {"title", "summary"}:
            parts = body_texts(page.body) if field.field_name == "body" else [field.get_value(page)]
            for part in parts:
                if part and str(part).strip():
                    yield " ".join(str(part).split())


def _named_makers(page: Any) -> tuple[Text, ...]:
    """Makers who have no page of their own."""
    names = getattr(page, "maker_names", "")
    return (Text(names, page.content_language),) if names else ()


def _event_note(page: Any, places: list[str]) -> str:
    """When and where, in the language in force; of what comes again and again only where."""
    if not isinstance(page, models.EventPage):
        return ""
    day = "" if page.recurrence else date_format(timezone.localtime(page.start), "DATE_FORMAT")
    return joined(day, *places)


def _years(page: Any) -> Iterator[int]:
    for name in ("year", "founded", "born", "died", "date"):
        value = getattr(page, name, None)
        if isinstance(value, datetime.date):
            yield value.year
        elif value:
            year = str(value).lstrip("-").partition("-")[0]
            if year.isdigit():
                yield -int(year) if str(value).startswith("-") else int(year)


def _century(year: int) -> str:
    """``c19`` for 1801–1900, ``c-6`` for the sixth century before our era."""
    return f"c{(year - 1) // 100 + 1}" if year > 0 else f"c-{(-year - 1) // 100 + 1}"


def _date(page: Any) -> datetime.date | None:
    for name in ("date", "first_date", "start"):
        value = getattr(page, name, None)
        if isinstance(value, datetime.datetime):
            return timezone.localtime(value).date()
        if isinstance(value, datetime.date):
            return value
    return None


# --- which tables change which documents ---


def _tables() -> tuple[Table, ...]:
    own = [
        Table(model._meta.db_table, "page_ptr_id")  # noqa: SLF001 -- Django's documented API
        for model in (getattr(models, name) for name in KINDS)
    ]
    return (
        Table("wagtailcore_page", "id"),
        Table("wagtailcore_page", "translation_key", spread="shown_by"),
        *own,
        Table(models.WorkMaker._meta.db_table, "work_id"),  # noqa: SLF001 -- Django's documented API
        Table(models.WorkHolder._meta.db_table, "work_id"),  # noqa: SLF001 -- Django's documented API
        Table("wagtailcore_pageviewrestriction", "page_id", spread="below"),
        Table("wagtailcore_pageviewrestriction_groups", "pageviewrestriction_id", spread="restriction"),
    )


def _below(page_keys: Collection[str]) -> set[str]:
    """The pages and all below them, with those that show their titles."""
    paths = Page.objects.filter(pk__in=[int(key) for key in page_keys]).values_list("path", flat=True)
    branches = Q(pk__in=[])
    for path in paths:
        branches |= Q(path__startswith=path)
    found = Page.objects.filter(branches).values_list("pk", "translation_key")
    return {str(number) for number, _key in found} | _shown_by({str(key) for _number, key in found})


def _below_restrictions(restriction_keys: Collection[str]) -> set[str]:
    restricted = PageViewRestriction.objects.filter(pk__in=[int(key) for key in restriction_keys])
    return _below({str(number) for number in restricted.values_list("page_id", flat=True)})


def _shown_by(translation_keys: Collection[str]) -> set[str]:
    """Events and works that show a place or a person by its title."""
    named = Q(venue__translation_key__in=translation_keys)
    events = models.EventPage.objects.filter(named).values_list("pk", flat=True)
    makers = models.WorkMaker.objects.filter(person__translation_key__in=translation_keys)
    holders = models.WorkHolder.objects.filter(place__translation_key__in=translation_keys)
    works = (*makers.values_list("work_id", flat=True), *holders.values_list("work_id", flat=True))
    return {str(number) for number in (*events, *works)}
