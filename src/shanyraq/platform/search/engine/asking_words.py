"""From the clauses of a query to what the index is asked for, word by word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate, product
from math import prod
from typing import NamedTuple

import tantivy

from shanyraq.kernel.kazakh.readings import to_cyrillic_readings, with_kazakh_letters
from shanyraq.kernel.kazakh.stem import search_key
from shanyraq.platform.search.analysis.identifiers import identifier_term, may_be_identifier
from shanyraq.platform.search.analysis.tokens import is_han, words
from shanyraq.platform.search.analysis.words import Asked, asked
from shanyraq.platform.search.asking.parsing import Atom, Clause
from shanyraq.platform.search.engine.reading import SCHEMA

Query = tantivy.Query
Stands = Callable[[str], object]

WEIGHTS = {"title_forms": 0.2, "title_keys": 0.5, "forms": 0.3, "keys": 1.0, "matches": 0.1, "grams": 0.3}
"""What a word is worth by the field in which it is found, as factors of BM25."""
LONG_QUESTION = 3
"""From so many words on, grams count too."""
IDENTIFIER_WEIGHT = 20.0
PHRASE_WEIGHT = 2.0
MOST_PHRASES = 16
"""Up to so many phrases of single keys are looked for one by one, which takes half the time of patterns."""
TOLD_BY_A_PHRASE = frozenset({"keys", "matches"})
"""Fields in which the words of a phrase say nothing more than it."""
MOST_RESTORED = 3
"""Ways to put the Kazakh letters back into a word typed without them that a phrase looks for."""


class Weighted(NamedTuple):
    """Something that a document is worth more with: a *value* in the field *name*, or any query (no name)."""

    query: tantivy.Query
    weight: float
    name: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that a result should have.

    ``matching`` decides whether a document has it; ``scoring`` are terms and phrases with their weights,
    ``matching`` itself among them where it tells more than its words do.
    ``is_word`` says that whatever has one of those terms matches.
    """

    matching: tantivy.Query
    scoring: tuple[Weighted, ...]
    is_word: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """The needs of a query, what must not be there, and all terms that are looked for (for highlighting).

    What has ``number``, the query as one number of a thing, needs nothing else.
    """

    needs: tuple[Need, ...]
    excluded: tuple[tantivy.Query, ...]
    looked_for: tuple[Asked, ...]
    number: Need | None = None


def question(
    clauses: Iterable[Clause],
    language: str,
    *,
    stop_words: frozenset[str] = frozenset(),
    synonyms: Mapping[str, tuple[str, ...]] | None = None,
    stands: Stands | None = None,
) -> Question:
    """What the index is asked for. Stop words are passed over where other words remain.

    *stands* tells whether a key stands in the index at all: a phrase looks for no others.
    """
    asker = _Asker(language, synonyms or {}, stands)
    wanted = [clause for clause in clauses if not clause.is_excluded]
    telling = [clause for clause in wanted if not _is_stop(clause, stop_words)] or wanted
    needs = [need for some in asker.joined(telling) for need in asker.needs_together(some)]
    if len(needs) >= LONG_QUESTION:
        needs = [*needs[:-1], Need(needs[-1].matching, (*needs[-1].scoring, *asker.grams()))]
    looked_for = tuple(asker.looked_for)
    excluded = [_all_of(asker.needs(clause)) for clause in clauses if clause.is_excluded]
    without = tuple(need.matching for need in excluded if need is not None)
    return Question(tuple(needs), without, looked_for, _number_of_a_thing(wanted))


_MOST_PARTS = 8


def _number_of_a_thing(wanted: list[Clause]) -> Need | None:
    """The whole query as one number, if it may be: «КП 1234», «978 601 01 2345 6»."""
    if not 1 < len(wanted) <= _MOST_PARTS or not all(map(_is_plain, wanted)):
        return None
    text = " ".join(clause.alternatives[0].text for clause in wanted)
    return _exact(text) if may_be_identifier(text) else None


def _is_stop(clause: Clause, stop_words: frozenset[str]) -> bool:
    return all(
        not atom.is_phrase and not atom.name and all(word in stop_words for word in words(atom.text))
        for atom in clause.alternatives
    )


