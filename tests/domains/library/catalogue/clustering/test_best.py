"""The best description: a rule for each field, and no chance."""

from itertools import permutations

from shanyraq.domains.library.catalogue.clustering.best import best_of
from shanyraq.domains.library.catalogue.description import Description
from tests.factories.descriptions import agent, described


def test_the_description_of_one_record_is_its_own_without_holdings() -> None:
    stored = described(holdings=[{"branch": "x"}])
    assert best_of([stored]) == described()


def test_numbers_and_subjects_are_gathered_and_years_are_voted_on() -> None:
    one = described(year=1990, isbns=["9786012345675"], subjects=[{"text": "Роман"}], summary="Қысқа.")
    two = described(
        year=1991, isbns=["9786012345675", "9789965123450"], subjects=[{"text": "Roman"}, {"text": "Абай"}]
    )
    three = described(year=1991, summary="Ұзағырақ мазмұны.")
    best = best_of([one, two, three])
    assert best["year"] == 1991
    assert best["isbns"] == ["9786012345675", "9789965123450"]
    assert [subject["text"] for subject in best["subjects"]] == ["Роман", "Абай"]
    assert best["summary"] == "Ұзағырақ мазмұны."


def test_the_title_is_in_the_script_of_the_language_with_the_others_beside_it() -> None:
    latin = described("Abai joly", "Äuezov, Mūhtar", script="Latn", isbns=["9786012345675"], subtitle="roman")
    best = best_of([latin, described()])
    assert best["title"] == {"text": "Абай жолы", "script": "Cyrl", "others": [["Latn", "Abai joly"]]}
    assert "subtitle" not in best
    assert [each["name"]["others"] for each in best["agents"]] == [[["Cyrl", "Әуезов, Мұхтар"]]]


def test_a_person_stands_once_with_the_fullest_name_and_all_that_is_known() -> None:
    short = described(agents=[agent("Әуезов, М.", script="Cyrl", identifiers=[["viaf", "29538862"]])])
    full = described(agents=[agent("Әуезов, Мұхтар Омарханұлы", "1897-1961", "Cyrl", roles=["aut", "edt"])])
    (author,) = best_of([short, full])["agents"]
    assert author["name"]["text"] == "Әуезов, Мұхтар Омарханұлы"
    assert author["dates"] == "1897-1961"
    assert author["identifiers"] == [["viaf", "29538862"]]
    assert author["roles"] == ["aut", "edt"]


def test_the_best_is_the_same_for_every_order_of_records_that_tell_differently_much() -> None:
    records = [
        described(),
        described(year=1991, summary="а"),
        described(isbns=["9786012345675"], summary="бб"),
    ]
    assert len({str(best_of(order)) for order in permutations(records)}) == 1


def test_the_best_is_a_description() -> None:
    best = best_of([described(), described("Abai joly", script="Latn", year=1991)])
    assert Description.from_json(best).title.text == "Абай жолы"
    assert Description.from_json(best).to_json()["agents"][0]["name"]["text"] == "Әуезов, Мұхтар"
