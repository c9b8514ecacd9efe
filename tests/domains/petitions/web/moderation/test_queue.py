"""The queue of moderation."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from shanyraq.domains.petitions.models import Petition
from shanyraq.domains.petitions.states import PetitionState as State
from shanyraq.kernel.languages import LANGUAGES
from tests.domains.petitions import public_scene
from tests.domains.petitions import writing_scene as scene

pytestmark = pytest.mark.django_db
QUEUE = "/en/petitions/staff/moderation/"


@pytest.fixture
def moderator() -> Client:
    return scene.browser(scene.staff("moderate_petition"))


def waiting(title: str, days: int, **values: object) -> Petition:
    due = timezone.localdate() + dt.timedelta(days=days)
    return public_scene.petition(State.MODERATION, title=title, due_date=due, **values)


def test_nearest_term_stands_on_top_and_lateness_is_told(moderator: Client) -> None:
    waiting("Кейінгі өтініш", 40)
    waiting("Кешіккен өтініш", -20)
    page = moderator.get(QUEUE).content.decode()
    assert page.index("Кешіккен өтініш") < page.index("Кейінгі өтініш")
    assert page.count("late by") == 1
    late = moderator.get(f"{QUEUE}?due=late").content.decode()
    assert ("Кешіккен өтініш" in late, "Кейінгі өтініш" in late) == (True, False)


def test_filters_narrow(moderator: Client) -> None:
    waiting("Мектеп туралы", 5)
    waiting("Жол туралы", 5, topic=public_scene.topic("roads"), body=public_scene.body("akm", kind="akimat"))
    for query in ("topic=roads", "kind=akimat", "q=жол"):
        page = moderator.get(f"{QUEUE}?{query}").content.decode()
        assert ("Жол туралы" in page, "Мектеп туралы" in page) == (True, False)
    for query in ("topic=x", "kind=x", "due=x", "state=draft", "page=x"):
        assert "Мектеп туралы" in moderator.get(f"{QUEUE}?{query}").content.decode()
    assert "Жол" not in moderator.get(f"{QUEUE}?state=correction").content.decode()


def test_own_petition_is_not_there() -> None:
    user = scene.staff("moderate_petition")
    waiting("Өзімнің өтінішім", 5, user=user)
    assert "Өзімнің" not in scene.browser(user).get(QUEUE).content.decode()


def test_needs_the_same_queries_for_many(
    moderator: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(10):
        waiting(f"Өтініш нөмірі {number}", number)
    with django_assert_max_num_queries(13):
        page = moderator.get(QUEUE).content.decode()
    assert page.count("Өтініш нөмірі") == 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_speaks_every_language(moderator: Client, language: str) -> None:
    address = f"/{language}/petitions/staff/moderation/"
    assert moderator.get(address).status_code == 200
    waiting("Өтініш мәтіні", -3)
    assert moderator.get(address).status_code == 200
    assert moderator.get(f"{address}?q=zzz").status_code == 200


def test_door_is_closed_to_others() -> None:
    assert scene.browser(scene.writer()).get(QUEUE).status_code == 403
    assert Client().get(QUEUE).status_code == 302
