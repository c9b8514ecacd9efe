"""The law that comes with the house: as the sources have it, written once, never over what people changed."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from shanyraq.domains.petitions.actions.law import load_law, read_table
from shanyraq.domains.petitions.models import Body, Edition, Ground, Territory, ThresholdRule, Topic
from shanyraq.domains.petitions.queries.regions import CELLS
from shanyraq.domains.petitions.rules.thresholds import threshold_for
from shanyraq.kernel.languages import LANGUAGES
from shanyraq.kernel.translated import TranslatedText
from tests.domains.petitions import public_scene as scene

pytestmark = pytest.mark.django_db
DAY = dt.date
ALL = (Edition, ThresholdRule, Ground, Topic, Territory, Body)
NUMBERS = {
    "moderation_days": 20,
    "opening_quorum": 50,
    "opening_days": 20,
    "collection_months": 6,
    "central_review_days": 40,
    "local_review_days": 20,
}


def counts() -> list[int]:
    return [model.objects.count() for model in ALL]


def test_everything_is_written_once() -> None:
    written = load_law()
    assert written == {
        "editions": 2,
        "thresholds": 16,
        "grounds": 45,
        "topics": 15,
        "territories": 21,
        "bodies": 48,
    }
    before = counts()
    assert load_law() == {}
    assert counts() == before


def test_numbers_are_those_of_the_sources_and_doubts_are_told() -> None:
    load_law()
    edition = Edition.objects.in_force(DAY(2024, 4, 4))
    assert {name: getattr(edition, name) for name in NUMBERS} == NUMBERS
    for language in ("kk", "ru", "en"):
        assert "150" in edition.doubt[language]
        assert edition.source[language]


def test_no_edition_is_in_force_before_the_law_and_none_that_was_not_signed() -> None:
    load_law()
    with pytest.raises(Edition.DoesNotExist):
        Edition.objects.in_force(DAY(2024, 4, 3))
    assert Edition.objects.get(code="2025-12").in_force_date is None
    assert Edition.objects.in_force(DAY(2026, 11, 26)).code == "2024-04"


def test_the_waiting_edition_has_the_numbers_of_the_one_it_is_based_on() -> None:
    load_law()
    old, new = Edition.objects.get(code="2024-04"), Edition.objects.get(code="2025-12")
    assert {name: getattr(new, name) for name in NUMBERS} == NUMBERS
    assert new.thresholds.count() == old.thresholds.count() == 8
    added = set(new.grounds.values_list("item", flat=True)) - set(old.grounds.values_list("item", flat=True))
    assert added == {"w1", "w2", "w3", "w4", "w5"}


@pytest.mark.parametrize(
    ("slug", "needed"),
    [
        ("government", 50_000),
        ("ministry-of-culture-and-information", 50_000),
        ("akimat-ulytau", 2_190),
        ("maslikhat-ulytau", 4_380),
        ("akimat-almaty", 23_480),
    ],
)
def test_every_addressee_has_its_threshold(slug: str, needed: int) -> None:
    load_law()
    edition = Edition.objects.get(code="2024-04")
    assert threshold_for(edition, Body.objects.get(slug=slug)) == needed
    for body in Body.objects.select_related("territory"):
        assert threshold_for(edition, body) > 0


def test_what_rests_on_a_bill_or_on_nothing_is_marked() -> None:
    load_law()
    edition = Edition.objects.get(code="2024-04")
    unsure = edition.thresholds.filter(is_confirmed=False)
    assert sorted(unsure.values_list("per_mille", flat=True)) == [50, 100]
    assert set(edition.grounds.filter(is_confirmed=False).values_list("item", flat=True)) == {
        "f1",
        "f2",
        "f3",
        "f4",
    }
    assert Territory.objects.filter(population_source__startswith="approximate").count() == 12


def test_regions_are_those_that_numbers_are_told_of() -> None:
    load_law()
    regions = set(Territory.objects.filter(kind="region").values_list("code", flat=True))
    assert regions == {code for code in CELLS if code in regions}
    assert len(regions) == 20


def test_what_people_changed_stays() -> None:
    load_law()
    Territory.objects.filter(code="620000000").update(population=1)
    Body.objects.filter(slug="government").update(is_open=False)
    Ground.objects.filter(item="t1").delete()
    assert load_law() == {}
    assert Territory.objects.get(code="620000000").population == 1
    assert not Body.objects.get(slug="government").is_open
    assert not Ground.objects.filter(item="t1").exists()


def test_territories_and_addressees_have_names_in_every_language() -> None:
    load_law()
    for model in (Territory, Body):
        for name in model.objects.values_list("name", flat=True):
            assert set(name) == set(LANGUAGES), name
    assert str(Body.objects.get(slug="akimat-ulytau").name["zh-hans"]) == "乌勒套州政府"


def test_languages_that_are_missing_are_added_and_what_staff_named_stays() -> None:
    load_law()
    whole = dict(Territory.objects.get(code="620000000").name)
    Territory.objects.filter(code="620000000").update(name={code: whole[code] for code in ("kk", "ru", "en")})
    renamed = {"kk": "Денсаулық министрлігі", "ru": "Министерство здоровья", "en": "Ministry of Health"}
    Body.objects.filter(slug="ministry-of-health").update(name=renamed)
    assert load_law() == {"names": 1}
    assert dict(Territory.objects.get(code="620000000").name) == whole
    assert dict(Body.objects.get(slug="ministry-of-health").name) == renamed
    assert load_law() == {}


def test_editions_are_explained_and_grounds_told_in_every_language() -> None:
    load_law()
    for edition in Edition.objects.all():
        assert set(edition.source) == set(edition.doubt) == set(LANGUAGES)
    for title in Ground.objects.values_list("title", flat=True):
        assert set(title) == set(LANGUAGES), title


def test_grounds_on_which_petitions_stand_gain_languages_and_keep_their_words() -> None:
    load_law()
    edition = Edition.objects.get(code="2024-04")
    whole = dict(edition.grounds.get(item="t1").title)
    few = {code: whole[code] for code in ("kk", "ru", "en")}
    doubt = {code: edition.doubt[code] for code in few}
    edition.grounds.filter(item="t1").update(title=few)
    Edition.objects.filter(pk=edition.pk).update(
        source={"kk": "Өзіміздікі", "ru": "Свой", "en": "Ours"}, doubt=doubt, in_force_date=DAY(2024, 4, 5)
    )
    scene.petition(edition=edition)
    assert load_law() == {"texts": 2}
    ground = edition.grounds.get(item="t1")
    assert dict(ground.title) == whole
    edition.refresh_from_db()
    assert set(edition.doubt) == set(LANGUAGES)
    assert str(edition.source["en"]) == "Ours"
    for title in (few, whole | {"ru": "Другое"}):
        with pytest.raises(IntegrityError, match="cannot be changed"), transaction.atomic():
            Ground.objects.filter(pk=ground.pk).update(title=title)
    with pytest.raises(IntegrityError, match="cannot be changed"), transaction.atomic():
        Ground.objects.filter(pk=ground.pk).update(title=whole, must_hide=True)


def test_a_day_that_another_edition_has_taken_stops_the_whole() -> None:
    load_law()
    Edition.objects.filter(code="2024-04").update(code="ours")
    with pytest.raises(ValueError, match="2024-04-04"):
        load_law()


@pytest.mark.parametrize("name", ["topics", "territories"])
def test_texts_of_tables_are_in_the_languages_of_the_state_and_english(name: str) -> None:
    key = name.removesuffix("s").replace("territorie", "territory")
    for entry in read_table(name)[key]:
        texts = {code: text for code, text in entry.items() if isinstance(text, str)}
        assert TranslatedText({code: texts[code] for code in ("kk", "ru", "en")})
