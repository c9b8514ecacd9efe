"""The cheaper ways of scoring, counting and filtering give what the plain ones give."""

import pytest

from shanyraq.platform.search.asking.wishes import Wish
from shanyraq.platform.search.documents import PUBLIC
from shanyraq.platform.search.engine import counting, searching
from shanyraq.platform.search.queries import results as finding
from shanyraq.platform.search.queries.results import results
from tests.platform.search.shelf import document, numbers

pytestmark = pytest.mark.django_db
WORDS = ("музей", "театр", "кітап", "дала", "өзен")


def titled(number):
    """A title of one to four words that comes again in other orders."""
    return " ".join(WORDS[(number * step) % len(WORDS)] for step in range(1, 2 + number % 4))


@pytest.fixture
def library(shelf):
    """300 documents of five words in four parts of the index; every seventh is closed to the public."""
    closed = frozenset({"group:1"})
    for number in range(300):
        rest = {} if number % 7 else {"audiences": closed}
        shelf.add(document(number, titled(number), body="көне " * (number % 5) + WORDS[number % 5], **rest))
    return shelf.index(segments=4)


@pytest.fixture
def scored(library, monkeypatch):
    """Searches and gives the number of results, the scores in their order, and the facets."""
    seen = []

    def find(*asked, **options):
        seen.append(searching.find(*asked, **options))
        return seen[-1]

    monkeypatch.setattr(finding, "find", find)

    def search(words, **wish):
        results(Wish(words=words, limit=40, **wish))
        found = seen[-1]
        return found.total, [round(score, 3) for score, _ in found.hits], found.facets

    return search


@pytest.mark.parametrize("words", ["музей театр", "музей кітап дала", "музей көне", "кітап -театр"])
def test_scoring_word_after_word_is_scoring_all_at_once(scored, monkeypatch, words):
    monkeypatch.setattr(searching, "SEEK_COST", 10**9)
    at_once = scored(words)
    monkeypatch.setattr(searching, "SEEK_COST", 0)
    assert scored(words) == at_once
    assert at_once[0] > 0


@pytest.mark.parametrize("audiences", [frozenset({PUBLIC}), frozenset({PUBLIC, "group:1"})])
@pytest.mark.parametrize("word", WORDS)
def test_skipping_most_of_the_index_finds_the_best_that_may_be_seen(scored, monkeypatch, word, audiences):
    skipping = scored(word, audiences=audiences)
    monkeypatch.setattr(searching._Finder, "_union", lambda *_: None)
    assert scored(word, audiences=audiences) == skipping
    assert skipping[0] > 40


def test_closed_documents_are_in_no_page_and_no_count(library):
    found = results(Wish(words="музей", limit=300))
    shown = {int(number) for number in numbers(found)}
    assert shown
    assert not [number for number in shown if number % 7 == 0]
    assert found.total == len(shown) == sum(times for _, times in found.facets["kind"])


def test_counts_are_remembered_until_the_index_changes(library, monkeypatch):
    first = results(Wish(words="музей", limit=1)).total
    monkeypatch.setattr(counting, "_count", lambda *_: pytest.fail("was counted again"))
    assert results(Wish(words="музей", limit=1)).total == first
    monkeypatch.undo()
    library.add(document("new", "Музей")).index(segments=4)
    assert results(Wish(words="музей", limit=1)).total == first + 1
