"""Petitions that may say the same already: shown before another one is written.

Kazakh is looked for in all its scripts at once, and every text with the stems of Kazakh and of Russian: words
that both languages share, names, and the staff's synonyms meet.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from shanyraq.domains.petitions.models import Petition
from shanyraq.domains.petitions.queries.finding import SOURCE, asked_words
from shanyraq.domains.petitions.queries.visible import public_petitions
from shanyraq.domains.petitions.states import PetitionState
from shanyraq.platform.search.asking.wishes import Wish
from shanyraq.platform.search.engine.reading import NoIndex
from shanyraq.platform.search.queries.results import Hit, results

MOST: Final = 5
LOOKED_AT: Final = 20
LEAST_WORDS: Final = 2
"""A petition that shares only one word of several, or none in its title, is not called similar."""


def similar_petitions(title: str, language: str, *, besides: int = 0) -> list[Petition]:
    """At most ``MOST`` public petitions that share words with *title*, the nearest first.

    *besides* is the key of the petition itself. While this node has no index, the titles that hold all of
    *title* are looked through.
    """
    words = asked_words(title)
    if not words:
        return []
    try:
        wanted = list(dict.fromkeys(_found(words, language)))
    except NoIndex:
        held = public_petitions().filter(title__icontains=words).exclude(pk=besides)
        return list(held.order_by("-opened_at")[:MOST])
    places = {pk: place for place, pk in enumerate(wanted)}
    found = public_petitions().filter(pk__in=wanted).exclude(pk=besides)
    return sorted(found, key=lambda each: (not _is_open(each), places[each.pk]))[:MOST]


def _found(words: str, language: str) -> Iterator[int]:
    for asked in dict.fromkeys((language, "kk", "ru")):
        wish = Wish(words=words, language=asked, source=SOURCE, limit=LOOKED_AT)
        answer = results(wish)
        for hit in answer.hits:
            if not answer.lacks_words or _is_near(hit, words):
                yield int(hit.number.partition(":")[2])


def _is_near(hit: Hit, words: str) -> bool:
    in_title = {piece.text.casefold() for piece in hit.title if piece.is_marked}
    marked = in_title | {piece.text.casefold() for piece in hit.passage if piece.is_marked}
    return bool(in_title) and len(marked) >= min(LEAST_WORDS, len(words.split()))


def _is_open(petition: Petition) -> bool:
    return petition.state in {PetitionState.COLLECTING, PetitionState.REACHED}
