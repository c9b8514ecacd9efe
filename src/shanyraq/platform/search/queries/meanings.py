"""What could be meant where little was found: another spelling, another keyboard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

import tantivy

from shanyraq.kernel.kazakh import keyboards
from shanyraq.platform.search.analysis.tokens import is_han, words
from shanyraq.platform.search.analysis.words import asked
from shanyraq.platform.search.asking.parsing import cleaned
from shanyraq.platform.search.asking.wishes import Wish
from shanyraq.platform.search.engine.reading import SCHEMA, reader
from shanyraq.platform.search.engine.searching import scope_query
from shanyraq.platform.search.queries.results import stored, total, visible

FEW: Final = 3
"""With at most so many results another meaning is looked for."""
SHORTEST: Final = 3
READ: Final = 3000
LOOKED_AT: Final = 30
MOST_READINGS: Final = 8
"""Each costs a search; the keyboards meant by a reader are among the first."""

Query = tantivy.Query
Occur = tantivy.Occur


@dataclass(frozen=True, slots=True)
class Meaning:
    """Other words and how many results they have."""

    words: str
    total: int


def other_meaning(wish: Wish, found: int) -> Meaning | None:
    """The likeliest other meaning of the words, if it finds more than the *found* results; else None.

    What is offered stands in documents that this reader may see, so it tells nothing of others.
    """
    text = cleaned(wish.words)
    if found > FEW or not text or any(sign in text for sign in ':"'):
        return None
    plain = replace(
        wish, offset=0, kinds=(), languages=(), places=(), periods=(), first_day=None, last_day=None
    )
    both = [_first_with_more(some, found, plain) for some in (_spellings(text, plain), _readings(text))]
    return max((each for each in both if each), key=lambda each: each.total, default=None)


def _first_with_more(candidates: Iterable[str], found: int, wish: Wish) -> Meaning | None:
    """The likeliest of the candidates that finds more: one found more often need not be likelier."""
    for candidate in candidates:
        number = total(replace(wish, words=candidate))
        if number > found:
            return Meaning(candidate, number)
    return None


def _spellings(text: str, wish: Wish) -> Iterator[str]:
    corrected = _corrected(text, wish)
    if corrected != text:
        yield corrected


def _readings(text: str) -> Iterator[str]:
    """What the keys say on other keyboards, the likeliest first; behind those only what stands as it is."""
    found = [reading for reading in keyboards.readings(text) if reading != text]
    yield from found[:MOST_READINGS]
    searcher = reader.searcher()
    for reading in found[MOST_READINGS:]:
        if all(searcher.doc_freq("forms", word) for word in words(reading)):
            yield reading


def _corrected(text: str, wish: Wish) -> str:
    """The text with each word that stands nowhere replaced by the nearest one that does."""
    searcher = reader.searcher()
    found = []
    for word in words(text):
        is_known = is_han(word) or _is_seen(searcher, word, wish)
        found.append(word if is_known or len(word) < SHORTEST else _nearest(searcher, word, wish) or word)
    return " ".join(found) if found != words(text) else text


def _is_seen(searcher: tantivy.Searcher, word: str, wish: Wish) -> bool:
    """Whether the word stands in a document for this reader; that it stands in others must not show."""
    somewhere = [Query.term_query(SCHEMA, "matches", each) for each in asked(word, wish.language).matches]
    either = Query.boolean_query([(Occur.Should, each) for each in somewhere])
    query = Query.boolean_query([(Occur.Must, either), (Occur.Must, scope_query(wish))])
    return bool(searcher.search(query, 1, count=False).hits)


def _nearest(searcher: tantivy.Searcher, word: str, wish: Wish) -> str:
    """The word of a visible document with the fewest changes to *word* in any of its scripts; or nothing."""
    forms = list(dict.fromkeys((word, *asked(word, wish.language).forms)))
    for distance in (1, 2) if len(word) > 4 else (1,):
        for form in forms:
            if found := _nearest_to(searcher, form, wish, distance=distance):
                return found
    return ""


def _nearest_to(searcher: tantivy.Searcher, word: str, wish: Wish, *, distance: int) -> str:
    """Among words with equally few changes the one seen most."""
    near = [Query.fuzzy_term_query(SCHEMA, name, word, distance) for name in ("title_forms", "forms")]
    either = Query.boolean_query([(Occur.Should, each) for each in near])
    query = Query.boolean_query([(Occur.Must, either), (Occur.Must, scope_query(wish))])
    hits = searcher.search(query, LOOKED_AT, count=False).hits
    seen = Counter(
        other
        for shown in visible(stored(searcher, [address for _, address in hits]), wish.audiences)
        for other in words(f"{shown['title']} {shown['summary']} {shown['body'][:READ]}")
        if changes(word, other, distance) <= distance
    )
    return min(seen, key=lambda other: (changes(word, other, distance), -seen[other], other), default="")


def changes(one: str, other: str, most: int) -> int:
    """How many letters must be put in, taken out, changed or swapped; *most* + 1 for more than *most*."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    rows = [list(range(len(other) + 1))]
    for place, letter in enumerate(one, 1):
        last, row = rows[-1], [place]
        for column, sign in enumerate(other, 1):
            cost = min(last[column] + 1, row[-1] + 1, last[column - 1] + (letter != sign))
            if place > 1 and column > 1 and letter == other[column - 2] and one[place - 2] == sign:
                cost = min(cost, rows[-2][column - 2] + 1)
            row.append(cost)
        rows.append(row)
    return min(rows[-1][-1], most + 1)
