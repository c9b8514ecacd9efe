"""Staff keep topics, territories, addressees and their officers."""

import threading
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import IntegrityError, connection, transaction
from django.test import Client

from shanyraq.domains.petitions.actions.law import hold_body
from shanyraq.domains.petitions.models import Body, Officer, Petition, Territory, Topic
from tests.domains.petitions import public_scene as scene
from tests.factories import petitions as people
from tests.factories.accounts import UserFactory, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(settings: Any) -> Client:
    """A member of staff who may keep all of petitions, and nothing else."""
    settings.STAFF_NEEDS_SECOND_FACTOR = False
    user = UserFactory(is_staff=True)
    user.user_permissions.set(
        Permission.objects.filter(codename="access_admin")
        | Permission.objects.filter(content_type__app_label="petitions")
    )
    return signed_in(user)


def test_a_population_is_corrected(desk: Client) -> None:
    region = people.region()
    values = {"code": region.code, "kind": "region", "population": "700000"}
    names = {"name_kk": "Абай", "name_ru": "Абай", "name_en": "Abai"}
    answered = desk.post(f"/staff/petitions/territories/edit/{region.pk}/", values | names)
    assert answered.status_code == 302
    assert Territory.objects.get(code=region.code).population == 700_000


def test_an_addressee_is_closed_and_one_that_petitions_name_is_not_deleted(desk: Client) -> None:
    petition = scene.petition("moderation")
    body, topic = petition.body, petition.topic
    assert desk.get(f"/staff/petitions/addressees/delete/{body.pk}/").status_code in {200, 302}
    desk.post(f"/staff/petitions/addressees/delete/{body.pk}/")
    desk.post(f"/staff/petitions/topics/delete/{topic.pk}/")
    desk.post(f"/staff/petitions/territories/delete/{body.territory_id}/")
    assert (Body.objects.count(), Topic.objects.count(), Territory.objects.count()) == (1, 1, 1)
    values = {"slug": body.slug, "kind": body.kind, "territory": body.territory_id}
    names = {"name_kk": "Ә", "name_ru": "А", "name_en": "A"}
    desk.post(f"/staff/petitions/addressees/edit/{body.pk}/", values | names)
    body.refresh_from_db()
    assert not body.is_open


def test_a_topic_that_nothing_names_is_deleted(desk: Client) -> None:
    topic = scene.topic("empty")
    desk.post(f"/staff/petitions/topics/delete/{topic.pk}/")
    assert not Topic.objects.exists()


def test_an_officer_is_named_by_a_confirmed_address(desk: Client) -> None:
    body, user = scene.body(), UserFactory()
    values = {"body": str(body.pk), "email": user.email.upper()}
    assert desk.post("/staff/petitions/officers/new/", values).status_code == 302
    officer = Officer.objects.get()
    assert (officer.user, officer.body) == (user, body)
    again = desk.post("/staff/petitions/officers/new/", values)
    assert "осы адресатқа жауапты" in again.content.decode()
    page = desk.get(f"/staff/petitions/officers/edit/{officer.pk}/").content.decode()
    assert user.email in page


def test_an_address_that_nobody_confirmed_is_refused(desk: Client) -> None:
    user = UserFactory(address=False)
    values = {"body": str(scene.body().pk), "email": user.email}
    answered = desk.post("/staff/petitions/officers/new/", values)
    assert "ешбір тіркелгі растаған жоқ" in answered.content.decode()
    assert not Officer.objects.exists()


def body_values(body: Body, **values: Any) -> dict[str, Any]:
    given = {"slug": body.slug, "kind": body.kind, "territory": body.territory_id, "is_open": "on"}
    return given | {"name_kk": "Ә", "name_ru": "А", "name_en": "A"} | values


@pytest.mark.parametrize(("field", "value"), [("slug", "other"), ("kind", "akimat"), ("territory", "")])
def test_what_petitions_stand_on_stays(desk: Client, field: str, value: str) -> None:
    body = scene.petition("collecting").body
    assert body is not None
    before = (body.slug, body.kind, body.territory_id)
    value = value or people.region(code="710000000").pk
    address = f"/staff/petitions/addressees/edit/{body.pk}/"
    answered = desk.post(address, body_values(body, **{field: value}))
    assert answered.status_code == 200
    body.refresh_from_db()
    assert (body.slug, body.kind, body.territory_id) == before
    assert desk.post(address, body_values(body)).status_code == 302