_SIZES = (4, 3, 2)
"""How many words a synonym of several words may have."""


def _is_plain(clause: Clause) -> bool:
    atom = clause.alternatives[0]
    return len(clause.alternatives) == 1 and not atom.is_phrase and not atom.name


def _key_of(some: list[Clause]) -> str:
    return " ".join(word for clause in some for word in words(clause.alternatives[0].text))


class _Asker:
    def __init__(self, language: str, synonyms: Mapping[str, tuple[str, ...]], stands: Stands | None) -> None:
        self._language = language
        self._stands = stands
        self._synonyms = synonyms
        self.looked_for: list[Asked] = []

    def grams(self) -> list[Weighted]:
        """What the grams of all words are worth."""
        found = dict.fromkeys(gram for terms in self.looked_for for gram in terms.grams)
        return [_worth("grams", gram) for gram in found]

    def joined(self, clauses: list[Clause]) -> Iterator[list[Clause]]:
        """The clauses, those together that are a synonym of several words."""
        place = 0
        while place < len(clauses):
            size = next((size for size in _SIZES if self._is_synonym(clauses[place : place + size], size)), 1)
            yield clauses[place : place + size]
            place += size

    def _is_synonym(self, some: list[Clause], size: int) -> bool:
        return len(some) == size and all(map(_is_plain, some)) and _key_of(some) in self._synonyms

    def needs_together(self, some: list[Clause]) -> list[Need]:
        """What the clauses need; several that have a synonym together are one need with it."""
        needs = [need for clause in some for need in self.needs(clause)]
        together = _all_of(needs) if len(some) > 1 else None
        if together is None:
            return needs
        others = [self._several(other) for other in self._synonyms[_key_of(some)]]
        return [_any_of([together, *(other for other in others if other is not None)])]

    def needs(self, clause: Clause) -> list[Need]:
        """One word gives one need; a word of several parts gives each; alternatives are one need together."""
        if len(clause.alternatives) == 1:
            return self._of_atom(clause.alternatives[0])
        each = [_all_of(self._of_atom(atom)) for atom in clause.alternatives]
        return [_any_of([need for need in each if need is not None])]

    def _of_atom(self, atom: Atom) -> list[Need]:
        found = words(atom.text)
        if atom.name:
            return (
                [self._named(atom.name, word) for word in found]
                if atom.name != "number"
                else [_exact(atom.text)]
            )
        if atom.is_phrase and (len(found) > 1 or any(map(is_han, found))):
            exact = [_exact(atom.text)] if may_be_identifier(atom.text) else []
            return [_any_of([self._phrase(found), *exact])]
        if atom.is_phrase:
            return [self._as_written(word) for word in found]
        needs = [self._word(word) for word in found]
        if len(found) > 1 and may_be_identifier(atom.text):
            together = _all_of(needs)
            return [_any_of([_exact(atom.text), *([together] if together else [])])]
        return needs

    def _word(self, word: str) -> Need:
        need = self._plain(word)
        others = [self._several(other) for other in self._synonyms.get(word, ())]
        return _any_of([need, *(other for other in others if other is not None)]) if others else need

    def _several(self, text: str) -> Need | None:
        found = words(text)
        return self._phrase(found) if len(found) > 1 else _all_of([self._plain(word) for word in found])

    def _plain(self, word: str) -> Need:
        terms = asked(word, self._language)
        self.looked_for.append(terms)
        exact = (identifier_term(word),) if word[0].isdigit() or any(sign.isdigit() for sign in word) else ()
        if is_han(word):
            matching = _every([_term("matches", each) for each in terms.matches])
        else:
            matching = _union("matches", (*terms.matches, *exact))
        scoring = [
            *(_worth(name, form) for form in terms.forms[:2] for name in ("title_forms", "forms")),
            *(_worth(name, key) for key in terms.keys for name in ("title_keys", "keys")),
            *(_worth("matches", each) for each in terms.matches),
            *(Weighted(_term("matches", each), IDENTIFIER_WEIGHT, "matches", each) for each in exact),
        ]
        return Need(matching, tuple(scoring), is_word=not is_han(word))

    def _phrase(self, found: list[str]) -> Need:
        """The words side by side, whatever their endings; Chinese sign by sign. As written stands first."""
        signs = [sign for word in found for sign in (word if is_han(word) else (word,))]
        widths = [2 if is_han(sign) else 1 for sign in signs]
        keys = [self._standing(_phrase_keys(asked(sign, self._language))) for sign in signs]
        matching = _in_order(keys, widths)
        words_alone = tuple(
            each for word in found for each in self._plain(word).scoring if each.name not in TOLD_BY_A_PHRASE
        )
        return Need(matching, (Weighted(matching, PHRASE_WEIGHT), *words_alone))

    def _standing(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        """Those of the keys that stand in the index; the first where none does, so that nothing is found.

        Most readings of a word stand nowhere, and to look for one key is many times faster than for several.
        """
        if self._stands is None or len(keys) < 2:
            return keys
        return tuple(filter(self._stands, keys)) or keys[:1]

    def _as_written(self, word: str) -> Need:
        """One word in quotation marks is wanted in this form, in whatever script."""
        terms = asked(word, self._language)
        self.looked_for.append(Asked(terms.forms, (), ()))
        scoring = tuple(_worth(name, form) for form in terms.forms for name in ("title_forms", "forms"))
        return Need(_union("forms", terms.forms), scoring, is_word=True)

    def _named(self, name: str, word: str) -> Need:
        terms = asked(word, self._language)
        self.looked_for.append(terms)
        named = [_term("named", f"{name}:{each}") for each in terms.matches]
        matching = _every(named) if is_han(word) else _either(named)
        return Need(matching, (Weighted(matching, 1.0),))


def _exact(text: str) -> Need:
    query = _term("matches", identifier_term(text) or "#")
    return Need(query, (Weighted(query, IDENTIFIER_WEIGHT),))


def _all_of(needs: list[Need]) -> Need | None:
    if len(needs) < 2:
        return needs[0] if needs else None
    matching = _every([need.matching for need in needs])
    return Need(matching, tuple(each for need in needs for each in need.scoring))


def _any_of(needs: list[Need]) -> Need:
    if len(needs) == 1:
        return needs[0]
    return Need(
        _either([need.matching for need in needs]),
        tuple(each for need in needs for each in need.scoring),
        is_word=all(need.is_word for need in needs),
    )


def _worth(name: str, value: str) -> Weighted:
    return Weighted(_term(name, value), WEIGHTS[name], name, value)


def _term(name: str, value: str) -> tantivy.Query:
    return Query.term_query(SCHEMA, name, value, "freq" if name != "named" else "basic")


def _union(name: str, values: tuple[str, ...]) -> tantivy.Query:
    queries = [_term(name, value) for value in dict.fromkeys(values) if value]
    return queries[0] if len(queries) == 1 else _either(queries)


def _every(queries: list[tantivy.Query]) -> tantivy.Query:
    return Query.boolean_query([(tantivy.Occur.Must, query) for query in queries])


def _either(queries: list[tantivy.Query]) -> tantivy.Query:
    return (
        Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])
        if queries
        else Query.empty_query()
    )


def _phrase_keys(terms: Asked) -> tuple[str, ...]:
    """The keys of a word in a phrase, with those of its other readings and of Kazakh letters put back."""
    if not terms.forms:
        return terms.keys
    read = (*to_cyrillic_readings(terms.forms[0]), *with_kazakh_letters(terms.forms[0])[:MOST_RESTORED])
    return tuple(dict.fromkeys((*terms.keys, *map(search_key, read))))


def _in_order(found: list[tuple[str, ...]], widths: list[int]) -> tantivy.Query:
    """Side by side, each word by any of its keys; a Chinese sign takes two places."""
    if len(found) == 1:
        return _union("keys", found[0])
    places = list(accumulate(widths[:-1], initial=0))
    if prod(map(len, found)) <= MOST_PHRASES:
        each = [
            Query.phrase_query(SCHEMA, "keys", list(zip(places, keys, strict=True)))
            for keys in product(*found)
        ]
        return each[0] if len(each) == 1 else _either(each)
    patterns = ["|".join(map(re.escape, each)) for each in found]
    return Query.regex_phrase_query(SCHEMA, "keys", list(zip(places, patterns, strict=True)))
