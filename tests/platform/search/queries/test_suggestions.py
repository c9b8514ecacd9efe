import pytest

from shanyraq.platform.search.asking.wishes import Wish
from shanyraq.platform.search.documents import Text
from shanyraq.platform.search.engine.reading import NoIndex
from shanyraq.platform.search.queries.suggestions import MOST, suggestions
from tests.platform.search.shelf import document

pytestmark = pytest.mark.django_db


def titles(words, **rest):
    return [each.title for each in suggestions(Wish(words=words, **rest))]


@pytest.mark.parametrize("typed", ["ұлт", "ult", "улт", "ұлттық муз", "муз ұл", "mýz", "مۋز", "ULT", "«ұлт"])
def test_words_that_begin_so_are_suggested_in_every_script(shelf, typed):
    shelf.add(document("1", "Ұлттық музей"), document("2", "Абай жолы"), document("3", "Жолбарыс")).index()
    assert titles(typed) == ["Ұлттық музей"]


def test_titles_that_begin_so_stand_first_and_the_shortest_before_longer(shelf):
    shelf.add(
        document("1", "Қазіргі Абай"), document("2", "Абай жолы роман-эпопеясы"), document("3", "Абай жолы")
    ).index()
    assert titles("абай") == ["Абай жолы", "Абай жолы роман-эпопеясы", "Қазіргі Абай"]


def test_chinese_is_suggested_from_any_sign(shelf):
    shelf.add(document("1", "国家博物馆", "zh-hans")).index()
    assert titles("博物", language="zh-hans") == ["国家博物馆"]


def test_other_names_lead_to_the_title(shelf):
    shelf.add(document("1", "Абай Құнанбайұлы", names=(Text("Ибраһим", "kk"),))).index()
    assert titles("ибр") == ["Абай Құнанбайұлы"]


def test_same_title_is_suggested_once_and_at_most_so_many(shelf):
    shelf.add(*(document(number, f"Музей {number % 12}") for number in range(200))).index(segments=3)
    shown = titles("муз")
    assert 1 < len(shown) == len(set(shown)) <= MOST


@pytest.mark.parametrize("typed", ["", "  ", "-", '"', "\x00", "ʼ"])
def test_nothing_typed_suggests_nothing(shelf, typed):
    shelf.add(document("1", "Абай")).index()
    assert titles(typed) == []


def test_long_text_is_no_error(shelf):
    shelf.add(document("1", "Абай")).index()
    assert titles("абай" * 25_000) == []


def test_no_index(folder):
    with pytest.raises(NoIndex):
        suggestions(Wish(words="абай"))
