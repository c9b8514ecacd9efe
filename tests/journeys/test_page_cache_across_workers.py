"""What is published shows in every web process, although each keeps pages in its own memory."""

import re
import secrets
import time

from tests.journeys.house import House
from tests.journeys.plain_http import ask
from tests.journeys.staff import REVIEWER, Staff, news_form, rich_text

VISITS = 24  # each on a connection of its own: that all come to one of two processes is beyond chance
SECONDS = 30  # a busy machine; that it takes less than one second is measured by the benchmarks


def titles(house: House, path: str) -> set[str]:
    """What the visitors read at the top of the page."""
    found = set()
    for _visit in range(VISITS):
        heading = re.search(r"<h1[^>]*>\s*(.*?)\s*</h1>", ask(house.address, path).text, re.DOTALL)
        found.add(heading[1] if heading else "")
    return found


def is_kept(house: House, path: str) -> bool:
    """Whether some process answers from memory: the first visit to each is not."""
    return any(ask(house.address, path).headers["x-page-cache"] == "hit" for _visit in range(VISITS))


def seconds_until(house: House, path: str, title: str) -> float:
    began = time.monotonic()
    while titles(house, path) != {title}:
        assert time.monotonic() - began < SECONDS, f"not all show “{title}”"
    return time.monotonic() - began


def test_every_worker_shows_a_correction(house: House) -> None:
    reviewer, slug = Staff(house, REVIEWER), f"kept-{secrets.token_hex(4)}"
    section = reviewer.page_id("news", "en")
    path, publish = f"/en/news/{slug}/", {"action-publish": "1"}
    reviewer.post(
        f"/staff/pages/add/portal/newspage/{section}/",
        news_form("First", slug, rich_text("Text."), **publish),
    )
    seconds_until(house, path, "First")
    assert is_kept(house, path)
    number = reviewer.page_id(slug, "en")
    for title in ("Second", "Third"):
        form = news_form(title, slug, rich_text("Text."), **publish)
        reviewer.post(f"/staff/pages/{number}/edit/", form)
        seconds_until(house, path, title)


def test_pages_with_a_form_or_a_person_are_never_kept(house: House) -> None:
    reviewer = Staff(house, REVIEWER)
    assert is_kept(house, "/en/")
    for path, cookies in (
        ("/en/accounts/login/", ""),
        ("/en/accounts/signup/", ""),
        ("/en/", reviewer.cookies),
    ):
        for _visit in range(2):
            answer = ask(house.address, path, headers={"Cookie": cookies})
            assert answer.headers.get("x-page-cache") != "hit"
