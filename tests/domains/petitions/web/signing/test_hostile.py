"""What people of bad intent send to the pages of signing and writing: nothing counts twice or breaks."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from shanyraq.domains.petitions.actions.signing import LOG
from shanyraq.domains.petitions.models import Petition, Signature
from shanyraq.kernel.languages import LANGUAGES
from shanyraq.platform.accounts.actions.persons import link_person
from shanyraq.platform.accounts.models import User
from shanyraq.platform.accounts.web.fresh import SESSION_KEY
from shanyraq.platform.transparency.log.sequencing import sequence_now
from tests.domains.petitions import writing_scene
from tests.domains.petitions.signing_scene import iin, open_petition, published, recounted, region
from tests.factories.accounts import UserFactory, identity

pytestmark = pytest.mark.django_db

SCRIPT: Final = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'`{{7*7}}{% debug %}"
MEGABYTE: Final = 1_000_000
HOSTILE: Final = {
    "script": SCRIPT,
    "NUL": "a\x00b",
    "megabyte": "Ұ" * (MEGABYTE // 2),
    "marks": "a" + "\u0301" * (MEGABYTE // 4) + "\u0316" * (MEGABYTE // 4),
    "bidi": "\u202etxt.exe\u202c\u2066",
    "formula": '=HYPERLINK("http://x")',
    "lines": "a\r\nBcc: everybody@example.kz",
    "other script": "ﷺ𓂀漢字" * 20,
}
STEPS: Final = {
    "title": ("title", "language"),
    "addressee": ("body", "topic", "residence", "territory"),
    "substance": ("substance",),
    "arguments": ("arguments",),
    "proposals": ("proposal-1", "proposal-2", "proposal-03", "proposal-٣"),
}


def account(number: int = 1) -> User:
    user = UserFactory()
    link_person(user=user, identity=identity(iin(number)), at=timezone.now())
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="shanyraq.platform.accounts.backends.PasswordBackend")
    return client


@pytest.fixture
def petition() -> Petition:
    region()
    region("710000000")
    return open_petition(signing_ends_at=timezone.now() + dt.timedelta(days=1))


def address(petition: Petition, rest: str = "sign/") -> str:
    return f"/en/petitions/{petition.public_id}/{rest}"


def press(client: Client, petition: Petition, **values: Any) -> Any:
    return client.post(address(petition), {"territory": "750000000", **values})


def age(client: Client, hours: int) -> None:
    """Let the session of *client* be that much older."""
    session = client.session
    session[SESSION_KEY] -= hours * 60 * 60
    session.save()


def test_a_request_that_is_sent_again_word_for_word_counts_once(petition: Petition) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(account(), backend="shanyraq.platform.accounts.backends.PasswordBackend")
    client.get(address(petition))
    form = {"territory": "750000000", "csrfmiddlewaretoken": client.cookies["csrftoken"].value}
    answers = [client.post(address(petition), form) for _time in range(3)]
    assert [answer.status_code for answer in answers] == [302] * 3
    client.post(address(petition, "signature/withdraw/"), form)
    sequence_now(LOG)
    assert Signature.objects.count() == 1
    assert published(petition) == recounted(petition)
    assert published(petition) == {"valid": 0, "signed": 1, "withdrawn": 1, "invalidated": 0}


def test_a_request_of_another_session_signs_nothing(petition: Petition) -> None:
    """The form of one person with the cookie of another, or with none."""
    one = Client(enforce_csrf_checks=True)
    one.force_login(account(1), backend="shanyraq.platform.accounts.backends.PasswordBackend")
    one.get(address(petition))
    form = {"territory": "750000000", "csrfmiddlewaretoken": one.cookies["csrftoken"].value}
    other = Client(enforce_csrf_checks=True)
    other.force_login(account(2), backend="shanyraq.platform.accounts.backends.PasswordBackend")
    assert other.post(address(petition), form).status_code == 403
    assert Client().post(address(petition), form).status_code == 302
    assert not Signature.objects.exists()


def test_a_stolen_session_is_not_enough(petition: Petition) -> None:
    client = signed_in(account())
    age(client, 13)
    for answer in (client.get(address(petition)), press(client, petition)):
        page = answer.content.decode()
        assert "Confirm that it is you" in page
        assert 'name="process" value="login"' in page
        assert 'name="territory"' not in page
    assert not Signature.objects.exists()


def test_a_stolen_session_takes_nothing_back(petition: Petition) -> None:
    client = signed_in(account())
    press(client, petition)
    age(client, 13)
    page = client.get(address(petition, "signature/")).content.decode()
    assert address(petition, "signature/withdraw/") not in page
    client.post(address(petition, "signature/withdraw/"))
    assert Signature.objects.get().withdrawn_at is None
    age(client, -13)
    client.post(address(petition, "signature/withdraw/"))
    assert Signature.objects.get().withdrawn_at is not None


def test_who_ended_all_sessions_has_ended_the_stolen_one(petition: Petition) -> None:
    user = account()
    thief = signed_in(user)
    user.set_password("another five words of steppe")
    user.save()
    assert "/accounts/login/" in press(thief, petition)["Location"]
    assert not Signature.objects.exists()


def test_closed_a_second_ago(petition: Petition) -> None:
    client = signed_in(account())
    client.get(address(petition))
    second = dt.timedelta(seconds=1)
    Petition.objects.filter(pk=petition.pk).update(signing_ends_at=timezone.now() - second)
    answer = press(client, petition)
    assert answer.status_code == 422
    assert b"takes no signatures" in answer.content
    assert not Signature.objects.exists()


def test_a_signature_given_in_time_is_not_taken_back_a_second_too_late(petition: Petition) -> None:
    client = signed_in(account())
    press(client, petition)
    Petition.objects.filter(pk=petition.pk).update(signing_ends_at=timezone.now())
    client.post(address(petition, "signature/withdraw/"))
    assert Signature.objects.get().withdrawn_at is None


@pytest.mark.parametrize("rest", ["sign/", "signature/withdraw/", "signature/", "signature/receipt.json"])
def test_a_petition_that_is_not_there_or_not_ones_own(petition: Petition, rest: str) -> None:
    """Another petition's id in an address gives nothing of one's own away and changes nothing."""
    client = signed_in(account())
    press(client, petition)
    hidden = open_petition(state="moderation")
    for public_id in ("0000000000", hidden.public_id):
        for ask in (client.get, client.post):
            answer = ask(f"/en/petitions/{public_id}/{rest}")
            if answer.status_code == 302:  # from a door for forms alone
                answer = client.get(answer.headers["Location"])
            assert answer.status_code in {404, 405}
    assert Signature.objects.get().withdrawn_at is None


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_texts_in_the_form_of_signing(petition: Petition, kind: str) -> None:
    answer = press(signed_in(account()), petition, territory=HOSTILE[kind], shows_name=HOSTILE[kind])
    assert answer.status_code == 422
    assert SCRIPT not in answer.content.decode()
    assert not Signature.objects.exists()


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("step", STEPS)
def test_hostile_texts_in_every_field_of_the_writing(step: str, kind: str) -> None:
    user = writing_scene.writer()
    draft = writing_scene.draft(user)
    client = writing_scene.browser(user)
    where = f"/en/petitions/write/{draft.public_id}/{step}/"
    for wish in ("save", "auto", "next"):
        form = dict.fromkeys(STEPS[step], HOSTILE[kind]) | {"do": wish, "was": HOSTILE[kind][:100]}
        answer = client.post(where, form)
        assert answer.status_code < 500
        is_page = answer.headers.get("Content-Type", "").startswith("text/html")
        assert not (is_page and "<script>alert" in answer.content.decode())
    draft.refresh_from_db()
    texts = [draft.title, draft.substance, draft.arguments, *draft.proposals.values_list("text", flat=True)]
    assert not any(sign in text for text in texts for sign in "\x00\u202e\u2066")
    assert max(map(len, texts)) <= 8_000


def hostile_petition(**values: Any) -> Petition:
    """A public petition whose every text is a script."""
    made = open_petition(title=SCRIPT, substance=SCRIPT, arguments=SCRIPT, **values)
    made.proposals.update(text=SCRIPT)
    return made


PAGES: Final = ("", "versions/", "signers/", "print/", "embed/")


def require_texts(client: Client, where: str) -> None:
    """The page at *where* shows scripts as texts."""
    answer = client.get(where)
    assert answer.status_code == 200, where
    page = answer.content.decode()
    assert "<script>alert" not in page, where
    assert "<img src=x" not in page, where
    assert "{{7*7}}" in page, where


@pytest.mark.parametrize("language", LANGUAGES)
def test_scripts_in_every_text_stay_texts_on_every_page(language: str) -> None:
    region()
    region("710000000")
    petition = hostile_petition(signing_ends_at=timezone.now() + dt.timedelta(days=1))
    client, own = signed_in(account()), f"/{language}/petitions/{petition.public_id}/"
    require_texts(client, f"{own}sign/")
    press(client, petition)
    for where in (f"/{language}/petitions/", f"{own}signature/", *(f"{own}{page}" for page in PAGES)):
        require_texts(client, where)


def test_scripts_stay_texts_for_programs(client: Client) -> None:
    petition = hostile_petition()
    told = client.get(f"/api/v1/petitions/{petition.public_id}").json()
    assert json.dumps(SCRIPT) in json.dumps(told)
    assert "text/html" not in client.get(f"/petitions/{petition.public_id}/count.json")["Content-Type"]


def test_what_was_chosen_stays_while_one_shows_anew_who_one_is(petition: Petition) -> None:
    client = signed_in(account())
    age(client, 13)
    assert press(client, petition, territory="710000000", shows_name="on").status_code == 422
    age(client, -13)
    page = client.get(address(petition)).content.decode()
    assert 'value="710000000" selected' in page
    assert re.search(r"<input[^>]*name=.shows_name.[^>]*checked", page)
    assert press(client, petition, territory="710000000").status_code == 302
    assert "petitions_kept_words" not in {k for k, kept in client.session.items() if kept}


def test_what_was_chosen_stays_while_one_signs_in_again(petition: Petition) -> None:
    client = Client()
    answer = press(client, petition, territory="710000000")
    assert answer.headers["Location"] == f"/en/accounts/login/?next={address(petition)}"
    client.force_login(account(), backend="shanyraq.platform.accounts.backends.PasswordBackend")
    assert 'value="710000000" selected' in client.get(address(petition)).content.decode()
    assert not Signature.objects.exists()


@pytest.mark.parametrize("path", ["follow/", "signature/withdraw/"])
@pytest.mark.parametrize(
    "came_from", ["", "http://evil.example/x/", "http://testserver/en/petitions/?page=2"]
)
def test_doors_for_forms_alone_lead_back_to_a_page(petition: Petition, path: str, came_from: str) -> None:
    headers = {"Referer": came_from} if came_from else {}
    answer = Client().post(address(petition, path), headers=headers)
    assert answer.status_code == 302
    back = parse_qs(urlsplit(answer.headers["Location"]).query)["next"][0]
    page = address(petition, "" if path == "follow/" else "signature/")
    assert back == ("/en/petitions/?page=2" if "testserver" in came_from else page)
    client = signed_in(account())
    press(client, petition)
    assert client.get(back).status_code == 200
