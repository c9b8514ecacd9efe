"""Queries with a structure of their own (CQL, SRU): conditions joined by and, or, not, to any depth.

Readers type words, which ``asking_words`` understands; programs send trees. A tree is pure data.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import tantivy

from shanyraq.platform.search.analysis.fields import asked_prefix, whole
from shanyraq.platform.search.analysis.identifiers import identifier_term
from shanyraq.platform.search.analysis.tokens import words
from shanyraq.platform.search.asking.parsing import Atom, Clause
from shanyraq.platform.search.asking.wishes import Order, Wish
from shanyraq.platform.search.engine.asking_words import Need, Weighted, question
from shanyraq.platform.search.engine.counting import counted
from shanyraq.platform.search.engine.reading import SCHEMA
from shanyraq.platform.search.engine.schema import OWN
from shanyraq.platform.search.engine.searching import (
    Addressed,
    any_term,
    chosen_filters,
    hidden_query,
    scope_query,
)

Query = tantivy.Query
Occur = tantivy.Occur


@dataclass(frozen=True, slots=True)
class Words:
    """All these words; each an atom of the language of queries (a phrase, a word in a named field)."""

    atoms: tuple[Atom, ...]


@dataclass(frozen=True, slots=True)
class AnyWord:
    """One of these words at least."""

    atoms: tuple[Atom, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """The number of a thing, exactly."""

    text: str


@dataclass(frozen=True, slots=True)
class WholeTitle:
    """A title or other name, from its first to its last word, in any script."""

    text: str


@dataclass(frozen=True, slots=True)
class TitleWord:
    """A word of a title that begins so."""

    beginning: str


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet: ``kind``, or one of a source's own."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Days:
    """A day between two, these included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Everything:
    """Whatever there is."""


@dataclass(frozen=True, slots=True)
class Joined:
    """Two conditions: ``and``, ``or``, ``not`` (the first without the second)."""

    how: str
    first: Tree
    second: Tree


Leaf = Words | AnyWord | Number | WholeTitle | TitleWord | Value | Days | Everything
Tree = Leaf | Joined


@dataclass(frozen=True, slots=True)
class FoundTree:
    """How many there are, and the wanted part of them."""

    total: int
    hits: Addressed


def find_tree(searcher: tantivy.Searcher, tree: Tree, wish: Wish) -> FoundTree:
    """What the tree asks for, of what the reader may see, in the order and part that *wish* says."""
    hidden = hidden_query(searcher, wish)
    scope = [(Occur.MustNot, hidden)] if hidden else [(Occur.Must, scope_query(wish))]
    fixed = [(Occur.Must, matching(tree, wish.language)), *scope, *chosen_filters(wish).values()]
    query = Query.boolean_query(fixed)
    total = sum(number for _value, number in counted(searcher, query, ("kind",))["kind"])
    if wish.offset >= total or wish.limit < 1:
        return FoundTree(total, [])
    found = searcher.search(
        _ordered(query, tree, wish), wish.limit, count=False, offset=wish.offset, **_by(wish)
    )
    return FoundTree(total, list(found.hits))


def matching(tree: Tree, language: str) -> tantivy.Query:
    """The tree as one query, without scores of its own."""
    if not isinstance(tree, Joined):
        return _leaf(tree, language)
    first, second = matching(tree.first, language), matching(tree.second, language)
    if tree.how == "or":
        return Query.boolean_query([(Occur.Should, first), (Occur.Should, second)])
    return Query.boolean_query(
        [(Occur.Must, first), (Occur.MustNot if tree.how == "not" else Occur.Must, second)]
    )


def _ordered(query: tantivy.Query, tree: Tree, wish: Wish) -> tantivy.Query:
    """With the best first, what the words are worth is added to a query that only decides."""
    flat = Query.const_score_query(query, 0.0)
    if wish.order is not Order.BEST:
        return flat
    worth = [Query.boost_query(each.query, each.weight) for each in _scoring(tree, wish.language)]
    return Query.boolean_query([(Occur.Must, flat), *((Occur.Should, each) for each in worth)])


def _by(wish: Wish) -> dict[str, Any]:
    if wish.order is Order.BEST:
        return {}
    name = "order" if wish.order is Order.TITLE else "day"
    is_rising = wish.order in {Order.TITLE, Order.OLDEST}
    return {"order_by_field": name, "order": tantivy.Order.Asc if is_rising else tantivy.Order.Desc}


def _scoring(tree: Tree, language: str) -> Iterator[Weighted]:
    if isinstance(tree, Joined):
        yield from _scoring(tree.first, language)
        if tree.how != "not":
            yield from _scoring(tree.second, language)
    elif isinstance(tree, Words | AnyWord):
        for need in _needs(tree.atoms, language):
            yield from need.scoring


def _needs(atoms: tuple[Atom, ...], language: str) -> list[Need]:
    return [need for atom in atoms for need in question([Clause((atom,))], language).needs]


def _leaf(leaf: Leaf, language: str) -> tantivy.Query:
    if isinstance(leaf, Words | AnyWord):
        occur = Occur.Must if isinstance(leaf, Words) else Occur.Should
        parts = [(occur, need.matching) for need in _needs(leaf.atoms, language)]
        return Query.boolean_query(parts) if parts else Query.empty_query()
    return _exactly(leaf)


def _exactly(leaf: Number | WholeTitle | TitleWord | Value | Days | Everything) -> tantivy.Query:
    match leaf:
        case Number(text):
            return Query.term_query(SCHEMA, "matches", identifier_term(text) or "#", "freq")
        case WholeTitle(text):
            return Query.term_query(SCHEMA, "title_whole", whole(text) or "#", "basic")
        case TitleWord(beginning):
            return _beginning(beginning)
        case Value(name, value):
            return any_term("kind", [value]) if name == "kind" else any_term(OWN, [f"{name}={value}"])
        case Days(first, last):
            kind = tantivy.FieldType.Integer
            return Query.range_query(SCHEMA, "day", kind, first.toordinal(), last.toordinal())
        case Everything():
            return Query.all_query()


def _beginning(text: str) -> tantivy.Query:
    prefixes = [prefix for prefix in map(asked_prefix, words(text)) if prefix]
    terms = [(Occur.Must, Query.term_query(SCHEMA, "prefixes", prefix, "basic")) for prefix in prefixes]
    return Query.boolean_query(terms) if terms else Query.empty_query()
