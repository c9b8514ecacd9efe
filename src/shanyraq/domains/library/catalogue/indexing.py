"""What of the catalogue is found: every edition that a live member holds, under all its names and numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any, Final

from shanyraq.domains.library.catalogue.description import Description
from shanyraq.domains.library.catalogue.models import Edition, Item, Record
from shanyraq.domains.library.catalogue.public_parts import FREE_STATES, availability_of, findables
from shanyraq.domains.library.catalogue.queries.people import SOURCE
from shanyraq.domains.library.catalogue.queries.shown import LIST_FIELDS, ShownEdition, direct_name
from shanyraq.domains.library.catalogue.queries.visibility import (
    HIDDEN_ITEM_STATES,
    SEEN_RECORD,
    seen_editions,
    seen_records,
)
from shanyraq.domains.library.catalogue.wording.languages import script_of, short_code
from shanyraq.domains.library.catalogue.wording.words import KINDS
from shanyraq.kernel.errors import Refusal
from shanyraq.kernel.identifiers import isbn_10, parse_isbn
from shanyraq.kernel.languages import DEFAULT
from shanyraq.platform.search.documents import OWN_LANGUAGE, PUBLIC, Document, Source, Table, Text, register

FACETS: Final = ("language", "script", "library", "branch", "decade", "state")
"""Own facets of editions, as ``Document.own`` names them."""
AT_HAND: Final = "at-hand"
"""Value of the facet ``state``: a copy stands on a shelf just now, neither lent nor kept for somebody.

``at-hand@nlrk`` and ``at-hand@nlrk/main`` say where, so that "on the shelf in this library" can be asked for.
"""
MOST_NUMBERS: Final = 60
"""Inventory numbers and shelf marks of one edition that are found; a school-book has thousands."""


def connect() -> None:
    """Make editions findable; called once when the room is ready."""
    parts = findables()
    spreads: dict[str, Callable[[Collection[str]], Collection[str]]] = {
        "record": _of_records,
        "library": _of_libraries,
        "branch": _of_branches,
    }
    for place, part in enumerate(parts):
        spreads |= {f"{place}.{name}": spread for name, spread in part.spreads.items()}
    others = [
        Table(table.name, table.column, spread=f"{place}.{table.spread}" if table.spread else "")
        for place, part in enumerate(parts)
        for table in part.tables
    ]
    register(
        Source(
            name=SOURCE,
            documents=documents,
            keys=keys,
            visible=visible,
            kinds=KINDS,
            tables=(
                Table("library_catalogue_edition", "id"),
                Table("library_catalogue_record", "edition_id"),
                Table("library_catalogue_item", "record_id", spread="record"),
                Table("library_network_library", "id", spread="library"),
                Table("library_network_branch", "id", spread="branch"),
                *others,
            ),
            spreads=spreads,
        )
    )


def keys() -> Iterator[str]:
    """Every edition there is; which of them is seen, ``documents`` tells."""
    found = Edition.objects.filter(merged_into=None).order_by("pk").values_list("pk", flat=True)
    for number in found.iterator():
        yield str(number)


def visible(wanted: Collection[str], audiences: frozenset[str]) -> set[str]:
    """Those that a live member holds; the catalogue is open to everybody. One query."""
    if PUBLIC not in audiences:
        return set()
    found = seen_editions().filter(pk__in=[int(key) for key in wanted]).values_list("pk", flat=True)
    return {str(number) for number in found}


@dataclass(slots=True)
class _Held:
    """What members' records and copies add to an edition."""

    libraries: dict[str, None] = field(default_factory=dict)
    branches: dict[str, None] = field(default_factory=dict)
    numbers: dict[str, None] = field(default_factory=dict)
    states: dict[str, None] = field(default_factory=dict)


def documents(wanted: Collection[str]) -> Iterator[Document]:
    """The documents of editions that are seen. Three queries, and those of the rooms that add facts."""
    numbers = [int(key) for key in wanted]
    held = _held(numbers)
    editions = Edition.objects.filter(pk__in=list(held), merged_into=None).only(*LIST_FIELDS)
    for edition in editions:
        yield document_of(edition, held[edition.pk])


def document_of(edition: Edition, held: Any) -> Document:
    """The document of one edition."""
    shown = ShownEdition(edition)
    told = shown.described
    language = short_code(edition.language) or DEFAULT
    years = _years(told, edition.year)
    return Document(
        source=SOURCE,
        key=str(edition.pk),
        kind=edition.kind if edition.kind in KINDS else "book",
        language=language,
        title=shown.full_title,
        address=f"/{OWN_LANGUAGE}/library/editions/{edition.public_id}/",
        summary=told.summary[:600],
        names=tuple(Text(each, language) for each in _names(told)),
        texts=tuple(Text(each, language) for each in _texts(told)),
        identifiers=tuple(dict.fromkeys((*_identifiers(told), edition.public_id, *held.numbers))),
        fields=_fields(told, language, years),
        periods=tuple(dict.fromkeys(f"c{(year - 1) // 100 + 1}" for year in years if year > 0)),
        own=_own(told, held, years),
        date=date(years[0], 1, 1) if years and 0 < years[0] < 10_000 else None,
        note=_note(shown),
    )


def _names(told: Description) -> Iterator[str]:
    headings = (told.title, *told.other_titles)
    found = chain(
        (text for heading in headings for text in heading.texts), (told.original_title, told.uniform_title)
    )
    yield from (text for text in dict.fromkeys(found) if text and text != told.title.text)


