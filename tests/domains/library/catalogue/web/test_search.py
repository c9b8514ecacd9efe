"""The search in the catalogue, with a real index."""

import pytest
from django.test import Client

from shanyraq.domains.library.catalogue.description import Description, Heading
from tests.factories import library_catalogue as make
from tests.platform.search.shelf import look

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(index):
    nlrk, almaty = make.library(), make.library("almaty")
    abai, war = make.edition(), make.edition(make.WAR)
    atlas = make.edition(
        Description(
            kind="map", title=Heading(text="Қазақстан атласы"), languages=("kaz",), year=2010, date="2010"
        )
    )
    make.item(make.record(abai, nlrk, "1"), shelf_mark="84 Ә 82")
    make.record(war, nlrk, "2")
    make.item(make.record(atlas, almaty, "3"), state="repair")
    index()
    return abai, war, atlas


def found(query):
    response = Client().get(f"/en/library/search/?{query}")
    assert response.status_code == 200
    return [line[0].edition for line in response.context_data.get("lines", [])], response


@pytest.mark.parametrize(
    "words",
    ["Абай жолы", "abai joly", "Abay jolı", "abay zholi", "Áuezov", "اباي جولى",
     "9785605006572", "5605006576",
     "84 Ә 82",
     "author:Әуезов абай", "Абаи жолы"],
)  # fmt: skip  # a table
def test_a_book_is_found_in_any_script_and_by_any_number(shelf, words):
    editions, _response = found(f"q={words}")
    assert editions[0] == shelf[0]


def test_facets_narrow_the_list(shelf):
    editions, response = found("language=kaz")
    assert set(editions) == {shelf[0], shelf[2]}
    titles = {
        facet.key: [(value.label, value.count) for value in facet.values]
        for facet in response.context_data["facets"]
    }
    assert titles["kind"] == [("Books", 1), ("Maps", 1)]
    assert ("Kazakh", 2) in titles["language"]
    assert ("Russian", 1) in titles["language"]
    assert found("language=kaz&library=almaty")[0] == [shelf[2]]
    assert found("state=at-hand")[0] == [shelf[0]]
    assert found("decade=1970&decade=1980")[0] == found("from_year=1970&to_year=1989")[0]
    assert set(found("decade=1970&decade=1980")[0]) == {shelf[0], shelf[1]}
    assert found("kind=map")[0] == [shelf[2]]
    assert found("library=nowhere")[0] == []


def test_newest_means_the_year_of_publication(shelf):
    assert found("sort=newest")[0] == [shelf[2], shelf[0], shelf[1]]


def test_hostile_addresses_are_no_errors(shelf):
    for query in (
        "q=%22%28OR",
        "library=%27%3B--",
        "page=999999",
        "from_year=9999&to_year=0001",
        "state=" + "x" * 300,
    ):
        assert Client().get(f"/en/library/search/?{query}").status_code in {200, 302}


def test_people_and_subjects_have_lists(shelf):
    page = Client().get("/ar/library/people/?name=Auezov, Muhtar").content.decode()
    assert f"/ar/library/editions/{shelf[0].public_id}/" in page
    subject = Client().get("/en/library/subjects/?name=Қазақ әдебиеті").content.decode()
    assert f"/en/library/editions/{shelf[0].public_id}/" in subject
    assert shelf[1].public_id not in subject
    assert Client().get("/en/library/people/").status_code == 302
    assert "Nothing found" in Client().get("/en/library/people/?name=Nobody Nowhere").content.decode()


def test_suggestions_are_editions_with_addresses_in_the_readers_language(shelf):
    body = Client().get("/fr/library/search/suggestions/?q=аба").json()
    assert body[1] == ["Абай жолы. 1-кітап: роман-эпопея", "Путь Абая"]
    assert body[3] == [f"/fr/library/editions/{each.public_id}/" for each in shelf[:2]]


def test_the_general_search_finds_books_too(shelf):
    page = Client().get("/tr/search/?q=abai+joly").content.decode()
    assert f'href="/tr/library/editions/{shelf[0].public_id}/"' in page


def test_without_an_index_the_page_says_when_to_come_again(settings, tmp_path):
    settings.SEARCH_FOLDER = str(tmp_path / "none")
    look()
    response = Client().get("/en/library/search/?q=абай")
    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    look()
