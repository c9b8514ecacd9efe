"""What a reader sees for a wish: results with marked passages, counts, and what else could be meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import tantivy

from shanyraq.platform.search.analysis.fields import whole
from shanyraq.platform.search.asking.parsing import Clause, cleaned, parse
from shanyraq.platform.search.asking.wishes import Order, Wish
from shanyraq.platform.search.documents import address_for, kept_addresses, sources
from shanyraq.platform.search.engine.asking_words import Question, question
from shanyraq.platform.search.engine.highlighting import LookedFor, Piece, marked, passage
from shanyraq.platform.search.engine.opening import shown_at
from shanyraq.platform.search.engine.reading import reader
from shanyraq.platform.search.engine.searching import (
    Found,
    any_term,
    count_all,
    find,
    scope_query,
    standing_in,
)
from shanyraq.platform.search.queries.staff_choices import StaffChoices, staff_choices


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One result; ``title`` and ``passage`` in pieces, some of them marked."""

    number: str
    kind: str
    language: str
    address: str
    title: tuple[Piece, ...]
    passage: tuple[Piece, ...]
    note: str
    date: date | None
    is_pinned: bool = False

    @property
    def plain_title(self) -> str:
        """The title without marks."""
        return "".join(piece.text for piece in self.title)

    @property
    def plain_passage(self) -> str:
        """The passage without marks."""
        return "".join(piece.text for piece in self.passage)


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """The answer to a wish. ``asked`` is what was read of its words."""

    asked: str
    total: int
    hits: tuple[Hit, ...]
    facets: dict[str, list[tuple[str, int]]]
    lacks_words: bool = False


def results(wish: Wish) -> Results:
    """What is found for the wish.

    Every hit is asked for in the database once more, so that what was hidden a moment ago is not shown
    though the index does not know it yet.

    :raises NoIndex: when this node has no finished index.
    """
    found = looked_up(reader.searcher(), wish, staff_choices())
    seen = _seen([hit.number for hit in found.hits], wish.audiences)
    hits = tuple(hit for hit in found.hits if hit.number in seen)
    return replace(found, total=max(found.total, len(hits)), hits=hits)


def looked_up(searcher: tantivy.Searcher, wish: Wish, choices: StaffChoices) -> Results:
    """What the index has for the wish, before the database is asked what may be seen."""
    asked = cleaned(wish.words)
    clauses = parse(asked)
    understood = understand(clauses, wish, choices, searcher=searcher)
    found = find(searcher, understood, wish, title=title_of(asked, clauses))
    looked_for = LookedFor.of(understood.looked_for)
    addresses = choices.pinned(asked, wish.language) if _is_plain(wish) else ()
    pinned = _pinned(searcher, wish, addresses) if addresses else []
    others = [each for each in _shown(searcher, found) if each["number"] not in _numbers(pinned)]
    shown = [*pinned, *others] if wish.offset == 0 else others
    return Results(
        asked=asked,
        total=found.total,
        hits=tuple([_hit(each, looked_for, wish.language, is_pinned=each in pinned) for each in shown]),
        facets=found.facets,
        lacks_words=found.lacks_words,
    )


def understand(
    clauses: Iterable[Clause], wish: Wish, choices: StaffChoices, *, searcher: tantivy.Searcher
) -> Question:
    """The clauses as questions to the index, with the staff's synonyms and stop words."""
    stop_words = choices.stop_words.get(wish.language, frozenset())
    return question(
        clauses,
        wish.language,
        stop_words=stop_words,
        synonyms=choices.synonyms,
        stands=standing_in(searcher),
    )


def total(wish: Wish) -> int:
    """How many results have all words of the wish, for this reader."""
    searcher, choices = reader.searcher(), staff_choices()
    understood = understand(parse(cleaned(wish.words)), wish, choices, searcher=searcher)
    return count_all(searcher, understood, wish) if understood.needs else 0


def stored(searcher: tantivy.Searcher, addresses: Iterable[Any]) -> list[dict[str, Any]]:
    """What the index keeps for showing, of entries at *addresses*."""
    return [shown_at(searcher, address) for address in addresses]


def title_of(asked: str, clauses: tuple[Clause, ...]) -> str:
    """The query as a whole title, if it is not one with operators."""
    is_plain = all(not clause.is_excluded and len(clause.alternatives) == 1 for clause in clauses)
    return whole(asked) if is_plain else ""


def _is_plain(wish: Wish) -> bool:
    """Only the best first, with nothing chosen, has pins; on later pages they are left out."""
    is_whole = not wish.source and not any(wish.chosen.values()) and not wish.first_day and not wish.last_day
    return is_whole and wish.order is Order.BEST


def _pinned(searcher: tantivy.Searcher, wish: Wish, addresses: Iterable[str]) -> list[dict[str, Any]]:
    found = []
    for address in addresses:
        is_there = any_term("address", list(kept_addresses(address)))
        both = tantivy.Query.boolean_query(
            [(tantivy.Occur.Must, is_there), (tantivy.Occur.Must, scope_query(wish))]
        )
        found.extend(stored(searcher, [hit[1] for hit in searcher.search(both, 1, count=False).hits]))
    return found


def _numbers(shown: list[dict[str, Any]]) -> set[str]:
    return {each["number"] for each in shown}


def _shown(searcher: tantivy.Searcher, found: Found) -> list[dict[str, Any]]:
    return stored(searcher, [address for _, address in found.hits])


def visible(shown: list[dict[str, Any]], audiences: frozenset[str]) -> list[dict[str, Any]]:
    """Of what the index keeps of documents, those that the reader may see now (:func:`_seen`)."""
    seen = _seen([each["number"] for each in shown], audiences)
    return [each for each in shown if each["number"] in seen]


def _seen(numbers: Iterable[str], audiences: frozenset[str]) -> set[str]:
    """Those that the database lets the reader see now. One query for each source among them."""
    keys: dict[str, list[str]] = defaultdict(list)
    for number in numbers:
        source, _, key = number.partition(":")
        keys[source].append(key)
    known = sources()
    return {
        f"{name}:{key}"
        for name, some in keys.items()
        if name in known
        for key in known[name].visible(some, audiences)
    }


def _hit(
    shown: dict[str, Any], looked_for: LookedFor, reader_language: str, *, is_pinned: bool = False
) -> Hit:
    """What the index keeps of a document, as a reader of *reader_language* sees it."""
    language = shown["language"]
    found = passage(shown["body"], language, looked_for) or passage(shown["summary"], language, looked_for)
    beginning = shown["summary"] or shown["body"][:240]
    return Hit(
        number=shown["number"],
        kind=shown["kind"],
        language=language,
        address=address_for(shown["address"], reader_language),
        title=tuple(marked(shown["title"], language, looked_for)),
        passage=tuple(found or ([Piece(beginning, False)] if beginning else [])),
        note=shown["note"],
        date=date.fromordinal(shown["day"]) if shown["day"] else None,
        is_pinned=is_pinned,
    )
