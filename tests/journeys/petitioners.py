"""People of the stories of petitions: a device each, and how they wait for a number."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser

from tests.journeys.backstage import Backstage
from tests.journeys.house import House
from tests.journeys.plain_http import ask
from tests.journeys.reader import Reader, reading

TELEPHONE = {"width": 360, "height": 740}
MODERATOR, REVIEWER, OFFICER = (f"{name}@shanyraq.example" for name in ("moderator", "fraud", "officer"))
SECONDS = 60.0  # until a number is counted and every copy of the page is new

TEXTS = {
    "language": "kk",
    "body": "ministry-of-culture-and-information",
    "topic": "culture",
    "residence": "750000000",
    "title": "Музейлер кешке де ашық болсын",
    "substance": "Музейлер жұмыс уақытында ғана ашық, сондықтан жұмыстағы адам оған бара алмайды. " * 2,
    "arguments": "Кешкі сағат қосылған жерде келуші екі есе көбейген, шығын аз өскен. " * 2,
    "proposals": ["Музейлер аптасына екі күн кешкі тоғызға дейін ашық болсын.", "Кешкі кіру арзан болсын."],
}
"""A petition to a ministry; stories change what they need."""


def step(do: str, ago: int, **facts: Any) -> dict[str, Any]:
    """A step of a petition's way, so many days ago."""
    return {"do": do, "ago": ago, **facts}


FIRST_SIGNERS = 12
OPEN = (
    step("submit", 30),
    step("admit", 20),
    step("sign", 20, number=FIRST_SIGNERS, until=17),
    step("clock", 17),
)
"""The way of a petition that has been open for some weeks."""


@contextmanager
def someone(browser: Browser, house: House, stage: Backstage, email: str, **context: Any) -> Iterator[Reader]:
    """That person, signed in, on a device of their own."""
    with reading(browser, house, **context) as reader:
        reader.page.context.add_cookies([{**stage.cookie_of(email), "url": house.address}])
        yield reader


def number_of(house: House, petition: str) -> int:
    """The published number of signatures that count."""
    answer = ask(house.address, f"/petitions/{petition}/count.json")
    return int(json.loads(answer.text)["count"]) if answer.status == 200 else -1


def wait_for_number(house: House, petition: str, number: int) -> None:
    """Until that number is published."""
    deadline = time.monotonic() + SECONDS
    while (found := number_of(house, petition)) != number:
        if time.monotonic() > deadline:
            raise AssertionError(f"{found} signatures are published, not {number}")
        time.sleep(0.3)


def wait_for_words(reader: Reader, path: str, words: str) -> None:
    """Load a page again until it says *words* (a pattern)."""
    deadline = time.monotonic() + SECONDS
    while True:
        reader.go(path)
        if re.search(words, reader.page.locator("main").inner_text()):
            return
        if time.monotonic() > deadline:
            raise AssertionError(f"{path} never said {words!r}")
        time.sleep(0.5)
