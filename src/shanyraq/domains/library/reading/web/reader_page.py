"""What the templates of the reader's page need, as values: the contract between views and templates.

Views fill these and render, each with the one variable ``reader``:

| Template (``library/reading/…``) | Variable | Address, below ``base`` |
|---|---|---|
| ``reader.html`` | ``ReaderPage`` | ``<number>/`` (``?q=…`` marks words, ``#:~:text=…`` a passage) |
| ``reader_pages.html`` | ``ReaderOverview`` | ``pages/``: all pages as small pictures |
| ``reader_search.html`` | ``ReaderSearch`` | ``search/?q=…``: search inside the book |

and answer these:

- GET ``search/suggestions.json?q=…``: words of the book that begin so, for the search field.
- GET ``go/?label=xii``: redirect (303) to the page of this label, or of this place where no label fits; where
  neither fits, to ``pages/`` with a message.
- POST ``place/`` with ``number``: remember the place of a signed-in reader; 204.
- POST ``bookmark/`` with ``number``, ``action`` (``add`` or ``remove``), ``note`` (optional): 303 back to the
  page, or 204 for ``Accept: application/json``.

The script turns pages by asking for the same addresses and taking the elements ``[data-part]`` out of the
answer, so a view need not know whether a script asks. Without a script all works by links and forms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal
from urllib.parse import quote

from shanyraq.design.context import KAZAKH_SCRIPTS, LanguageLink

Direction = Literal["ltr", "rtl"]
SMALL_PIXELS = 160
WIDTHS = (480, 800, 1200, 1800)
"""Widths in pixels that a browser may choose from for the page as a whole."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page as it is shown small or large. ``picture``: base address of the Image API 3, empty for none."""

    number: int
    label: str
    picture: str = ""
    width: int = 0
    height: int = 0

    @property
    def small(self) -> str:
        """The address of a picture for an overview."""
        width = min(SMALL_PIXELS * 2, self.width)
        return f"{self.picture}/full/{width},/0/default.jpg"

    @property
    def small_height(self) -> int:
        """Of ``small`` at a width of ``SMALL_PIXELS``, in CSS pixels."""
        return max(1, round(self.height * SMALL_PIXELS / max(1, self.width)))

    @property
    def medium(self) -> str:
        """The address of a picture for a browser that cannot choose."""
        return f"{self.picture}/full/{min(1200, self.width)},/0/default.jpg"

    @property
    def choices(self) -> str:
        """The page in several widths, as ``srcset`` says it."""
        widths = sorted({min(width, self.width) for width in WIDTHS})
        return ", ".join(f"{self.picture}/full/{width},/0/default.jpg {width}w" for width in widths)


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """Letters ``start`` to ``end`` of the page's text, and where they stand in the picture, in its pixels."""

    start: int
    end: int
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """An entry of the table of contents; ``level`` from 1."""

    title: str
    level: int
    number: int
    label: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class KeptMark:
    """A bookmark of the signed-in reader."""

    number: int
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Download:
    """A way to take the book along: ``label`` in the reader's language, ``note`` such as format and size."""

    label: Any
    address: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text; ``is_found`` when the search meant it."""

    text: str
    is_found: bool = False


@dataclass(frozen=True, kw_only=True)
class ReaderBook:
    """What all three templates know of the book.

    ``language``: BCP 47 of its text (``kk``, ``kk-Arab``, ``ru``); ``text_direction``: how its letters run;
    ``direction``: which way its pages are turned. ``base``: the address of its pages, ending in a slash.
    """

    title: str
    creator: str = ""
    language: str
    text_direction: Direction = "ltr"
    direction: Direction = "ltr"
    base: str
    book_address: str
    count: int
    query: str = ""
    note: Any = ""
    is_signed_in: bool = False
    is_searchable: bool = True

    @property
    def overview_address(self) -> str:
        return f"{self.base}pages/"

    @property
    def search_address(self) -> str:
        return f"{self.base}search/"

    @property
    def suggestions_address(self) -> str:
        return f"{self.base}search/suggestions.json"

    @property
    def go_address(self) -> str:
        return f"{self.base}go/"

    @property
    def place_address(self) -> str:
        return f"{self.base}place/"

    @property
    def bookmark_address(self) -> str:
        return f"{self.base}bookmark/"

    @property
    def first_address(self) -> str:
        return self.address_of(1)

    def address_of(self, number: int) -> str:
        """The address of a page, with the search that is going on."""
        return f"{self.base}{number}/" + (f"?q={quote(self.query)}" if self.query else "")


@dataclass(frozen=True, kw_only=True)
class ReaderPage(ReaderBook):
    """One page to read.

    ``text`` is plain, its paragraphs divided by empty lines; ``words`` say where its words stand in the
    picture and ``found`` which letters of it the search meant, as pairs of start and end. ``html``: the
    sanitised content of a page of running text (EPUB), which then has no picture. ``near``: this page and its
    neighbours, at least the one before and two after. ``cover_is_alone``: the first page has none beside it.
    """

    number: int
    label: str
    leaf: Leaf
    text: str = ""
    words: Sequence[PlacedWord] = ()
    found: Sequence[tuple[int, int]] = ()
    html: str = ""
    is_recognised: bool = False
    near: Sequence[Leaf] = ()
    cover_is_alone: bool = True
    contents: Sequence[ContentsLine] = ()
    bookmarks: Sequence[KeptMark] = ()
    downloads: Sequence[Download] = ()
    manifest_address: str = ""
    canonical: str = ""

    @property
    def has_picture(self) -> bool:
        return bool(self.leaf.picture) and self.leaf.width > 0

    @property
    def is_missing(self) -> bool:
        """Neither picture nor text: the page is not in this copy."""
        return not self.has_picture and not self.html and not self.text

    @property
    def previous_address(self) -> str:
        return self.address_of(self.number - 1) if self.number > 1 else ""

    @property
    def next_address(self) -> str:
        return self.address_of(self.number + 1) if self.number < self.count else ""

    @property
    def last_address(self) -> str:
        return self.address_of(self.count)

    @property
    def is_bookmarked(self) -> bool:
        return any(mark.number == self.number for mark in self.bookmarks)

    @property
    def is_kazakh(self) -> bool:
        """Whether its text can be read in the three scripts."""
        return self.language.partition("-")[0] == "kk"

    @property
    def scripts(self) -> list[LanguageLink]:
        """Links to this page in the three scripts of Kazakh, for readers of another interface language."""
        here = f"/{self.base.lstrip('/').partition('/')[2]}{self.number}/"
        return [
            LanguageLink(prefix, tag, "rtl" if code == "arab" else "ltr", name, f"/{prefix}{here}", False)
            for code, (prefix, name, tag) in KAZAKH_SCRIPTS.items()
        ]

    @property
    def shown_contents(self) -> list[tuple[ContentsLine, str]]:
        """Each entry of the contents with its address."""
        return [
            (line, f"{self.base}{line.number}/" + (f"#{line.anchor}" if line.anchor else ""))
            for line in self.contents
        ]

    @property
    def shown_bookmarks(self) -> list[tuple[KeptMark, str]]:
        """Each bookmark with its address."""
        return [(mark, f"{self.base}{mark.number}/") for mark in self.bookmarks]

    @cached_property
    def paragraphs(self) -> list[list[Piece]]:
        """The text for people: paragraphs of pieces, the found ones marked."""
        return [list(_pieces(self.text, span, self.found)) for span in _paragraphs(self.text)]

    @cached_property
    def found_boxes(self) -> list[tuple[int, int, int, int]]:
        """Where the found words stand in the picture: x, y, width, height in its pixels."""
        return [
            (word.x, word.y, word.width, word.height)
            for word in self.words
            if any(word.start < end and start < word.end for start, end in self.found)
        ]

    @cached_property
    def for_script(self) -> dict[str, Any]:
        """What the page's script is told; it stands in the page as JSON."""
        return {
            "number": self.number,
            "count": self.count,
            "direction": self.direction,
            "coverIsAlone": self.cover_is_alone,
            "isSignedIn": self.is_signed_in,
            "base": self.base,
            "leaves": [
                {"number": leaf.number, "label": leaf.label, "picture": leaf.picture}
                | {"width": leaf.width, "height": leaf.height}
                for leaf in (self.near or [self.leaf])
            ],
            "found": self.found_boxes,
            "words": [
                [self.text[word.start : word.end], word.x, word.y, word.width, word.height]
                for word in self.words
            ],
        }


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for part in text.split("\n\n"):
        if part.strip():
            yield start, start + len(part)
        start += len(part) + 2


