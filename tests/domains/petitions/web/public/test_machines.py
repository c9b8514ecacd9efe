"""What programs read: headers, forms, bounds."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from shanyraq.domains.petitions.states import PetitionState as State
from shanyraq.platform.page_cache.marks import MARK
from shanyraq.platform.page_cache.tables import declared_tables
from tests.domains.petitions import public_scene as scene
from tests.domains.petitions.public_scene import NOW
from tests.domains.petitions.web.public.test_privacy import body_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def test_count_is_tiny_and_asks_one_question(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    made = scene.petition(number=31_234)
    with django_assert_num_queries(1):
        response = Client().get(f"/petitions/{made.public_id}/count.json")
    assert response.json() == {
        "as_of": "2026-11-26T06:59:57Z",
        "count": 31_234,
        "log_size": 31_239,
        "needed": 50_000,
        "state": "collecting",
    }
    assert len(response.content) < 200
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cache-Control"] == "public, max-age=1, stale-while-revalidate=5, stale-if-error=60"
    assert not response.cookies


def test_count_is_kept_for_a_second_and_pages_for_two() -> None:
    made = scene.petition(number=5)
    kept = {
        f"/petitions/{made.public_id}/count.json": 1.0,
        f"/en/petitions/{made.public_id}/": 2.0,
        "/en/petitions/": 2.0,
        f"/api/v1/petitions/{made.public_id}/count": 2.0,
        "/en/petitions/statistics/": 60.0,
    }
    for address, seconds in kept.items():
        assert getattr(Client().get(address), MARK).seconds == seconds, address


def test_no_table_of_this_room_empties_the_cache_of_all_pages() -> None:
    tables = {"petitions_petition", "petitions_petitioncount", "petitions_signature", "petitions_hourcount"}
    assert declared_tables(tables) == set()


def test_page_of_a_signed_in_reader_is_not_kept(django_user_model: type) -> None:
    made = scene.petition(number=5)
    client = Client()
    client.force_login(django_user_model.objects.create_user(email="reader@example.kz", password="x" * 12))  # type: ignore[attr-defined]  # our own manager
    response = client.get(f"/en/petitions/{made.public_id}/")
    assert "Get letters of this petition" in response.content.decode()
    assert getattr(response, MARK, None) is None


@pytest.mark.parametrize("path", ["", "{id}/", "{id}/print/", "{id}/versions/"])
def test_pages_stand_in_no_frame(path: str) -> None:
    made = scene.petition()
    response = Client().get(f"/en/petitions/{path.format(id=made.public_id)}")
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"


def test_embed_alone_stands_in_any_frame_and_holds_nothing_that_acts() -> None:
    made = scene.petition(number=12)
    response = Client().get(f"/en/petitions/{made.public_id}/embed/")
    policy = response["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "script-src 'self'" in policy
    assert "X-Frame-Options" not in response
    page = response.content.decode()
    assert "<form" not in page
    assert "<script" not in page
    assert response["X-Robots-Tag"] == "noindex"


def test_table_is_streamed_and_no_cell_is_a_formula() -> None:
    made = scene.petition(title='=HYPERLINK("http://x")', number=7)
    scene.petition(title="+1", number=8)
    response = Client().get("/petitions/petitions.csv")
    assert response.streaming
    rows = list(csv.DictReader(io.StringIO(body_of(response).removeprefix("\ufeff"))))
    assert [row["title"] for row in rows] == ['\'=HYPERLINK("http://x")', "'+1"]
    assert rows[0]["id"] == made.public_id
    assert rows[0]["signatures"] == "7"
    assert "attachment" in response["Content-Disposition"]


def test_table_of_many_is_read_in_parts(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    monkeypatch.setattr("shanyraq.domains.petitions.web.public.machines.CHUNK", 4)
    for _place in range(9):
        scene.petition()
    with django_assert_num_queries(4):
        assert body_of(Client().get("/petitions/petitions.csv")).count("\r\n") == 10


def test_api_lists_by_the_same_filters_and_pages() -> None:
    for place in range(5):
        scene.petition(number=place, topic=scene.topic("other") if place else scene.topic())
    found = Client().get("/api/v1/petitions/?sort=most&topic=other&size=2&page=2&language=en").json()
    assert found["total"] == 4
    assert [each["signatures"] for each in found["results"]] == [2, 1]
    assert found["results"][0]["topic"] == "other"
    assert "CC BY 4.0" in found["licence"]


@pytest.mark.parametrize("query", ["?size=0", "?size=101", "?page=0", "?page=x", "?language=xx"])
def test_api_names_what_is_wrong(query: str) -> None:
    response = Client().get(f"/api/v1/petitions/{query}")
    assert response.status_code == 422
    assert response["Cache-Control"] == "no-store"


def test_api_tells_of_regions_in_steps_alone() -> None:
    made = scene.petition(number=5_000)
    scene.released(made, r710000000=30)
    found = Client().get(f"/api/v1/petitions/{made.public_id}/territories?language=en").json()
    assert {each["at_least"] for each in found["territories"]} == {0, 300}
    assert {"code": "710000000", "name": "Astana", "at_least": 300} in found["territories"]
    assert len(found["territories"]) == 21


def test_api_of_a_petition_without_signatures_and_without_release() -> None:
    made = scene.petition()
    made.count.delete()
    assert Client().get(f"/api/v1/petitions/{made.public_id}/count").json()["count"] == 0
    assert Client().get(f"/api/v1/petitions/{made.public_id}/territories").json()["territories"] == []
    assert Client().get(f"/en/petitions/{made.public_id}/").status_code == 200


def test_api_describes_itself_and_does_not_hide_the_portal_s() -> None:
    described = Client().get("/api/v1/petitions/openapi.json").json()
    assert "/api/v1/petitions/{public_id}/count" in described["paths"]
    assert "/api/v1/languages" in Client().get("/api/v1/openapi.json").json()["paths"]


def test_code_leads_to_our_own_host() -> None:
    made = scene.petition()
    response = Client().get(f"/petitions/{made.public_id}/code.svg", HTTP_HOST="localhost")
    assert response["Content-Type"] == "image/svg+xml"
    assert "<path" in response.content.decode()


def test_feed_of_a_topic_holds_that_topic() -> None:
    one = scene.petition(topic=scene.topic("music"))
    other = scene.petition(State.ANSWERED, answered_at=NOW)
    feed = Client().get("/en/petitions/feed.xml?topic=music").content.decode()
    assert one.public_id in feed
    assert other.public_id not in feed
