"""A site with two books that exist nowhere else, to look at the reader's page and to walk through it.

Its views do what those of the room do, from memory: no table, no scan.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pyvips
from django.conf.urls.i18n import i18n_patterns
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import include, path
from django.utils.translation import get_language

from shanyraq.config.urls import urlpatterns as of_the_platform
from shanyraq.domains.library.reading.web.reader_page import (
    ContentsLine,
    Download,
    FoundPage,
    KeptMark,
    Leaf,
    Piece,
    PlacedWord,
    ReaderOverview,
    ReaderPage,
    ReaderSearch,
)
from shanyraq.platform.imaging import sources
from shanyraq.platform.imaging.pyramids import make_pyramid
from shanyraq.platform.imaging.wsgi import PictureServer

WIDTH, HEIGHT, COUNT = 1240, 1754, 9
MISSING, RUNNING = 8, 9
LINE, MARGIN = 70, 150
PAPER = (246, 240, 226)
LABELS = ("i", "ii", "1", "2", "3", "4", "5", "6", "7")
TEXTS = {
    "kazakh": "Дала кең еді. Өзен бойында ауыл отыр.\n\nКешке қарай жел тынды, от жағылды.",
    "tote": "كەڭ دالادا ەل وتىر.\n\nكەشكە قاراي وت جاعىلدى.",
}
RUNNING_TEXT = "<h2>Соңғы сөз</h2><p>Кітап осымен бітті.</p>"


@dataclass
class Shelf:
    """What readers left; the tests look into it."""

    places: list[int] = field(default_factory=list)
    bookmarks: dict[int, str] = field(default_factory=dict)


SHELF = Shelf()


@dataclass(frozen=True)
class Book:
    name: str
    title: str
    language: str
    direction: str

    def text(self, number: int) -> str:
        return "" if number in {MISSING, RUNNING} else f"{TEXTS[self.name]} {number}"

    def leaf(self, number: int) -> Leaf:
        label = LABELS[number - 1]
        if number in {MISSING, RUNNING}:
            return Leaf(number, label)
        return Leaf(number, label, f"/iiif/3/test:{self.name}.{number}", WIDTH, HEIGHT)


BOOKS = {
    "kazakh": Book("kazakh", "Кең дала", "kk", "ltr"),
    "tote": Book("tote", "كەڭ دالا", "kk-Arab", "rtl"),
}


@cache
def folder() -> Path:
    return Path(mkdtemp(prefix="reader-site-"))


def words_of(text: str, *, is_rtl: bool) -> list[PlacedWord]:
    """Words in lines of five, each in a box of its own."""
    found, at = [], 0
    for place, word in enumerate(text.split()):
        start = text.index(word, at)
        at = start + len(word)
        column, line = place % 5, place // 5
        x = MARGIN + column * 190
        left = WIDTH - x - 170 if is_rtl else x
        found.append(PlacedWord(start, at, left, MARGIN + line * LINE, 170, 44))
    return found


class Pictures:
    """Pages drawn when first asked for: paper, ink where the words stand, and the number."""

    def locate(self, name: str) -> sources.Picture | None:
        book, _, number = name.partition(".")
        target = folder() / f"{name}.tif"
        if book not in BOOKS or not number.isdecimal():
            return None
        if not target.exists():
            _draw(BOOKS[book], int(number), target)
        return sources.Picture(target, "1")

    def may_see(self, group: str, request: HttpRequest) -> sources.Decision:  # noqa: ARG002 - the protocol has it
        return sources.Decision(is_allowed=True)


def _draw(book: Book, number: int, target: Path) -> None:
    text = book.text(number)
    page = pyvips.Image.black(WIDTH, HEIGHT, bands=3) + list(PAPER)
    page = page.cast("uchar").copy(interpretation="srgb")
    for word in words_of(text, is_rtl=book.direction == "rtl"):
        letters = pyvips.Image.text(
            text[word.start : word.end], width=word.width, height=word.height, rgba=False
        )
        ink = letters.ifthenelse([40, 32, 26], list(PAPER), blend=True).cast("uchar")
        page = page.insert(ink.copy(interpretation="srgb"), word.x, word.y)
    source = target.with_suffix(".png")
    page.write_to_file(str(source))
    make_pyramid(source, target)


sources.register("test", Pictures())
_pictures = PictureServer(lambda _environ, _start: [])


def show_picture(request: HttpRequest, rest: str) -> HttpResponse:
    """What ``config/wsgi.py`` does before Django, for the test's server."""
    told: list[Any] = []
    body = b"".join(_pictures(request.META | {"wsgi.url_scheme": "http"}, lambda *given: told.append(given)))
    status, headers = told[-1]
    return HttpResponse(body, status=int(status.split()[0]), headers=dict(headers))


