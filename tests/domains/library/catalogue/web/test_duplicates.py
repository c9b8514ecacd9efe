"""Staff's pages of duplicates."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from shanyraq.domains.library.catalogue.models import ClusterAction, DoubtfulPair, Edition, Record
from shanyraq.domains.library.network.models import StaffRole
from shanyraq.kernel.languages import LANGUAGES
from shanyraq.platform.accounts.models import User
from tests.factories.accounts import UserFactory
from tests.factories.clustering import bring, hire, library
from tests.factories.descriptions import described

pytestmark = pytest.mark.django_db
LIST = "/en/library/staff/duplicates/"


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def pairs() -> list[DoubtfulPair]:
    """Two doubtful pairs of the national library, one of another."""
    for place, (title, code) in enumerate(
        (("Абай жолы", "ulttyq"), ("Қан мен тер", "ulttyq"), ("Ботагөзім", "semey"))
    ):
        bring(
            described(title, extent=None),
            described(title, extent=None, publishers=["Мектеп"]),
            code=code,
            start=10 * place,
        )
    return list(DoubtfulPair.objects.filter(level="edition").order_by("pk"))


@pytest.fixture
def cataloguer() -> Client:
    return browser(hire(UserFactory(email="cataloguer@example.kz")))


def test_strangers_see_nothing(pairs: list[DoubtfulPair]) -> None:
    paths = [LIST, f"{LIST}{pairs[0].pk}/", f"{LIST}history/"]
    assert [Client().get(path).status_code for path in paths] == [302] * 3
    reader = browser(UserFactory())
    assert [reader.get(path).status_code for path in paths] == [403] * 3
    desk = browser(hire(UserFactory(), StaffRole.CIRCULATION))
    assert [desk.get(path).status_code for path in paths] == [403] * 3
    assert desk.post(f"{LIST}{pairs[0].pk}/answer/", {"answer": "same"}).status_code == 403


def test_a_cataloguer_sees_and_decides_what_concerns_the_own_library(
    pairs: list[DoubtfulPair], cataloguer: Client
) -> None:
    page = cataloguer.get(LIST)
    assert [pair.pk for pair, *_rest in page.context["rows"]] == [pairs[0].pk, pairs[1].pk]
    assert page.context["counts"] == {"edition": 2, "work": 0, "postponed": 0}
    foreign = f"{LIST}{pairs[2].pk}/"
    assert cataloguer.get(foreign).status_code == 404
    assert cataloguer.post(f"{foreign}answer/", {"answer": "same"}).status_code == 404
    assert not ClusterAction.objects.exists()


def test_a_network_administrator_sees_all_and_filters(pairs: list[DoubtfulPair]) -> None:
    chief = browser(hire(UserFactory(), StaffRole.NETWORK))
    DoubtfulPair.objects.filter(pk=pairs[0].pk).update(postponed_at=pairs[0].found_at)

    def seen(query: str) -> list[int]:
        return [pair.pk for pair, *_rest in chief.get(LIST + query).context["rows"]]

    assert seen("") == [pairs[1].pk, pairs[2].pk]
    assert seen("?library=semey") == [pairs[2].pk]
    assert seen("?level=work") == []
    assert seen("?level=edition&older=day") == [pairs[1].pk, pairs[2].pk]
    assert seen("?later=1") == [pairs[0].pk]
    assert seen("?library=zz&level=edition") == []
    assert seen("?level=x&older=y&page=99") == seen("")


def test_a_pair_stands_side_by_side_with_its_reasons(pairs: list[DoubtfulPair], cataloguer: Client) -> None:
    page = cataloguer.get(f"{LIST}{pairs[0].pk}/")
    text = page.content.decode()
    assert {row.state for row in page.context["rows"]} == {"equal", "different"}
    assert "another publisher" in text
    assert "-15" in text
    assert page.context["following"] == pairs[1]


def test_same_joins_and_shows_the_next_pair(pairs: list[DoubtfulPair], cataloguer: Client) -> None:
    answered = cataloguer.post(
        f"{LIST}{pairs[0].pk}/answer/?level=edition", {"answer": "same", "reason": "бір кітап"}
    )
    assert answered.headers["Location"] == f"{LIST}{pairs[1].pk}/?level=edition"
    assert Edition.objects.get(pk=pairs[0].second_id).merged_into_id == pairs[0].first_id
    assert ClusterAction.objects.get().reason == "бір кітап"


def test_different_keeps_apart_and_later_puts_off(pairs: list[DoubtfulPair], cataloguer: Client) -> None:
    cataloguer.post(f"{LIST}{pairs[0].pk}/answer/", {"answer": "different"})
    cataloguer.post(f"{LIST}{pairs[1].pk}/answer/", {"answer": "later"})
    first, second = (DoubtfulPair.objects.get(pk=pair.pk) for pair in pairs[:2])
    assert (first.verdict, first.closed_at is None) == ("different", False)
    assert (second.verdict, second.postponed_at is None) == ("", False)
    assert cataloguer.get(LIST).context["counts"] == {"edition": 0, "work": 0, "postponed": 1}


def test_an_answer_that_comes_too_late_or_is_none_changes_nothing(
    pairs: list[DoubtfulPair], cataloguer: Client
) -> None:
    address = f"{LIST}{pairs[0].pk}/answer/"
    cataloguer.post(address, {"answer": "different"})
    late = cataloguer.post(address, {"answer": "same"}, follow=True)
    assert "Somebody has answered this meanwhile." in late.content.decode()
    strange = cataloguer.post(f"{LIST}{pairs[1].pk}/answer/", {"answer": "perhaps"}, follow=True)
    assert "Choose an answer." in strange.content.decode()
    assert ClusterAction.objects.count() == 1
    assert cataloguer.get(address).status_code == 405
    assert cataloguer.post(f"{LIST}999999/answer/", {"answer": "same"}).status_code == 404


def test_the_history_undoes(pairs: list[DoubtfulPair], cataloguer: Client) -> None:
    cataloguer.post(f"{LIST}{pairs[0].pk}/answer/", {"answer": "same"})
    action = ClusterAction.objects.get()
    page = cataloguer.get(f"{LIST}history/").content.decode()
    assert "editions merged" in page
    assert "cataloguer@example.kz" in page
    stranger = browser(hire(UserFactory(), code="semey"))
    assert stranger.post(f"{LIST}history/{action.pk}/undo/").status_code == 404
    cataloguer.post(f"{LIST}history/{action.pk}/undo/")
    assert Edition.objects.get(pk=pairs[0].second_id).merged_into_id is None
    again = cataloguer.post(f"{LIST}history/{action.pk}/undo/", follow=True)
    assert "This was undone before." in again.content.decode()


def test_pages_render_in_all_languages(pairs: list[DoubtfulPair], cataloguer: Client) -> None:
    cataloguer.post(f"{LIST}{pairs[0].pk}/answer/", {"answer": "same"})
    for code in LANGUAGES:
        for path in ("", f"{pairs[1].pk}/", "history/"):
            assert cataloguer.get(f"/{code}/library/staff/duplicates/{path}").status_code == 200


def test_the_list_costs_a_constant_number_of_queries(pairs: list[DoubtfulPair], cataloguer: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            cataloguer.get(LIST)
        return len(captured)

    cataloguer.get(LIST)
    few = queries()
    for n in range(6):
        bring(
            described(f"Кітап {n}", extent=None),
            described(f"Кітап {n}", extent=None, publishers=["Мектеп"]),
            start=100 + 10 * n,
        )
    assert cataloguer.get(LIST).context["counts"]["edition"] == 8
    assert queries() == few


def test_titles_of_others_are_only_text(cataloguer: Client) -> None:
    evil = "<script>alert(1)</script> кітабы"
    bring(described(evil, extent=None), described(evil, extent=None, publishers=["Мектеп"]))
    pair = DoubtfulPair.objects.get(level="edition")
    for path in (LIST, f"{LIST}{pair.pk}/"):
        assert "<script>alert" not in cataloguer.get(path).content.decode()
    assert Record.objects.filter(library=library()).count() == 2


def test_two_editions_are_brought_to_one_work(cataloguer: Client) -> None:
    title = "Қазақ халық ертегілері"
    one, other = bring(
        described(title, author="", year=1985, extent=None),
        described(title, author="", year=2003, extent=None, publishers=["Мектеп"]),
    )
    pair = DoubtfulPair.objects.get(level="work")
    page = cataloguer.get(f"{LIST}{pair.pk}/").content.decode()
    assert "One work?" in page
    assert "a long title" in page
    cataloguer.post(f"{LIST}{pair.pk}/answer/", {"answer": "same"})
    works = set(
        Edition.objects.filter(pk__in=[one.edition_id, other.edition_id]).values_list("work", flat=True)
    )
    assert len(works) == 1
    assert ClusterAction.objects.get().kind == "merge_works"
    assert DoubtfulPair.objects.get(pk=pair.pk).verdict == "same"