def _pieces(text: str, span: tuple[int, int], found: Iterable[tuple[int, int]]) -> Iterator[Piece]:
    at, end = span
    for start, stop in sorted(found):
        first, last = max(start, at), min(stop, end)
        if first >= last:
            continue
        if first > at:
            yield Piece(text[at:first])
        yield Piece(text[first:last], is_found=True)
        at = last
    if at < end:
        yield Piece(text[at:end])


@dataclass(frozen=True, kw_only=True)
class ReaderOverview(ReaderBook):
    """All pages of a book, or a part of them where it has very many."""

    leaves: Sequence[Leaf]
    current: int = 1
    later_address: str = ""
    earlier_address: str = ""

    @property
    def shown(self) -> list[tuple[Leaf, str]]:
        """Each page with its address."""
        return [(leaf, self.address_of(leaf.number)) for leaf in self.leaves]


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page on which the search found something, with the words around it."""

    number: int
    label: str
    pieces: Sequence[Piece]
    count: int = 1


@dataclass(frozen=True, kw_only=True)
class ReaderSearch(ReaderBook):
    """The answer of a search inside. ``total``: pages found; ``message``: why none was looked for."""

    pages: Sequence[FoundPage] = ()
    total: int = 0
    message: Any = ""
    later_address: str = ""
    earlier_address: str = ""
    hidden: Sequence[tuple[str, str]] = field(default_factory=tuple)

    @property
    def shown(self) -> list[tuple[FoundPage, str]]:
        """Each page found with its address, where the words are marked."""
        return [(page, self.address_of(page.number)) for page in self.pages]
