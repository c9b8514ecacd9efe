"""What an audience may not see is never found, counted, suggested, offered or highlighted.

Every answer on the whole index is compared with the answer on an index that holds just what may be seen.
"""

import pytest

from shanyraq.platform.search import documents
from shanyraq.platform.search.asking.wishes import Order, Wish
from shanyraq.platform.search.documents import PUBLIC
from shanyraq.platform.search.models import Pin
from shanyraq.platform.search.queries import staff_choices
from shanyraq.platform.search.queries.meanings import other_meaning
from shanyraq.platform.search.queries.results import results
from shanyraq.platform.search.queries.suggestions import suggestions
from tests.platform.search.shelf import Shelf, document, numbers

pytestmark = pytest.mark.django_db
AUDIENCES = [
    {PUBLIC},
    {PUBLIC, "signed-in"},
    {PUBLIC, "signed-in", "group:1"},
    {PUBLIC, "signed-in", "staff"},
]
OWNERS = [{PUBLIC}, {"signed-in"}, {"group:1"}, {"group:2"}, {"staff", "group:1"}]
READERS = [set(), {"kk"}, {"ru", "en"}]
LANGUAGES = ["kk", "ru", "en", "zh-hans"]
WORDS = [
    "музей",
    "құпия",
    "музей құпия",
    "музейй",
    "құпияя",
    '"құпия музей"',
    "title:құпия",
    "-театр",
    "",
    "құп",
]


def everything():
    """Documents for everybody among many for few; what is for few has the best words, places and kinds."""
    for place, owners in enumerate(OWNERS):
        for readers in READERS:
            tail = f"{place}-{'-'.join(sorted(readers)) or 'all'}"
            is_open = owners == {PUBLIC} and not readers
            for number in range(40 if is_open else 3):
                yield document(
                    f"{tail}-{number}",
                    f"Музей {number}" if is_open else f"Музей құпия{place} құпия музей",
                    kind="book" if is_open else "museum",
                    places=("Алматы",) if is_open else (f"Жер {tail}",),
                    periods=("c20",) if is_open else ("c18",),
                    audiences=frozenset(owners),
                    readers=frozenset(readers),
                    body="" if is_open else "музей музей құпия",
                    identifiers=(f"ҚР-{tail}",),
                )


def anything(_document):
    return True


def may_see(each, audiences, language):
    return bool(each.audiences & audiences) and (not each.readers or language in each.readers)


def answers(audiences, language):
    """All that a reader is told, without the order, which depends on how often words stand in the index."""
    told = {}
    for words in WORDS:
        wish = Wish(words=words, language=language, audiences=frozenset(audiences), limit=200)
        found = results(wish)
        told[words] = {
            "total": found.total,
            "hits": sorted((hit.number, hit.title, hit.passage) for hit in found.hits),
            "facets": {name: sorted(values) for name, values in found.facets.items()},
            "meaning": other_meaning(wish, found.total),
        }
    return told


@pytest.fixture
def indexes(folder, settings, tmp_path):
    """Gives a function that lets an index of some of the documents serve."""
    made = list(everything())

    def serve(seen):
        documents.unregister("shelf")
        settings.SEARCH_FOLDER = str(tmp_path / str(len(list(tmp_path.iterdir()))))
        shelf = Shelf().add(*filter(seen, made))
        documents.register(shelf.source())
        return shelf.index(segments=3)

    return serve


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("audiences", AUDIENCES, ids=lambda groups: "+".join(sorted(groups)))
def test_hidden_documents_change_no_answer(indexes, audiences, language):
    indexes(anything)
    among_all = answers(audiences, language)
    indexes(lambda each: may_see(each, audiences, language))
    assert among_all == answers(audiences, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("audiences", AUDIENCES, ids=lambda groups: "+".join(sorted(groups)))
@pytest.mark.parametrize("typed", ["м", "муз", "құп", "музей құ", "құпия4"])
def test_suggestions_are_only_what_may_be_seen(indexes, audiences, language, typed):
    shelf = indexes(anything)
    seen = {each.address for each in shelf.documents.values() if may_see(each, audiences, language)}
    told = suggestions(Wish(words=typed, language=language, audiences=frozenset(audiences)))
    assert {each.address for each in told} <= seen
    begins = [each for each in shelf.documents.values() if each.address in seen and "құпия" in each.title]
    if typed == "құп":
        assert bool(told) == bool(begins)


def test_best_documents_of_a_reader_are_not_lost_among_those_for_all(indexes):
    """Many for all would do for a page; those for few that are better still come first, for those few."""
    indexes(anything)
    for_few = Wish(words="музей", audiences=frozenset({PUBLIC, "group:1"}))
    first = results(for_few).hits[0]
    assert "құпия" in first.plain_title
    pages = [numbers(results(Wish(words="музей", offset=offset))) for offset in range(0, 100, 20)]
    every = [each for page in pages for each in page]
    assert len(every) == len(set(every)) == results(Wish(words="музей")).total == 43


def test_pin_shows_nobody_what_he_may_not_see(indexes):
    shelf = indexes(anything)
    hidden = next(each for each in shelf.documents.values() if each.audiences == {"staff", "group:1"})
    Pin.objects.create(words="музей", addresses=hidden.address)
    staff_choices.forget()
    assert hidden.key not in numbers(results(Wish(words="музей", limit=200)))
    assert numbers(results(Wish(words="музей", audiences=frozenset({PUBLIC, "staff"}))))[0] == hidden.key


@pytest.mark.parametrize("order", list(Order))
def test_what_the_database_hides_already_is_shown_nowhere(indexes, order):
    """The index is a moment behind: it still has what nobody may see any more."""
    shelf = indexes(anything)
    hidden = {each.key for each in shelf.documents.values() if "құпия" in each.title}
    shelf.hidden.update(hidden)
    everybody = frozenset({PUBLIC, "signed-in", "staff", "group:1", "group:2"})
    wish = Wish(words="құпия", audiences=everybody, order=order, limit=200)
    assert results(wish).hits == ()
    assert suggestions(Wish(words="құпия", audiences=everybody)) == []
    assert other_meaning(Wish(words="құпияя", audiences=everybody), 0) is None
