"""Titles that begin as the reader types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import tantivy

from shanyraq.kernel.in_turn import InTurn
from shanyraq.platform.search.analysis.fields import asked_prefix
from shanyraq.platform.search.analysis.tokens import words
from shanyraq.platform.search.asking.parsing import cleaned
from shanyraq.platform.search.asking.wishes import Wish
from shanyraq.platform.search.documents import address_for
from shanyraq.platform.search.engine import ranking
from shanyraq.platform.search.engine.reading import SCHEMA, reader
from shanyraq.platform.search.engine.schema import OWN
from shanyraq.platform.search.engine.searching import scope_query, scope_terms
from shanyraq.platform.search.queries.results import stored, visible

MOST: Final = 8
LOOKED_AT: Final = 24
LOOKING: Final = InTurn()
"""Held while the index is looked into: a millisecond of computing that four at once would stretch to ten."""

Query = tantivy.Query
Occur = tantivy.Occur


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A title with its kind, its language and where it leads."""

    title: str
    kind: str
    language: str
    address: str


def suggestions(wish: Wish) -> list[Suggestion]:
    """At most ``MOST`` titles with words that begin with those of the wish, in any script; the shortest first

    :raises NoIndex: when this node has no finished index.
    """
    shown = visible(looked_up(reader.searcher(), wish), wish.audiences)
    typed = " ".join(words(cleaned(wish.words)))
    shown.sort(key=lambda each: (not " ".join(words(each["title"])).startswith(typed), len(each["title"])))
    by_title = {each["title"].casefold(): each for each in reversed(shown)}
    unique = [each for each in shown if by_title[each["title"].casefold()] is each]
    return [
        Suggestion(each["title"], each["kind"], each["language"], address_for(each["address"], wish.language))
        for each in unique[:MOST]
    ]


def looked_up(searcher: tantivy.Searcher, wish: Wish) -> list[dict[str, Any]]:
    """What the index has for the beginnings, before the database is asked what may be seen."""
    asked = [prefix for prefix in map(asked_prefix, words(cleaned(wish.words))) if prefix]
    if not asked:
        return []
    begins = [Query.term_query(SCHEMA, "prefixes", prefix, "basic") for prefix in dict.fromkeys(asked)]
    if wish.source:
        begins.append(Query.term_query(SCHEMA, OWN, wish.source, "basic"))
    with LOOKING:
        hits = _at_once(searcher, begins, wish) or _within_scope(searcher, begins, wish)
        return stored(searcher, [address for _, address in hits])


def _at_once(searcher: tantivy.Searcher, begins: list[tantivy.Query], wish: Wish) -> ranking.Addressed:
    """For one beginning: the first that the reader may see, without looking at all the others."""
    if len(begins) > 1:
        return []
    hits = list(searcher.search(begins[0], LOOKED_AT * 3, count=False).hits)
    seen = ranking.only_seen(searcher, hits, scope_terms(wish))
    return seen[:LOOKED_AT] if len(seen) >= LOOKED_AT else []


def _within_scope(searcher: tantivy.Searcher, begins: list[tantivy.Query], wish: Wish) -> ranking.Addressed:
    query = Query.boolean_query([(Occur.Must, scope_query(wish)), *((Occur.Must, each) for each in begins)])
    return list(searcher.search(query, LOOKED_AT, count=False).hits)
