"""Search inside one book: the rows of its pages, by the terms of the house's search.

Straight from the database: what was read a moment ago is found, for staff before it is published, too, and no
list of the index need be as large as a country's pages for a book of three hundred.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from shanyraq.domains.library.reading.formats.boxes import boxes_of, unpack
from shanyraq.domains.library.reading.formats.words import Box
from shanyraq.domains.library.reading.models import DigitalEdition, PageText
from shanyraq.kernel.languages import DEFAULT, LANGUAGES
from shanyraq.platform.search.analysis.tokens import is_han, words
from shanyraq.platform.search.analysis.words import Asked, asked
from shanyraq.platform.search.engine.highlighting import LookedFor, Piece, marked

MOST_WORDS = 12
LONGEST_QUERY = 300
PER_PAGE = 20
AROUND = 110
"""Characters of an excerpt on each side of the first words found."""
Spans = list[tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundOn:
    """A page with all the words. ``spans``: where in ``text``; ``boxes``: each span's in the picture."""

    page_id: int
    number: int
    label: str
    text: str
    spans: Spans
    boxes: list[list[Box]]


@dataclass(frozen=True, slots=True)
class Answer:
    """``total``: pages found in the whole book; ``pages``: those of this part of the answer."""

    total: int
    pages: list[FoundOn]
    is_asked: bool = True


NOTHING = Answer(0, [], is_asked=False)


def asked_words(query: str, edition: DigitalEdition) -> list[Asked]:
    """What the words of a query ask for in a book; a few of them where there are very many."""
    language = edition.language if edition.language in LANGUAGES else DEFAULT
    found = dict.fromkeys(words(query[:LONGEST_QUERY]))
    return [asked(word, language) for word in list(found)[:MOST_WORDS]]


def search_inside(edition: DigitalEdition, query: str, *, offset: int = 0, limit: int = PER_PAGE) -> Answer:
    """The pages on which all words of *query* stand, in the book's order. Two queries.

    Whoever asks must be allowed to read (``access.decide``): the answer holds text.
    """
    wanted = asked_words(query, edition)
    if not wanted:
        return NOTHING
    matching = _matching(edition, wanted)
    total = matching.count()
    rows = matching.order_by("page__number").defer("terms", "html")[offset : offset + limit]
    looked_for = LookedFor.of(wanted)
    return Answer(total, [_found(row, looked_for) for row in rows])


def _matching(edition: DigitalEdition, wanted: Sequence[Asked]) -> QuerySet[PageText]:
    pages = PageText.objects.filter(page__edition_id=edition.pk)
    for word in wanted:
        if word.matches and is_han(word.matches[0]):
            pages = pages.filter(terms__contains=list(word.matches))
        else:
            pages = pages.filter(terms__overlap=list(word.matches))
    return pages.select_related("page")


def _found(row: PageText, looked_for: LookedFor) -> FoundOn:
    spans = spans_in(row.text, row.language, looked_for)
    return FoundOn(
        page_id=row.pk,
        number=row.page.number,
        label=row.page.shown_label,
        text=row.text,
        spans=spans,
        boxes=boxes_of(unpack(row.boxes), spans),
    )


def spans_in(text: str, language: str, looked_for: LookedFor) -> Spans:
    """Beginnings and ends of the words looked for in *text*."""
    found, at = [], 0
    for piece in marked(text, language, looked_for):
        if piece.is_marked:
            found.append((at, at + len(piece.text)))
        at += len(piece.text)
    return found


def spans_on_page(edition: DigitalEdition, content: PageText, query: str) -> Spans:
    """The words of *query* on one page."""
    wanted = asked_words(query, edition)
    return spans_in(content.text, content.language, LookedFor.of(wanted)) if wanted else []


def excerpt(text: str, spans: Spans) -> list[Piece]:
    """The text around the first words found, with the words in it marked; its beginning where none is."""
    middle = spans[0] if spans else (0, 0)
    start, end = max(0, middle[0] - AROUND), min(len(text), middle[1] + AROUND)
    start = _at_space(text, start, forward=True)
    end = _at_space(text, end, forward=False)
    pieces = [Piece("… ", False)] if start > 0 else []
    at = start
    for first, last in spans:
        if first >= at and last <= end:
            pieces += [Piece(_flat(text[at:first]), False), Piece(text[first:last], True)]
            at = last
    pieces.append(Piece(_flat(text[at:end]), False))
    if end < len(text):
        pieces.append(Piece(" …", False))
    return [piece for piece in pieces if piece.text]


def _at_space(text: str, place: int, *, forward: bool) -> int:
    """The nearest place between words, so that no word is cut."""
    if place in {0, len(text)}:
        return place
    found = text.find(" ", place, place + 30) if forward else text.rfind(" ", max(place - 30, 0), place)
    if found < 0:
        return place
    return found + 1 if forward else found


def _flat(text: str) -> str:
    return text.replace("\n", " ")
