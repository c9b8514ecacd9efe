"""How long a reader waits for words inside books, where the library has a million pages.

    python -m benchmarks.library_inside [--pages 1000000]

Books of 250 pages with text and boxes, in Kazakh, Russian and English; their pages are drawn from some
thousands of different ones, each in many books. Asked over HTTP of two web processes as in production: words
inside one book (IIIF Content Search, from the database) and in all pages (the results page, from the index,
which the real rebuild makes). The aim is 150 ms for 95 of 100.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import urlencode, urlsplit

from benchmarks.machine import described
from benchmarks.servers import granian, prepared_platform

RESULT = Path(__file__).parent / "results" / "library_inside.md"
PAGES, PAGES_OF_A_BOOK = 1_000_000, 250
DIFFERENT = 12_000
"""Different pages; more would only take longer to invent."""
RECORDS_ON_A_PAGE = 6
"""Annotations that make the text of a page: about 165 words."""
LINE_WORDS, LETTER_WIDTH, LINE_HEIGHT = 9, 22, 60
QUESTIONS, CLIENTS = 840, (1, 8)
FIRST = 40
"""Questions that only open what is opened once."""
AIM_MS = 150.0
LANGUAGES: Final = {"kk": 0.45, "ru": 0.4, "en": 0.15}

POOL: Final = """
CREATE TABLE benchmark_page (
    language text, number integer, text text, boxes bytea, terms text[], PRIMARY KEY (language, number)
)
"""
FILL_PAGES: Final = """
INSERT INTO library_reading_digitalpage (
    edition_id, number, label, form, member, index, image, width, height, alto,
    state, error, attempts, changed_at
)
SELECT edition.id, number, '', 'image', '', 0, '', 2000, 3000, '', 'ready', '', 1, now()
FROM library_reading_digitaledition AS edition, generate_series(1, %s) AS number
"""
FILL_TEXTS: Final = """
INSERT INTO library_reading_pagetext (page_id, text, language, origin, confidence, boxes, terms, html)
SELECT page.id, made.text, made.language, 'ocr', 90, made.boxes, made.terms, ''
FROM library_reading_digitalpage AS page
JOIN library_reading_digitaledition AS edition ON edition.id = page.edition_id
JOIN (SELECT language, count(*) AS pages FROM benchmark_page GROUP BY language) AS pool
    ON pool.language = edition.language
