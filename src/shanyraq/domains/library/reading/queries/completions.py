"""Words of one book that begin as a reader types: in any script, with or without the Kazakh letters.

The words of a book are gathered from its pages at the first question and remembered by the process for the
next ones, until the book is changed. Whoever asks must be allowed to read (``access.decide``).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from shanyraq.domains.library.reading.models import DigitalEdition, PageText
from shanyraq.kernel.kazakh.folding import skeleton
from shanyraq.platform.search.analysis.tokens import is_han, normal, words

MOST_BOOKS = 24
MOST_FORMS = 60_000
"""Different words of one book; a novel has ten thousand."""
MOST_CHARACTERS = 20_000_000
LONGEST_QUERY = 300
AT_ONCE = 10


class Completion(NamedTuple):
    """What may be meant: the whole query with its last word completed, and how often that word stands."""

    query: str
    total: int


class _Form(NamedTuple):
    key: str
    word: str
    total: int


def completions_of(edition: DigitalEdition, query: str, *, limit: int = AT_ONCE) -> list[Completion]:
    """Completions of the last word of *query*, the most frequent first. One query for a book not yet known.

    Words that begin with exactly what was typed come before those that only sound like it.
    """
    before, typed = _parted(query)
    key = _key(typed)
    if not key:
        return []
    found = _beginning(_forms_of(edition.pk, edition.changed_at), key)
    found.sort(key=lambda form: (not form.word.startswith(typed), -form.total, form.word))
    return [Completion(f"{before}{form.word}", form.total) for form in found[:limit]]


def _parted(query: str) -> tuple[str, str]:
    """What stands before the last word, and that word; nothing is completed after a space."""
    text = query[:LONGEST_QUERY]
    last = text[text.rfind(" ") + 1 :]
    return " ".join(text[: len(text) - len(last)].split()) + (" " if " " in text.strip() else ""), normal(
        last
    )


def _key(word: str) -> str:
    return word if is_han(word) else skeleton(word)


def _beginning(forms: tuple[_Form, ...], key: str) -> list[_Form]:
    start = bisect_left(forms, (key,))
    found = []
    for form in forms[start:]:
        if not form.key.startswith(key):
            break
        found.append(form)
    return found


@lru_cache(maxsize=MOST_BOOKS)
def _forms_of(edition_id: int, _changed_at: datetime) -> tuple[_Form, ...]:
    """The words of a book by their keys; a change of the book is another question."""
    texts = PageText.objects.filter(page__edition_id=edition_id).exclude(text="")
    counted: Counter[str] = Counter()
    left = MOST_CHARACTERS
    for text in texts.values_list("text", flat=True).iterator(chunk_size=200):
        counted.update(words(text[:left]))
        left -= len(text)
        if left <= 0 or len(counted) > MOST_FORMS:
            break
    forms = (_Form(_key(word), word, total) for word, total in counted.most_common(MOST_FORMS))
    return tuple(sorted(form for form in forms if form.key))


def forget() -> None:
    """Gather the words of every book anew."""
    _forms_of.cache_clear()