def test_an_addressee_that_only_drafts_name_may_be_corrected(desk: Client) -> None:
    body = scene.petition("draft", submitted_at=None).body
    assert body is not None
    answered = desk.post(f"/staff/petitions/addressees/edit/{body.pk}/", body_values(body, slug="other"))
    assert answered.status_code == 302
    assert Body.objects.get().slug == "other"


def test_a_territory_keeps_its_code_and_its_place_while_its_people_sign(desk: Client) -> None:
    region = people.region()
    country = scene.body().territory
    Territory.objects.filter(pk=region.pk).update(parent=country)
    scene.petition("collecting")
    address = f"/staff/petitions/territories/edit/{region.pk}/"
    names = {"name_kk": "Абай", "name_ru": "Абай", "name_en": "Abai"}
    same = {"code": region.code, "kind": "region", "parent": country.pk, **names}
    for change in ({"code": "990000000"}, {"parent": ""}, {"kind": "district"}):
        assert desk.post(address, same | change).status_code == 200
    assert desk.post(address, same | {"population": "5"}).status_code == 302
    stored = Territory.objects.exclude(pk=country.pk).get()
    assert (stored.code, stored.parent_id, stored.population) == (region.code, country.pk, 5)


def of_akimat() -> tuple[Body, Territory, Territory]:
    """An addressee, its region, and another region."""
    country = scene.body().territory
    regions = [people.region(code=code) for code in ("710000000", "750000000")]
    Territory.objects.update(parent=country)
    Territory.objects.filter(pk=country.pk).update(parent=None)
    body = scene.body("akimat", "akimat", regions[0])
    return body, *regions


CHANGES: list[Any] = [
    lambda body, _own, _other: Body.objects.filter(pk=body.pk).update(slug="renamed"),
    lambda body, _own, _other: Body.objects.filter(pk=body.pk).update(kind="maslikhat"),
    lambda body, _own, other: Body.objects.filter(pk=body.pk).update(territory=other),
    lambda _body, own, _other: Territory.objects.filter(pk=own.pk).update(kind="district"),
    lambda _body, own, _other: Territory.objects.filter(pk=own.pk).update(parent=None),
    lambda _body, own, other: Territory.objects.filter(pk=other.pk).update(parent=own),
]


@pytest.mark.parametrize("number", range(len(CHANGES)))
def test_the_database_refuses_what_would_change_who_may_sign(number: int) -> None:
    places = of_akimat()
    scene.petition("draft", body=places[0], submitted_at=None)
    with transaction.atomic():
        CHANGES[number](*places)
        transaction.set_rollback(True)
    scene.petition("collecting", body=places[0])
    with pytest.raises(IntegrityError, match="Petitions stand on it"), transaction.atomic():
        CHANGES[number](*places)


def test_the_database_never_lets_the_code_of_a_territory_change() -> None:
    region = people.region()
    with pytest.raises(IntegrityError, match="code of a territory"), transaction.atomic():
        Territory.objects.filter(pk=region.pk).update(code="990000000")


def test_the_database_lets_names_populations_and_closing_be_mended() -> None:
    body, own, _other = of_akimat()
    scene.petition("collecting", body=body)
    assert Territory.objects.filter(pk=own.pk).update(population=5, name={"kk": "Ұлытау"}) == 1
    assert Body.objects.filter(pk=body.pk).update(is_open=False, name={"kk": "Әкімдік"}) == 1


@pytest.mark.django_db(transaction=True)
def test_who_changes_an_addressee_waits_for_who_submits_to_it() -> None:
    body, _own, other = of_akimat()
    petition = scene.petition("draft", body=body, submitted_at=None)
    outcome: list[str] = []

    def move() -> None:
        try:
            Body.objects.filter(pk=body.pk).update(territory=other)
            outcome.append("moved")
        except IntegrityError:
            outcome.append("refused")
        finally:
            connection.close()

    with transaction.atomic():
        hold_body(body)
        thread = threading.Thread(target=move)
        thread.start()
        thread.join(0.5)
        assert thread.is_alive(), "it waits for the petition"
        Petition.objects.filter(pk=petition.pk).update(submitted_at=scene.NOW)
    thread.join(60)
    assert outcome == ["refused"]
