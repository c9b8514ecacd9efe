"""Editions of a person or about a subject, found through the search, so that any script leads to all."""

from __future__ import annotations

from dataclasses import dataclass

from shanyraq.domains.library.catalogue.queries.shown import LIST_FIELDS, ShownEdition
from shanyraq.domains.library.catalogue.queries.visibility import seen_editions
from shanyraq.platform.search.asking.wishes import PER_PAGE, Order, Wish
from shanyraq.platform.search.queries.results import results

SOURCE = "library.edition"


@dataclass(frozen=True, slots=True)
class FoundEditions:
    """A part of a list with how many there are."""

    editions: list[ShownEdition]
    total: int
    facets: dict[str, list[tuple[str, int]]]


def editions_by(name: str, language: str, *, page: int = 1) -> FoundEditions:
    """Editions by somebody, whatever the script of *name* and of the records.

    :raises NoIndex: when this node has no finished index.
    """
    return _found(asked_person(name), language, page)


def editions_about(subject: str, language: str, *, page: int = 1) -> FoundEditions:
    """Editions about a subject. :raises NoIndex: as above."""
    return _found(asked_in("subject", subject), language, page)


def asked_person(name: str) -> str:
    """The family name, and the first given name or its initial, as other records may have it."""
    family, comma, given = name.partition(",")
    first = asked_in("author", given).partition(" ")[0] if comma else ""
    if not first:
        return asked_in("author", name)
    return f"{asked_in('author', family)} {first} OR author:{first.partition(':')[2][0]}"


def asked_in(field: str, text: str) -> str:
    """The words of *text*, each asked for in one field; dates and signs are left out."""
    cleaned = "".join(sign if sign.isalpha() or sign in "-'’" else " " for sign in text)
    words = [word.strip("-'’") for word in cleaned.split()]
    return " ".join(f"{field}:{word}" for word in words[:8] if len(word) > 1)


def _found(words: str, language: str, page: int) -> FoundEditions:
    if not words:
        return FoundEditions([], 0, {})
    wish = Wish(
        words=words, language=language, order=Order.NEWEST, offset=(page - 1) * PER_PAGE, source=SOURCE,
        wanted=("language",),
    )  # fmt: skip  # what is asked, then how
    found = results(wish)
    keys = [int(hit.number.partition(":")[2]) for hit in found.hits]
    if found.lacks_words:  # another family name or another subject is no answer here
        return FoundEditions([], 0, {})
    return FoundEditions(in_order(keys), found.total, found.facets)


def in_order(keys: list[int]) -> list[ShownEdition]:
    """The editions with these primary keys that may be seen, in this order. One query."""
    by_key = {each.pk: each for each in seen_editions().filter(pk__in=keys).only(*LIST_FIELDS)}
    return [ShownEdition(by_key[key]) for key in keys if key in by_key]