JOIN benchmark_page AS made ON made.language = edition.language AND made.number = page.id * 7919 %% pool.pages
WHERE edition.id %% %s = %s
"""
PORTIONS = 40


class Question(NamedTuple):
    """Words that stand on one page of a book: where to ask for them inside it, and in all pages."""

    inside: str
    everywhere: str


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=int, default=PAGES)
    options = parser.parse_args(arguments)
    with prepared_platform(with_demo=False):
        begun = time.perf_counter()
        _fill(options.pages)
        filled, begun = time.perf_counter() - begun, time.perf_counter()
        _index()
        indexed = time.perf_counter() - begun
        questions = _questions()
        with granian("shanyraq.config.wsgi:application") as address:
            rows = list(_measured(address, questions))
    text = "\n".join(
        [
            f"# Words inside a library of {options.pages:,} pages",
            "",
            described(f"clients on the same machine; load average {os.getloadavg()[0]:.1f}"),
            "",
            f"Aim: 95 of 100 within {AIM_MS:.0f} ms. Questions of one to three words that stand on one page.",
            "",
            "| asked | clients | p50 ms | p95 ms | p99 ms | a second | with an answer |",
            "|---|---:|---:|---:|---:|---:|---:|",
            *rows,
            "",
            f"Rows made in {filled:.0f} s; index of all pages rebuilt in {indexed:.0f} s,",
            f"{options.pages / indexed:,.0f} pages a second.",
        ]
    )
    print(text)
    if options.pages == PAGES:
        RESULT.parent.mkdir(exist_ok=True)
        RESULT.write_text(text + "\n", encoding="utf-8")


def _fill(pages: int) -> None:
    from django.db import connection  # noqa: PLC0415 - the settings are named before

    _books(pages // PAGES_OF_A_BOOK)
    with connection.cursor() as cursor:
        cursor.execute(POOL)
        with cursor.copy("COPY benchmark_page FROM STDIN") as copy:
            for row in _different_pages():
                copy.write_row(row)
        # rows made past the triggers: the index is made of all pages at once
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(FILL_PAGES, [PAGES_OF_A_BOOK])
        for portion in range(PORTIONS):
            cursor.execute(FILL_TEXTS, [PORTIONS, portion])
        cursor.execute("RESET session_replication_role")
        cursor.execute("ANALYZE")
    connection.close()


def _books(number: int) -> None:
    """Published books that everybody may read."""
    from django.utils import timezone  # noqa: PLC0415 - the settings are named before

    from shanyraq.domains.library.catalogue.models import Edition, Work  # noqa: PLC0415 - the settings are named before
    from shanyraq.domains.library.network.models import Library  # noqa: PLC0415 - the settings are named before
    from shanyraq.domains.library.reading.models import DigitalEdition  # noqa: PLC0415 - the settings are named before

    chance, now = random.Random(11), timezone.now()
    member = Library.objects.create(code="bench", name={"kk": "Кітапхана"}, kind="national", state="live")
    works = Work.objects.bulk_create(Work(title=f"Кітап {place}") for place in range(number))
    editions = Edition.objects.bulk_create(
        Edition(work=work, title=work.title, kind="book", changed_at=now) for work in works
    )
    DigitalEdition.objects.bulk_create(
        DigitalEdition(
            edition=edition,
            library=member,
            title=edition.title,
            language=chance.choices(list(LANGUAGES), weights=list(LANGUAGES.values()))[0],
            state="published",
            access_class="public",
            created_at=now,
            published_at=now,
            changed_at=now,
        )
        for edition in editions
    )


def _different_pages() -> Iterator[tuple[Any, ...]]:
    """Rows of ``benchmark_page``, numbered from 0 in each language."""
    from benchmarks.records import records  # noqa: PLC0415 - the settings are named before
    from shanyraq.domains.library.reading.formats.boxes import pack  # noqa: PLC0415 - the settings are named before
    from shanyraq.domains.library.reading.queries.analysing import page_terms  # noqa: PLC0415 - the settings are named before

    waiting: dict[str, list[str]] = {code: [] for code in LANGUAGES}
    numbers = dict.fromkeys(LANGUAGES, 0)
    for record in records(DIFFERENT * RECORDS_ON_A_PAGE):
        texts = waiting[record.language]
        texts.append(record.annotation)
        if len(texts) == RECORDS_ON_A_PAGE:
            text, placed = _set_in_lines(" ".join(texts))
            terms = page_terms(text, record.language)
            yield record.language, numbers[record.language], text, pack(placed), terms
            numbers[record.language] += 1
            texts.clear()


def _set_in_lines(text: str) -> tuple[str, list[Any]]:
    """The text in lines, with the place of each word in text and picture."""
    from shanyraq.domains.library.reading.formats.words import Box, Placed  # noqa: PLC0415 - the settings are named before

    words, placed, at = text.split(), [], 0
    for place, word in enumerate(words):
        line, column = divmod(place, LINE_WORDS)
        box = Box(200 * column, LINE_HEIGHT * (line + 2), LETTER_WIDTH * len(word), LINE_HEIGHT - 20)
        placed.append(Placed(at, at + len(word), box))
        at += len(word) + 1
    lines = (words[start : start + LINE_WORDS] for start in range(0, len(words), LINE_WORDS))
    return "\n".join(" ".join(line) for line in lines), placed


def _index() -> None:
    from shanyraq.platform.search.feed.building import build  # noqa: PLC0415 - the settings are named before

    build()


def _questions() -> list[Question]:
    from shanyraq.domains.library.reading.models import DigitalEdition, PageText  # noqa: PLC0415 - the settings are named before
    from shanyraq.kernel.kazakh.scripts import Script, convert_text  # noqa: PLC0415 - the settings are named before

    chance, found = random.Random(12), []
    books = list(DigitalEdition.objects.values_list("pk", "public_id", "language"))
    for place, (number, public_id, language) in enumerate(chance.choices(books, k=QUESTIONS)):
        pages = PageText.objects.filter(
            page__edition_id=number, page__number=chance.randint(1, PAGES_OF_A_BOOK)
        )
        words = chance.sample(pages.values_list("text", flat=True).get().rstrip(".").split(), 1 + place % 3)
        asked = " ".join(words)
        if language == "kk" and place % 4 == 0:
            asked = convert_text(asked, Script.LATIN)
        query = urlencode({"q": asked})
        found.append(
            Question(f"/library/books/{public_id}/search?{query}", f"/{language}/search/?{query}&kind=page")
        )
    return found


def _measured(address: str, questions: list[Question]) -> Iterator[str]:
    """Rows of the table; nothing is asked twice, for counts are remembered."""
    for name, paths in (
        ("inside one book", [question.inside for question in questions]),
        ("in all pages", [question.everywhere for question in questions]),
    ):
        _ask(address, paths[:FIRST])
        for turn, clients in enumerate(CLIENTS):
            own, begun = paths[FIRST + turn :: len(CLIENTS)], time.perf_counter()
            with ThreadPoolExecutor(clients) as pool:
                shares = [own[place::clients] for place in range(clients)]
                answers = [each for some in pool.map(_ask, [address] * clients, shares) for each in some]
            seconds = time.perf_counter() - begun
            waited = statistics.quantiles([took for took, _ in answers], n=100)
            answered = sum(has_answer for _, has_answer in answers) / len(answers)
            figures = f"{waited[49]:.1f} | {waited[94]:.1f} | {waited[98]:.1f} | {len(answers) / seconds:.0f}"
            yield f"| {name} | {clients} | {figures} | {answered:.0%} |"


def _ask(address: str, paths: list[str]) -> list[tuple[float, bool]]:
    """Milliseconds of each, and whether anything was found."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=60)
    found = []
    for path in paths:
        begun = time.perf_counter()
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
        took = (time.perf_counter() - begun) * 1000
        assert answer.status == 200, (answer.status, path)
        found.append((took, b'class="hit"' in body or b'"type":"Annotation"' in body.replace(b" ", b"")))
    connection.close()
    return found


if __name__ == "__main__":
    main()