def _spans(text: str, query: str) -> list[tuple[int, int]]:
    found, at, low = [], 0, text.lower()
    while query and (at := low.find(query.lower(), at)) >= 0:
        found.append((at, at + len(query)))
        at += len(query)
    return found


def _shared(request: HttpRequest, book: Book) -> dict[str, Any]:
    return {
        "title": book.title, "creator": "Мысал Автор", "language": book.language, "count": COUNT,
        "text_direction": book.direction, "direction": book.direction,
        "base": f"/{get_language()}/library/read/{book.name}/", "book_address": f"/{get_language()}/",
        "query": request.GET.get("q", ""), "is_signed_in": request.user.is_authenticated,
    }  # fmt: skip  # as the room's own view has it


def show_page(request: HttpRequest, name: str, number: int) -> HttpResponse:
    book = BOOKS[name]
    if not 1 <= number <= COUNT:
        raise Http404
    text = book.text(number)
    near = range(max(1, number - 2), min(COUNT, number + 3) + 1)
    page = ReaderPage(
        **_shared(request, book), number=number, label=LABELS[number - 1], leaf=book.leaf(number), text=text,
        words=words_of(text, is_rtl=book.direction == "rtl"), found=_spans(text, request.GET.get("q", "")),
        html=RUNNING_TEXT if number == RUNNING else "", is_recognised=True,
        near=[book.leaf(one) for one in near],
        contents=[ContentsLine("Бірінші тарау", 1, 3, "1"), ContentsLine("Өзен", 2, 5, "3")],
        bookmarks=[KeptMark(at, LABELS[at - 1], note) for at, note in sorted(SHELF.bookmarks.items())],
        downloads=[Download("PDF", "/nowhere.pdf", "2 MB")], manifest_address="/nowhere/manifest.json",
    )  # fmt: skip  # as the room's own view has it
    return render(request, "library/reading/reader.html", {"reader": page})


def show_pages(request: HttpRequest, name: str) -> HttpResponse:
    leaves = [BOOKS[name].leaf(number) for number in range(int(request.GET.get("from", 1)), COUNT + 1)]
    return render(
        request, "library/reading/reader_pages.html",
        {"reader": ReaderOverview(**_shared(request, BOOKS[name]), leaves=leaves, later_address="?from=2")},
    )  # fmt: skip  # as the room's own view has it


def show_search(request: HttpRequest, name: str) -> HttpResponse:
    book, query = BOOKS[name], request.GET.get("q", "")
    pages: Sequence[FoundPage] = [
        FoundPage(number, LABELS[number - 1], [Piece("… "), Piece(query, is_found=True), Piece(" …")])
        for number in range(1, COUNT + 1)
        if _spans(book.text(number), query)
    ]
    found = ReaderSearch(**_shared(request, book), pages=pages, total=len(pages))
    return render(request, "library/reading/reader_search.html", {"reader": found})


def go(request: HttpRequest, name: str) -> HttpResponse:
    label = request.GET.get("label", "")
    target = f"../{LABELS.index(label) + 1}/" if label in LABELS else "../pages/"
    return HttpResponse(status=303, headers={"Location": target})


def suggest(request: HttpRequest, name: str) -> JsonResponse:
    """Words of the first page that begin as typed, as ``design/js/combobox.js`` asks for them."""
    typed = request.GET.get("q", "").casefold()
    words = [word.strip(",.") for word in BOOKS[name].text(1).split()]
    found = [word for word in words if typed and word.casefold().startswith(typed)]
    hits = [f"../search/?q={word}" for word in found]
    return JsonResponse([typed, found, ["7"] * len(found), hits, ""], safe=False)


def keep_place(request: HttpRequest, name: str) -> HttpResponse:
    SHELF.places.append(int(request.POST["number"]))
    return HttpResponse(status=204)


def change_bookmark(request: HttpRequest, name: str) -> HttpResponse:
    number = int(request.POST["number"])
    if request.POST["action"] == "remove":
        SHELF.bookmarks.pop(number, None)
    else:
        SHELF.bookmarks[number] = ""
    if "json" in request.headers.get("Accept", ""):
        return HttpResponse(status=204)
    return HttpResponse(status=303, headers={"Location": f"../{number}/"})


_read = [
    path("<int:number>/", show_page),
    path("pages/", show_pages),
    path("search/", show_search),
    path("search/suggestions.json", suggest),
    path("go/", go),
    path("place/", keep_place),
    path("bookmark/", change_bookmark),
]
urlpatterns = [
    path("iiif/<path:rest>", show_picture),
    *i18n_patterns(path("library/read/<slug:name>/", include(_read)), prefix_default_language=True),
    *of_the_platform,
]
