"""Petitions that the search finds for a few words, in any script of Kazakh and in Russian."""

from __future__ import annotations

from typing import Final

from django.utils.translation import get_language

from shanyraq.domains.petitions.queries.visible import public_petitions
from shanyraq.kernel.languages import DEFAULT
from shanyraq.platform.search.asking.parsing import cleaned
from shanyraq.platform.search.asking.wishes import Wish
from shanyraq.platform.search.engine.reading import NoIndex
from shanyraq.platform.search.queries.results import results

SOURCE: Final = "petitions.petition"
MOST: Final = 200


def asked_words(typed: str) -> str:
    """What is read of the words as typed; nothing of it can be an error."""
    return cleaned(typed)


def found_by_words(words: str) -> tuple[int, ...]:
    """Keys of the public petitions that fit the words, best first.

    While this node has no index yet, the titles themselves are looked through.
    """
    try:
        found = results(Wish(words=words, language=get_language() or DEFAULT, source=SOURCE, limit=MOST))
    except NoIndex:
        titles = public_petitions().filter(title__icontains=words).order_by("-opened_at")
        return tuple(titles.values_list("pk", flat=True)[:MOST])
    return tuple(_key(hit.number) for hit in found.hits)


def _key(number: str) -> int:
    """The petition of ``source:key``; a key may name a language after a point."""
    return int(number.partition(":")[2].partition(".")[0])
