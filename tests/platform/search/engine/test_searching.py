from collections import Counter
from datetime import date, timedelta

import pytest

from shanyraq.kernel.languages import sort_key
from shanyraq.platform.search.asking.wishes import Order, Wish
from shanyraq.platform.search.queries.results import results
from tests.platform.search.shelf import document, numbers
from tests.platform.search.titles import TITLES

pytestmark = pytest.mark.django_db
FIRST_DAY = date(2020, 1, 1)


def pages(size=20, **wish):
    """Every page of a list, to its end."""
    found, offset = [], 0
    while page := numbers(results(Wish(offset=offset, limit=size, **wish))):
        found.append(page)
        offset += size
    return found


@pytest.fixture
def museums(shelf):
    """240 documents of one word in many parts of the index, some with days, kinds, places and languages."""
    for number in range(240):
        shelf.add(
            document(
                number,
                "Музей" if number % 3 else f"Музей {number}",
                "kk" if number % 2 else "ru",
                kind=("book", "museum", "news")[number % 3],
                places=("Алматы", "Астана")[: number % 3],
                periods=(f"c{18 + number % 3}",),
                date=FIRST_DAY + timedelta(days=number % 50) if number % 4 else None,
                fresh=number % 5 == 0,
                body="театр " * (number % 7),
            )
        )
    return shelf.index(segments=6)


@pytest.mark.parametrize("order", list(Order))
@pytest.mark.parametrize("words", ["музей", "музей театр", ""])
@pytest.mark.parametrize("size", [7, 20, 60])
def test_pages_show_each_result_once(museums, order, words, size):
    wish = {"words": words, "order": order}
    shown = [each for page in pages(size, **wish) for each in page]
    total = results(Wish(**wish)).total
    assert len(shown) == len(set(shown)) == total >= 200


def test_deep_page_is_the_same_as_a_part_of_one_long_page(museums):
    long = numbers(results(Wish(words="музей", limit=240)))
    assert numbers(results(Wish(words="музей", offset=220))) == long[220:]
    assert numbers(results(Wish(words="музей", offset=50, limit=20))) == long[50:70]
    assert numbers(results(Wish(words="музей", offset=900))) == []


@pytest.mark.parametrize(("order", "sign"), [(Order.NEWEST, -1), (Order.OLDEST, 1)])
def test_order_by_day_has_those_without_last(museums, order, sign):
    shown = [each for page in pages(words="музей", order=order) for each in page]
    days = [museums.documents[number].date for number in shown]
    known = [day for day in days if day]
    assert days == sorted(known, key=lambda day: sign * day.toordinal()) + [None] * 60


@pytest.mark.parametrize("language", list(TITLES))
def test_order_by_title_follows_the_alphabet(shelf, language):
    titles = TITLES[language]
    shelf.add(*(document(title, title, language) for title in titles)).index()
    shown = numbers(results(Wish(language=language, order=Order.TITLE, limit=50)))
    assert shown == sorted(titles, key=lambda title: sort_key(title, language))


def test_kazakh_letters_stand_in_their_places(shelf):
    titles = ["Адам", "Әдет", "Бала", "Гүл", "Ғалым", "Ит", "Оқу", "Өзен", "Уақыт", "Ұн", "Үй", "Ыдыс", "Іні"]
    shelf.add(*(document(title, title) for title in reversed(titles))).index()
    assert numbers(results(Wish(order=Order.TITLE))) == titles


def test_chinese_titles_are_sorted_by_pinyin(shelf):
    titles = ["中国", "阿拉木图", "博物馆", "哈萨克", "金人", "草原"]
    shelf.add(*(document(title, title, "zh-hans") for title in titles)).index()
    shown = numbers(results(Wish(language="zh-hans", order=Order.TITLE)))
    assert shown == ["阿拉木图", "博物馆", "草原", "哈萨克", "金人", "中国"]


def counted(shelf, name, **chosen):
    values = Counter()
    for each in shelf.documents.values():
        facets = {
            "kind": (each.kind,), "language": (each.language,), "place": each.places, "period": each.periods,
        }  # fmt: skip  # a table, read row by row
        if all(set(facets[other]) & set(wanted) for other, wanted in chosen.items() if other != name):
            values.update(facets[name])
    return dict(values)


@pytest.mark.parametrize(
    "chosen",
    [
        {},
        {"kind": ("book",)},
        {"kind": ("book", "news")},
        {"place": ("Алматы",)},
        {"kind": ("museum",), "language": ("kk",), "period": ("c19", "c20")},
        {"place": ("Атырау",)},
    ],
)
@pytest.mark.parametrize("words", ["музей", ""])
def test_facets_count_what_choosing_a_value_gives(museums, chosen, words):
    names = {"kind": "kinds", "language": "languages", "place": "places", "period": "periods"}
    answer = results(Wish(words=words, **{names[name]: values for name, values in chosen.items()}))
    for name in names:
        assert dict(answer.facets[name]) == counted(museums, name, **chosen)
    assert answer.total == sum(
        number
        for value, number in counted(museums, "kind", **chosen).items()
        if value in chosen.get("kind", (value,))
    )


def test_days_are_bounds_within(museums):
    days = {"first_day": FIRST_DAY + timedelta(days=10), "last_day": FIRST_DAY + timedelta(days=20)}
    shown = numbers(results(Wish(words="музей", limit=240, **days)))
    expected = [
        each.key
        for each in museums.documents.values()
        if each.date and days["first_day"] <= each.date <= days["last_day"]
    ]
    assert sorted(shown) == sorted(expected)
    assert results(Wish(words="музей", first_day=date(2030, 1, 1))).total == 0


def test_many_places_in_many_parts_are_counted_exactly(shelf):
    for number in range(600):
        places = (f"жер {number % 200}", "Алматы") if number % 2 else (f"жер {number % 200}",)
        shelf.add(document(number, "Музей", places=places))
    shelf.index(segments=8)
    places = dict(results(Wish(words="музей")).facets["place"])
    assert places["Алматы"] == 300
    assert set(places.values()) == {300, 3}


def test_language_of_the_reader_and_new_things_stand_before_equals(shelf):
    shelf.add(
        document("ru", "Абай", "ru"),
        document("kk", "Абай", "kk"),
        document("old", "Абай", "en", fresh=True, date=date(2001, 1, 1)),
        document("new", "Абай", "en", fresh=True, date=date.today()),  # noqa: DTZ011 - as the ranking does
    ).index()
    assert numbers(results(Wish(words="абай", language="kk")))[:2] == ["new", "kk"]
    assert numbers(results(Wish(words="абай", language="ru")))[:2] == ["new", "ru"]


def test_kinds_may_be_many(shelf):
    shelf.add(*(document(number, "Музей", kind=f"kind {number}") for number in range(60))).index()
    assert results(Wish(words="музей")).total == 60
