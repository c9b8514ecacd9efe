"""Finding, counting and ordering in the index."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import tantivy

from shanyraq.platform.search.asking.wishes import Order, Wish
from shanyraq.platform.search.documents import PUBLIC
from shanyraq.platform.search.engine import ranking
from shanyraq.platform.search.engine.asking_words import Need, Question, Stands, Weighted
from shanyraq.platform.search.engine.counting import counted, counted_own
from shanyraq.platform.search.engine.encoding import CLOSED, EVERY_LANGUAGE
from shanyraq.platform.search.engine.reading import SCHEMA
from shanyraq.platform.search.engine.schema import FACETS, OWN

Query = tantivy.Query
Occur = tantivy.Occur

TITLE_WEIGHT: Final = 60.0
"""For a query that is a whole title: such a document comes first."""
ENOUGH: Final = 10
"""With fewer results than this, documents that lack some of the words are shown too."""

MOST_LOOSE: Final = 200
"""Of documents that lack words so many of the best are shown where there are too many to count in time."""
MANY: Final = 60_000
"""Entries of words in the index; reading more for documents that lack words is not worth the time."""
COMMON_GRAM: Final = 0.02
"""A gram in a greater share of the documents tells nothing."""
LARGE: Final = 20_000
"""Documents from which on common grams are passed over."""
SEEK_COST: Final = 10
"""To find a document in the list of a word costs as much as reading so many entries of it in a row."""

Addressed = list[tuple[float, Any]]


@dataclass(frozen=True, slots=True)
class Found:
    """``hits`` are scores with addresses in the index, best first; ``facets`` values with counts.

    ``lacks_words`` says that not all of the results have all of the words.
    """

    total: int
    hits: Addressed
    facets: dict[str, list[tuple[str, int]]]
    lacks_words: bool = False


def find(searcher: tantivy.Searcher, asked: Question, wish: Wish, *, title: str = "") -> Found:
    """What the wish asks for. *title* is the query as one term, if it may be a whole title."""
    finder = _Finder(searcher, asked, wish, title=title)
    found = finder.all_words()
    if found.total < ENOUGH and len(asked.needs) > 1:
        more = finder.some_words(found)
        return more if more.total > found.total else found
    return found


def count_all(searcher: tantivy.Searcher, asked: Question, wish: Wish) -> int:
    """How many documents have all that is asked for."""
    return _Finder(searcher, asked, wish, title="").number()


def standing_in(searcher: tantivy.Searcher) -> Stands:
    """Whether a key stands in the index: for ``asking_words.question``."""
    return lambda key: searcher.doc_freq("keys", key)


def scope_query(wish: Wish) -> tantivy.Query:
    """What the reader may see, in a language that it is meant for."""
    return Query.const_score_query(any_term("scope", scope_terms(wish)), 0.0)


def hidden_query(searcher: tantivy.Searcher, wish: Wish) -> tantivy.Query | None:
    """What the reader may not see; None where all of the index is open, or the wish must name its scopes."""
    if PUBLIC not in wish.audiences or not searcher.doc_freq("scope", CLOSED):
        return None
    return Query.boolean_query(
        [(Occur.Must, any_term("scope", [CLOSED])), (Occur.MustNot, any_term("scope", scope_terms(wish)))]
    )


def scope_terms(wish: Wish) -> list[str]:
    """A document that has one of these is for the reader."""
    languages = (EVERY_LANGUAGE, wish.language)
    return [f"{audience}/{language}" for audience in sorted(wish.audiences) for language in languages]


class _Finder:
    def __init__(self, searcher: tantivy.Searcher, asked: Question, wish: Wish, *, title: str) -> None:
        self._searcher = searcher
        self._asked = asked
        self._wish = wish
        self._title = title
        self._excluded = [(Occur.MustNot, each) for each in asked.excluded]
        self._scope = self._scope_clause()
        self._filters = chosen_filters(wish)
        self._frequencies: dict[tuple[str, str], int] = {}

    def all_words(self) -> Found:
        if self._is_in_vain():
            return Found(0, [], {name: [] for name in FACETS})
        return self._found(self._wanted(), lacks_words=False)

    def _wanted(self) -> list[tuple[Any, tantivy.Query]]:
        """All words, or what has the query as its number."""
        wanted = [(Occur.Must, need.matching) for need in self._asked.needs]
        if number := self._asked.number:
            either = [Query.boolean_query(wanted), number.matching]
            wanted = [(Occur.Must, Query.boolean_query([(Occur.Should, each) for each in either]))]
        return wanted

    def number(self) -> int:
        """How many have all words, without ordering them."""
        if self._is_in_vain():
            return 0
        fixed = [*self._wanted(), *self._scope, *self._excluded, *self._filters.values()]
        return sum(
            times for _, times in counted(self._searcher, Query.boolean_query(fixed), ("kind",))["kind"]
        )

    def _is_in_vain(self) -> bool:
        """Whether one of the words stands nowhere, in no form."""
        return self._asked.number is None and any(
            need.is_word and not any(map(self._frequency, need.scoring)) for need in self._asked.needs
        )

    def some_words(self, exact: Found) -> Found:
        """Any of the words; the order puts those with most of them first.

        *exact* are those with all words. Where any of the words stands in very many documents, only the best
        of them are shown, and only those with all words are counted in facets.
        """
        weighted = self._scoring()
        is_plain = not self._filters and not self._excluded
        if is_plain and sum(self._frequency(each) for each in weighted) > MANY:
            hits = self._union(weighted, MOST_LOOSE)
            if hits is not None:
                wish = self._wish
                ordered = ranking.ordered(self._searcher, hits, wish)
                part = ordered[wish.offset : wish.offset + wish.limit]
                return Found(max(len(hits), exact.total), part, exact.facets, lacks_words=True)
        some = Query.boolean_query([(Occur.Should, need.matching) for need in self._all_needs()])
        return self._found([(Occur.Must, some)], lacks_words=True)

    def _scope_clause(self) -> list[tuple[Any, tantivy.Query]]:
        """What is hidden is kept out; with nothing asked for, what may be seen is asked for itself."""
        if PUBLIC not in self._wish.audiences or not self._asked.needs:
            return [(Occur.Must, scope_query(self._wish))]
        hidden = hidden_query(self._searcher, self._wish)
        return [(Occur.MustNot, hidden)] if hidden else []

    def _found(self, wanted: list[tuple[Any, tantivy.Query]], *, lacks_words: bool) -> Found:
        fixed = [*wanted, *self._scope, *self._excluded]
        matching = Query.boolean_query([*fixed, *self._filters.values()])
        facets = counted(self._searcher, matching, FACETS)
        total = sum(number for _, number in facets["kind"])
        facets |= counted_own(self._searcher, matching, self._wish.wanted) if self._wish.wanted else {}
        for name in self._filters:
            others = [each for other, each in self._filters.items() if other != name]
            if name in self._wish.wanted:  # a source's own facet stands before the general one of its name
                facets |= counted_own(self._searcher, Query.boolean_query([*fixed, *others]), (name,))
            elif name in FACETS:
                facets |= counted(self._searcher, Query.boolean_query([*fixed, *others]), (name,))
        hits = self._sorted(matching, total, lacks_words=lacks_words) if total else []
        return Found(total, hits, facets, lacks_words)

    def _sorted(self, matching: tantivy.Query, total: int, *, lacks_words: bool) -> Addressed:
        wish = self._wish
        if wish.order is not Order.BEST or not self._asked.needs:
            return self._in_order(matching)
        window = ranking.window(wish)
        needs = self._asked.needs
        is_one_word = len(needs) == 1 and needs[0].is_word and not self._excluded and not self._filters
        hits = self._union(self._scoring(), window) if is_one_word else None
        if hits is None:
            phrases = [] if lacks_words or self._asked.number else self._phrases()
            hits = self._scored(matching, window, total, phrases=phrases)
        ordered = ranking.ordered(self._searcher, hits, wish)
        return ordered[wish.offset : wish.offset + wish.limit]

    def _in_order(self, matching: tantivy.Query) -> Addressed:
        wish = self._wish
        name = "order" if wish.order is Order.TITLE else "day"
        direction = tantivy.Order.Asc if wish.order in {Order.TITLE, Order.OLDEST} else tantivy.Order.Desc
        return list(
            self._searcher.search(
                Query.const_score_query(matching, 0.0),
                wish.limit,
                count=False,
                offset=wish.offset,
                order_by_field=name,
                order=direction,
            ).hits
        )

    def _phrases(self) -> list[Weighted]:
        """What is needed and tells what a document is worth at once."""
        return [each for need in self._asked.needs for each in need.scoring if each.query is need.matching]

    def _with(self, phrases: list[Weighted]) -> tantivy.Query:
        """All that is needed, and what the phrases among it are worth: so none is looked for twice."""
        queries = {id(each.query) for each in phrases}
        others = [need.matching for need in self._asked.needs if id(need.matching) not in queries]
        needed = [
            *(_boosted(each) for each in phrases),
            *(Query.const_score_query(each, 0.0) for each in others),
        ]
        fixed = [*self._scope, *self._excluded, *self._filters.values()]
        return Query.boolean_query([*((Occur.Must, each) for each in needed), *fixed])

    def _scored(
        self, matching: tantivy.Query, window: int, total: int, *, phrases: list[Weighted]
    ) -> Addressed:
        """The best of the *total* documents that match, in the cheaper of two ways to the same scores.

        Beside a union of many words tantivy reads all of its lists; beside one word it looks up just the
        documents in question. So a few documents are scored by one word after the other.
        """
        query = self._with(phrases) if phrases else Query.const_score_query(matching, 0.0)
        weighted = [each for each in self._scoring() if each not in phrases]
        listed = sum(self._frequency(each) for each in weighted)
        if total * len(weighted) * SEEK_COST < listed:
            for each in weighted:
                query = Query.boolean_query([(Occur.Must, query), (Occur.Should, _boosted(each))])
        else:
            shoulds = [(Occur.Should, _boosted(each)) for each in weighted]
            query = Query.boolean_query([(Occur.Must, query), *shoulds])
        return list(self._searcher.search(query, window, count=False).hits)

    def _union(self, weighted: list[Weighted], window: int) -> Addressed | None:
        """The best with any of the words, by skipping most of the index.

        A union of single terms lets tantivy pass over whole blocks that cannot be among the best, but knows
        no filter. If after dropping what is not open to all enough is left, it is the exact answer.
        """
        query = Query.boolean_query([(Occur.Should, _boosted(each)) for each in weighted])
        hits = list(self._searcher.search(query, window + ranking.SPARE, count=False).hits)
        seen = ranking.only_seen(self._searcher, hits, scope_terms(self._wish))
        if len(seen) >= window or (len(hits) < window + ranking.SPARE and len(seen) == len(hits)):
            return seen[:window]
        return None

    def _all_needs(self) -> tuple[Need, ...]:
        """The needs, and the query as the number of a thing."""
        return (*self._asked.needs, *([self._asked.number] if self._asked.number else []))

    def _scoring(self) -> list[Weighted]:
        """What documents are worth more with, but what stands nowhere and grams that stand everywhere."""
        weighted = [each for need in self._all_needs() for each in need.scoring]
        if self._title:
            title = Query.term_query(SCHEMA, "title_whole", self._title, "basic")
            weighted.append(Weighted(title, TITLE_WEIGHT, "title_whole", self._title))
        return [each for each in weighted if not each.name or self._tells(each)]

    def _tells(self, each: Weighted) -> bool:
        frequency, documents = self._frequency(each), self._searcher.num_docs
        is_everywhere = each.name == "grams" and documents > LARGE and frequency > documents * COMMON_GRAM
        return frequency > 0 and not is_everywhere

    def _frequency(self, each: Weighted) -> int:
        term = (each.name, each.value)
        known = self._frequencies.get(term)
        if known is None:
            known = self._searcher.doc_freq(*term) if each.name else 0
            self._frequencies[term] = known
        return known


def _boosted(each: Weighted) -> tantivy.Query:
    return Query.boost_query(each.query, each.weight)


def chosen_filters(wish: Wish) -> dict[str, tuple[Any, tantivy.Query]]:
    """What the choices of the wish let through, by the name of the choice."""
    found = {
        name: (Occur.Must, Query.const_score_query(any_term(name, list(values)), 0.0))
        for name, values in wish.chosen.items()
        if values
    }
    if wish.source:
        found["source"] = (Occur.Must, Query.const_score_query(any_term(OWN, [wish.source]), 0.0))
    for name, values in wish.chosen_own.items():
        terms = [f"{name}={value}" for value in values]
        found[name] = (Occur.Must, Query.const_score_query(any_term(OWN, terms), 0.0))
    if wish.first_day or wish.last_day:
        between = Query.range_query(
            SCHEMA,
            "day",
            tantivy.FieldType.Integer,
            (wish.first_day or date.min).toordinal(),
            (wish.last_day or date.max).toordinal(),
        )
        found["day"] = (Occur.Must, Query.const_score_query(between, 0.0))
    return found


def any_term(name: str, values: list[str]) -> tantivy.Query:
    """What has one of these values in a field of whole values."""
    terms = [(Occur.Should, Query.term_query(SCHEMA, name, value, "basic")) for value in values]
    return terms[0][1] if len(terms) == 1 else Query.boolean_query(terms)