def _texts(told: Description) -> Iterator[str]:
    """The body: who made it in all scripts, subjects, publisher, series, contents and notes."""
    makers = [
        text for agent in told.agents for text in (direct_name(agent), *dict(agent.name.others).values())
    ]
    subjects = [text for each in told.subjects for text in (each.text, *dict(each.others).values())]
    parts = (
        "; ".join(dict.fromkeys(makers)),
        told.responsibility,
        "; ".join(dict.fromkeys(subjects)),
        ", ".join((*told.places, *told.publishers)),
        "; ".join(each.title for each in told.series),
        told.contents[:4000],
        " ".join(told.notes)[:2000],
        told.host,
    )
    yield from (part for part in parts if part)


def _identifiers(told: Description) -> Iterator[str]:
    for number in told.isbns:
        yield number
        try:
            thirteen = parse_isbn(number)
        except Refusal:
            continue
        yield thirteen
        yield isbn_10(thirteen) or thirteen
    yield from told.issns
    yield from (each.issn for each in told.series if each.issn)
    yield from (value for _scheme, value in told.identifiers)


def _fields(told: Description, language: str, years: list[int]) -> dict[str, tuple[Text, ...]]:
    makers = [text for agent in told.agents for text in agent.name.texts]
    subjects = [text for each in told.subjects for text in (each.text, *dict(each.others).values())]
    return {
        "author": tuple(Text(each, language) for each in makers),
        "subject": tuple(Text(each, language) for each in subjects),
        "place": tuple(Text(each, language) for each in told.places),
        "year": tuple(Text(str(year), language) for year in years[:1]),
        "publisher": tuple(Text(each, language) for each in told.publishers),
    }


def _years(told: Description, year: int | None) -> list[int]:
    """The year, and of what goes on the last one too."""
    return [each for each in dict.fromkeys((year or told.year, told.last_year)) if each]


def _own(told: Description, held: Any, years: list[int]) -> dict[str, tuple[str, ...]]:
    scripts = told.scripts or tuple(filter(None, [told.title.script or script_of(told.title.text)]))
    return {
        "language": told.languages,
        "script": scripts,
        "library": tuple(held.libraries),
        "branch": tuple(held.branches),
        "decade": tuple(dict.fromkeys(f"{year // 10 * 10}" for year in years[:1])),
        "state": tuple(held.states),
    }


def _note(shown: ShownEdition) -> str:
    return " · ".join(part for part in (shown.creator, shown.meta) if part)


def _held(numbers: list[int]) -> dict[int, _Held]:
    held: dict[int, _Held] = defaultdict(_Held)
    records = seen_records().filter(edition_id__in=numbers).order_by("pk")
    for edition, library, number in records.values_list("edition_id", "library__code", "control_number"):
        held[edition].libraries[library] = None
        held[edition].numbers[number] = None
    rows = list(_item_rows(list(held)))
    away = _away(row[0] for row in rows)
    for item, edition, *row in rows:
        _add_item(held[edition], row, is_away=item in away)
    for part in findables():
        for edition, states in part.facts(list(held)).items() if part.facts else ():
            if edition in held:
                held[edition].states.update(dict.fromkeys(states))
    return dict(held)


def _item_rows(editions: list[int]) -> Iterable[Any]:
    seen = {f"record__{name}": value for name, value in SEEN_RECORD.children}  # type: ignore[misc]  # no nested Q in it
    found = Item.objects.filter(record__edition_id__in=editions, branch__is_closed=False, **seen)
    return found.exclude(state__in=HIDDEN_ITEM_STATES).order_by("pk").values_list(
        "pk", "record__edition_id", "branch__library__code", "branch__code", "inventory_number", "shelf_mark",
        "barcode", "state",
    )  # fmt: skip  # the copy, its edition, where it stands, its numbers, its state


def _away(items: Iterable[int]) -> set[int]:
    """Those of the copies that a room knows to be lent, kept for somebody or on the way."""
    return {item for item, where in availability_of(items).items() if where.state not in FREE_STATES}


def _add_item(held: _Held, row: Sequence[Any], *, is_away: bool) -> None:
    library, branch, *numbers, state = row
    held.branches[f"{library}/{branch}"] = None
    if state in FREE_STATES and not is_away:
        places = (AT_HAND, f"{AT_HAND}@{library}", f"{AT_HAND}@{library}/{branch}")
        held.states.update(dict.fromkeys(places))
    if len(held.numbers) < MOST_NUMBERS:
        held.numbers.update(dict.fromkeys(filter(None, numbers)))


# --- which editions other tables change ---


def _of_records(record_keys: Collection[str]) -> set[str]:
    found = Record.objects.filter(pk__in=[int(key) for key in record_keys])
    return {str(number) for number in found.values_list("edition_id", flat=True)}


def _of_libraries(library_keys: Collection[str]) -> set[str]:
    """All editions of a member: when it goes live or leaves, its whole catalogue comes or goes."""
    found = Record.objects.filter(library_id__in=[int(key) for key in library_keys])
    return {str(number) for number in found.values_list("edition_id", flat=True).distinct().iterator()}


def _of_branches(branch_keys: Collection[str]) -> set[str]:
    """All editions with a copy at a branch: it may have been closed for good."""
    found = Record.objects.filter(items__branch_id__in=[int(key) for key in branch_keys])
    return {str(number) for number in found.values_list("edition_id", flat=True).distinct().iterator()}
