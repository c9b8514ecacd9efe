"""Nothing of a petition is public but where its state says so: every public address against every state."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator

import pytest
from django.core.files.base import ContentFile
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse
from django.utils import timezone

from shanyraq.domains.petitions import public
from shanyraq.domains.petitions.models import AnswerDocument, Attachment, Petition, PetitionCount
from shanyraq.domains.petitions.states import PUBLIC
from shanyraq.domains.petitions.states import PetitionState as State
from shanyraq.domains.petitions.web.public import addresses
from shanyraq.kernel.languages import LANGUAGES
from tests.domains.petitions import public_scene as scene
from tests.domains.petitions.public_scene import NOW, SECRET_WORD

pytestmark = pytest.mark.django_db

OF_ONE = (
    "/en/petitions/{id}/",
    "/en/petitions/{id}/link/{token}/",
    "/en/petitions/{id}/signers/",
    "/en/petitions/{id}/versions/",
    "/en/petitions/{id}/print/",
    "/en/petitions/{id}/embed/",
    "/kk-latn/petitions/{id}/",
    "/petitions/{id}/count.json",
    "/petitions/{id}/code.svg",
    "/petitions/{id}/hours.csv",
    "/petitions/{id}/attachments/{attachment}/",
    "/petitions/{id}/attachments/{attachment}/?link=wrong",
    "/petitions/{id}/documents/{document}/",
    "/api/v1/petitions/{id}",
    "/api/v1/petitions/{id}/count",
    "/api/v1/petitions/{id}/territories",
    "/api/v1/petitions/{id}/hours",
    "/api/v1/petitions/{id}/timeline",
    "/api/v1/petitions/{id}/versions",
)
OF_ALL = (
    "/en/petitions/",
    "/en/petitions/?sort=trending",
    "/en/petitions/?sort=most",
    "/en/petitions/?sort=ending",
    "/en/petitions/?q=" + SECRET_WORD,
    "/en/petitions/?topic=culture",
    "/en/petitions/archive/",
    "/en/petitions/statistics/",
    "/en/petitions/feed.xml",
    "/petitions/petitions.csv",
    "/api/v1/petitions/",
    "/api/v1/petitions/openapi.json",
    "/sitemap-kk.xml",
)
POSTED = ("/en/petitions/{id}/follow/",)


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def with_files(state: str, **values: object) -> tuple[Petition, dict[str, object]]:
    """A petition in a state, whatever is known of it, and what its addresses are made of."""
    made = scene.petition(
        state, number=321, ended_at=NOW, answered_at=NOW if state in PUBLIC else None, **values
    )
    scene.hours(made, 5, 6)
    scene.signed(made, "Aigul S.")
    scene.moved(made, "submit", State.DRAFT, State.MODERATION, NOW)
    kept = ContentFile(SECRET_WORD.encode(), name=f"{uuid.uuid4()}.txt")
    shared = {"file": kept, "size": 1, "sha256": "0", "added_at": NOW}
    attachment = Attachment.objects.create(petition=made, name=SECRET_WORD, **shared)
    document = AnswerDocument.objects.create(petition=made, title=SECRET_WORD, **shared)
    return made, {
        "id": made.public_id,
        "token": made.link_token,
        "attachment": attachment.pk,
        "document": document.pk,
    }


def body_of(response: HttpResponseBase) -> str:
    content = b"".join(response) if response.streaming else response.content  # type: ignore[attr-defined]  # one or the other
    return content.decode("utf-8", "replace")


def is_public(state: str) -> bool:
    return state in PUBLIC


def test_every_address_of_this_part_is_among_those_that_are_tried() -> None:
    tried = {each.partition("?")[0] for each in (*OF_ONE, *OF_ALL, *POSTED)}
    sample = {"public_id": "{id}", "token": "{token}", "number": "1", "slug": "culture"}
    own = {"stop_letters", "follow_topic"}  # of an account, and tried in test_following
    named = [each for each in [*addresses.pages, *addresses.rooted] if isinstance(each, URLPattern)]
    for pattern in named:
        if pattern.name in own:
            continue
        space = "petitions:" if pattern in addresses.pages else ""
        keys = pattern.pattern.converters or pattern.pattern.regex.groupindex  # type: ignore[attr-defined]  # of both kinds
        given = {key: sample[key] for key in keys}
        path = reverse(f"{space}{pattern.name}", kwargs={**given, **_stand_in(given)})
        shown = (
            path.replace("/kk/", "/en/").replace("0" * 10, "{id}").replace("/link/token/", "/link/{token}/")
        )
        shown = shown.replace("/attachments/1/", "/attachments/{attachment}/").replace(
            "/documents/1/", "/documents/{document}/"
        )
        assert shown in tried, shown
    assert (
        sum(isinstance(each, URLResolver) for each in addresses.rooted) == 1
    )  # the API, whose calls stand above


def _stand_in(given: dict[str, str]) -> dict[str, str]:
    known = {"public_id": "0" * 10, "token": "token"}
    return {key: known[key] for key in given if key in known}


@pytest.mark.parametrize("state", [state for state in State if not is_public(state)])
def test_what_is_not_public_has_no_address_and_stands_in_no_list(state: str) -> None:
    _made, parts = with_files(state)
    by_link = "/en/petitions/{id}/link/{token}/"
    for address in OF_ONE:
        if state == State.OPENING and address == by_link:
            continue
        assert Client().get(address.format(**parts)).status_code == 404, (state, address)
    for address in OF_ALL:
        told = body_of(Client().get(address))
        assert parts["id"] not in told, (state, address)
        assert SECRET_WORD not in told.replace(f'value="{SECRET_WORD}"', ""), (state, address)


@pytest.mark.parametrize("state", sorted(PUBLIC))
def test_what_stands_in_a_public_state_and_was_never_opened_is_not_public(state: str) -> None:
    _made, parts = with_files(state, opened_at=None, admitted_at=NOW)
    is_told = state in {State.STOPPED, State.LAPSED}  # to who has the link, that it ended
    for address in OF_ONE:
        expected = 410 if is_told and "/link/" in address else 404
        assert Client().get(address.format(**parts)).status_code == expected, (state, address)
    for address in OF_ALL:
        assert SECRET_WORD not in body_of(Client().get(address)).replace(f'value="{SECRET_WORD}"', "")


@pytest.mark.parametrize("state", sorted(PUBLIC))
def test_what_is_public_is_there(state: str) -> None:
    _made, parts = with_files(state)
    for address in OF_ONE:
        expected = 302 if "/link/" in address else 200
        assert Client().get(address.format(**parts)).status_code == expected, (state, address)
    for address in (
        "/en/petitions/",
        "/en/petitions/feed.xml",
        "/petitions/petitions.csv",
        "/api/v1/petitions/",
    ):
        assert parts["id"] in body_of(Client().get(address)), (state, address)


WITHDRAWN = ("{id}/", "{id}/signers/", "{id}/versions/", "{id}/print/")


@pytest.mark.parametrize("language", LANGUAGES)
def test_withdrawn_petitions_say_so_and_show_no_word_of_theirs(language: str) -> None:
    made, parts = with_files(State.WITHDRAWN, opened_at=NOW - scene.DAY)
    PetitionCount.objects.create(petition=made, valid=321, signed=321, log_size=400, at=NOW)
    for path in WITHDRAWN:
        answer = Client().get(f"/{language}/petitions/{path.format(**parts)}")
        assert answer.status_code == 410
        page = body_of(answer)
        assert made.public_id in page
        assert "321" in page
        assert SECRET_WORD not in page
    assert Client().get(f"/petitions/{made.public_id}/count.json").status_code == 410
    assert Client().get(f"/petitions/{made.public_id}/count.json").json()["count"] == 321


def test_one_that_was_withdrawn_before_it_was_open_is_told_of_to_who_has_its_link() -> None:
    made, parts = with_files(State.WITHDRAWN, admitted_at=NOW)
    link = "/en/petitions/{id}/link/{token}/"
    assert Client().get(link.format(**parts)).status_code == 410
    assert Client().get(link.format(**parts | {"token": "wrong"})).status_code == 404
    assert Client().get(f"/en/petitions/{made.public_id}/").status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", [State.STOPPED, State.LAPSED])
def test_who_has_the_link_of_one_that_ended_before_it_was_open_is_told_so(state: str, language: str) -> None:
    made, parts = with_files(state, opened_at=None, admitted_at=NOW)
    scene.moved(made, "stop", "opening", "stopped", NOW, reason="Алматы соты, № 42")
    link = f"/{language}/petitions/{{id}}/link/{{token}}/"
    answer = Client().get(link.format(**parts))
    page = body_of(answer)
    assert (answer.status_code, answer["X-Robots-Tag"]) == (410, "noindex, nofollow")
    assert made.public_id in page
    assert SECRET_WORD not in page
    assert ("Алматы соты, № 42" in page) == (state == State.STOPPED)
    assert Client().get(link.format(**parts | {"token": "wrong"})).status_code == 404
    assert Client().get(f"/{language}/petitions/{made.public_id}/").status_code == 404


def test_link_opens_a_petition_that_gathers_its_first_supporters_to_nobody_else() -> None:
    made, parts = with_files(State.OPENING)
    address = "/en/petitions/{id}/link/{token}/"
    response = Client().get(address.format(**parts))
    assert response.status_code == 200
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "same-origin"
    page = response.content.decode()
    assert SECRET_WORD in page
    assert "of 50 first supporters" in page
    assert 'rel="canonical"' not in page
    assert Client().get(address.format(**parts | {"token": "x" * 22})).status_code == 404
    with_link = f"/petitions/{made.public_id}/attachments/{parts['attachment']}/?link={made.link_token}"
    assert Client().get(with_link).status_code == 200
    assert (
        Client()
        .get(f"/petitions/{made.public_id}/documents/{parts['document']}/?link={made.link_token}")
        .status_code
        == 404
    )


@pytest.mark.parametrize("token", ["x", "%00", "é", "x" * 40])
def test_wrong_links_open_nothing(token: str) -> None:
    made = scene.petition(State.OPENING)
    assert Client().get(f"/en/petitions/{made.public_id}/link/{token}/").status_code == 404


def test_files_of_petitions_are_not_served_by_their_place_in_the_storage() -> None:
    _made, _parts = with_files(State.COLLECTING)
    name = Attachment.objects.get().file.name
    assert name.startswith("petitions/")
    assert Client().get(f"/media/{name}").status_code == 404
    assert Client().get(f"/media/./{name}").status_code == 404
    assert Client().get(f"/media//{name}").status_code == 404


def test_answer_is_told_when_it_is_published_and_not_while_it_is_written() -> None:
    made = scene.petition(
        State.REVIEW, outcome="refused", answer={"kk": "Жоқ", "ru": "Нет", "en": "Draft of the answer"}
    )
    made.proposals.update(outcome="refused", reason={"en": "Draft of the reason"})
    for address in (f"/en/petitions/{made.public_id}/", f"/api/v1/petitions/{made.public_id}?language=en"):
        told = body_of(Client().get(address))
        assert "Draft of" not in told
        assert "refused" not in told.replace("refusals", "")


def test_outcome_is_in_no_file_and_no_call_before_the_answer() -> None:
    scene.petition(State.REVIEW, outcome="refused")
    assert "refused" not in body_of(Client().get("/petitions/petitions.csv"))
    assert Client().get("/api/v1/petitions/").json()["results"][0]["outcome"] == ""


def test_door_for_surfaces_tells_of_public_ones_alone() -> None:
    shown = scene.petition(State.COLLECTING)
    scene.hours(shown, 5, begin=NOW - dt.timedelta(hours=3))
    for state in State:
        if state not in PUBLIC:
            other = scene.petition(state)
            scene.hours(other, 50, begin=NOW - dt.timedelta(hours=3))
    assert [each.public_id for each in public.trending_petitions()] == [shown.public_id]
    paths = [each.path for each in _addresses()]
    assert paths == [
        "petitions/",
        "petitions/archive/",
        "petitions/statistics/",
        f"petitions/{shown.public_id}/",
    ]


def _addresses() -> Iterator[public.Address]:
    return public.addresses()
