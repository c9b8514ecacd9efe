"""Milestones are noticed once, told once to each person, in their language, and stopped by one press."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from shanyraq.domains.petitions.actions.following import follow_petition, follow_topic
from shanyraq.domains.petitions.actions.milestones import note_milestones, tell_next
from shanyraq.domains.petitions.models import Hearing, Milestone, Petition, Subscription
from shanyraq.domains.petitions.states import PetitionState as State
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.notifications.delivery import deliver
from shanyraq.platform.notifications.models import Message
from tests.domains.petitions import public_scene as scene
from tests.domains.petitions.public_scene import DAY, NOW

pytestmark = pytest.mark.django_db
BEFORE = NOW - 30 * DAY


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def reader(django_user_model: Any) -> Any:
    return django_user_model.objects.create_user(email="reader@example.kz", password="x" * 12, language="en")


def tell_all() -> list[Message]:
    note_milestones(NOW)
    while tell_next(NOW):
        pass
    return list(Message.objects.order_by("pk"))


def test_opened_is_told_to_followers_of_petition_and_topic_once_each(
    reader: Any, django_user_model: Any
) -> None:
    other = django_user_model.objects.create_user(email="other@example.kz", password="x" * 12, language="ru")
    made = scene.petition(opened_at=NOW - dt.timedelta(hours=1))
    follow_petition(petition=made, user=reader, at=BEFORE)
    follow_topic(topic=made.topic, user=reader, at=BEFORE)
    follow_topic(topic=made.topic, user=other, at=BEFORE)
    letters = tell_all()
    assert sorted((letter.recipient, letter.language) for letter in letters) == [
        ("other@example.kz", "ru"),
        ("reader@example.kz", "en"),
    ]
    assert letters[0].subject.startswith("Open for signatures: ")
    assert tell_all() == letters


def test_share_is_told_once_and_of_several_the_highest(reader: Any) -> None:
    made = scene.petition(number=38_000, opened_at=NOW - 10 * DAY)
    follow_petition(petition=made, user=reader, at=BEFORE)
    assert [letter.subject.partition(":")[0] for letter in tell_all()] == ["75 % of the signatures"]
    assert sorted(Milestone.objects.values_list("reference", flat=True)) == [25, 50, 75]
    made.count.valid = made.count.signed = 50_000
    made.count.save()
    assert [letter.subject.partition(":")[0] for letter in tell_all()] == [
        "75 % of the signatures",
        "100 % of the signatures",
    ]


def test_hearing_tells_day_and_place(reader: Any) -> None:
    made = scene.petition(State.REVIEW, opened_at=NOW - 20 * DAY, registered_at=NOW - 10 * DAY)
    follow_petition(petition=made, user=reader, at=BEFORE)
    Hearing.objects.create(
        petition=made,
        begins_at=NOW + 5 * DAY,
        announced_at=NOW,
        place={"kk": "Астана", "ru": "Астана", "en": "Hall 8"},
    )
    (letter,) = tell_all()
    assert "1 December 2026, 12:00" in letter.body_text
    assert "Hall 8" in letter.body_text


@pytest.mark.parametrize(
    "state", [State.DRAFT, State.MODERATION, State.REFUSED, State.OPENING, State.WITHDRAWN]
)
def test_nothing_is_noticed_of_what_is_not_public(state: str, reader: Any) -> None:
    made = scene.petition(state, number=50_000)
    Subscription.objects.create(petition=made, user=reader, since=BEFORE)
    Petition.objects.filter(pk=made.pk).update(opened_at=NOW, answered_at=NOW)
    assert tell_all() == []


def test_what_a_court_stops_between_noticing_and_telling_is_told_to_nobody_when_it_is_hidden(
    reader: Any,
) -> None:
    made = scene.petition(opened_at=NOW)
    follow_petition(petition=made, user=reader, at=BEFORE)
    note_milestones(NOW)
    Petition.objects.filter(pk=made.pk).update(state=State.WITHDRAWN)
    while tell_next(NOW):
        pass
    assert not Message.objects.exists()
    assert not Milestone.objects.filter(done_at__isnull=True).exists()


def test_letters_go_on_where_a_worker_died(
    reader: Any, django_user_model: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shanyraq.domains.petitions.actions.milestones.BATCH", 2)
    made = scene.petition(opened_at=NOW)
    for place in range(5):
        user = django_user_model.objects.create_user(email=f"r{place}@example.kz", password="x" * 12)
        follow_petition(petition=made, user=user, at=BEFORE)
    note_milestones(NOW)
    assert tell_next(NOW)
    assert Message.objects.count() == 2
    assert len(tell_all()) == 5


def test_who_began_to_follow_afterwards_is_not_told(reader: Any) -> None:
    made = scene.petition(opened_at=NOW - DAY)
    follow_petition(petition=made, user=reader, at=NOW)
    assert tell_all() == []


def test_nobody_follows_what_is_not_public(reader: Any) -> None:
    with pytest.raises(Refusal):
        follow_petition(petition=scene.petition(State.MODERATION), user=reader, at=NOW)


def letter_of(reader: Any) -> tuple[Any, str]:
    """A letter as it was sent, and the address that stops it."""
    made = scene.petition(opened_at=NOW)
    follow_petition(petition=made, user=reader, at=BEFORE)
    (message,) = tell_all()
    deliver(message.pk)
    sent = mail.outbox[-1]
    stop = re.fullmatch(r"<(http.*)>", sent.extra_headers["List-Unsubscribe"])
    assert stop is not None
    return sent, stop[1]


def test_letter_is_stopped_by_one_press_of_the_mail_program(reader: Any) -> None:
    sent, stop = letter_of(reader)
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = "/" + stop.split("/", 3)[3]
    client = Client(enforce_csrf_checks=True)
    response = client.post(
        path, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
    )
    assert response.status_code == 200
    assert not Subscription.objects.exists()
    assert client.post(path).status_code == 200


def test_scanner_that_follows_every_link_stops_nothing(reader: Any) -> None:
    sent, stop = letter_of(reader)
    for address in re.findall(r"https?://[^\s\"<>]+", f"{sent.body} {sent.alternatives[0][0]} {stop}"):
        for method in ("get", "head"):
            getattr(Client(), method)("/" + address.split("/", 3)[3])
    assert Subscription.objects.count() == 1
    page = Client().get("/" + stop.split("/", 3)[3])
    assert "Stop these letters" in page.content.decode()
    assert page["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("token", ["x", "WzEsMV0:1:x", "%00"])
def test_forged_stops_are_not_known(token: str) -> None:
    assert Client().post(f"/en/petitions/letters/{token}/").status_code == 404


def test_stop_of_one_account_does_not_stop_another_s(reader: Any, django_user_model: Any) -> None:
    _sent, stop = letter_of(reader)
    Subscription.objects.update(
        user=django_user_model.objects.create_user(email="o@example.kz", password="x" * 12)
    )
    Client().post("/" + stop.split("/", 3)[3])
    assert Subscription.objects.count() == 1


def test_following_by_the_page(reader: Any) -> None:
    made = scene.petition()
    client = Client()
    address = f"/en/petitions/{made.public_id}/follow/"
    assert client.post(address, {"do": "follow"}).url.startswith("/en/accounts/login/")
    client.force_login(reader)
    asked = client.get(address)
    assert (asked.status_code, asked.url) == (302, f"/en/petitions/{made.public_id}/")
    assert client.put(address).status_code == 405
    topic_page = f"/en/petitions/?topic={made.topic.slug}"
    assert client.get(f"/en/petitions/topics/{made.topic.slug}/follow/").url == topic_page
    assert not Subscription.objects.exists(), "reading changes nothing"
    client.post(address, {"do": "follow"})
    client.post(address, {"do": "follow"})
    assert Subscription.objects.get().petition == made
    client.post(address, {"do": "stop"})
    assert not Subscription.objects.exists()
    client.post(f"/en/petitions/topics/{made.topic.slug}/follow/", {"do": "follow"})
    assert Subscription.objects.get().topic == made.topic
    hidden = scene.petition(State.REFUSED)
    assert client.post(f"/en/petitions/{hidden.public_id}/follow/", {"do": "follow"}).status_code == 404
