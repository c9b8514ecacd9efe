"""One person, one account; the number is nowhere in clear."""

import threading
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, connections

from shanyraq.kernel.errors import Refusal
from shanyraq.platform.accounts import sealing
from shanyraq.platform.accounts.actions.persons import link_person
from shanyraq.platform.accounts.models import Person, User
from shanyraq.platform.accounts.queries.persons import person_of, person_with, reveal_iin
from tests.factories.accounts import AT, IINS, UserFactory, identity


@pytest.mark.django_db
def test_link_person_confirms_the_account() -> None:
    user = UserFactory()
    person = link_person(user=user, identity=identity(), at=AT)
    assert person_of(user) == person
    assert (person.full_name, person.confirmed_at) == ("Сыналыева Айгүл", AT)
    assert reveal_iin(person) == IINS[0]
    assert person_with(IINS[0]) == person
    assert person_with(IINS[1]) is None


@pytest.mark.django_db
def test_link_person_again_renews_the_names() -> None:
    user = UserFactory()
    first = link_person(user=user, identity=identity(), at=AT)
    second = link_person(user=user, identity=identity(family_name="Үлгібаева"), at=AT)
    assert first.pk == second.pk
    assert Person.objects.get().family_name == "Үлгібаева"


@pytest.mark.django_db
def test_link_person_refuses_a_second_account() -> None:
    link_person(user=UserFactory(), identity=identity(), at=AT)
    with pytest.raises(Refusal) as refused:
        link_person(user=UserFactory(), identity=identity(), at=AT)
    assert refused.value.code == "identity_taken"
    assert IINS[0] not in str(refused.value)


@pytest.mark.django_db
def test_link_person_refuses_a_second_person() -> None:
    user = UserFactory()
    link_person(user=user, identity=identity(), at=AT)
    with pytest.raises(Refusal) as refused:
        link_person(user=user, identity=identity(IINS[1]), at=AT)
    assert refused.value.code == "account_of_another_person"


@pytest.mark.django_db
def test_person_outlives_the_account() -> None:
    user = UserFactory()
    person = link_person(user=user, identity=identity(), at=AT)
    User.objects.get(pk=user.pk).delete()
    person.refresh_from_db()
    assert person.user_id is None
    assert link_person(user=UserFactory(), identity=identity(), at=AT).pk == person.pk


@pytest.mark.django_db
def test_person_row_holds_no_clear_number() -> None:
    person = link_person(user=UserFactory(), identity=identity(), at=AT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT accounts_person::text FROM accounts_person")
        assert IINS[0] not in cursor.fetchone()[0]
    assert IINS[0] not in f"{person} {person!r} {identity()!r}"


@pytest.mark.django_db
def test_person_found_while_keys_change(settings: object) -> None:
    settings.IDENTITY_KEY = "a" * 40
    user = UserFactory()
    person = link_person(user=user, identity=identity(), at=AT)
    settings.IDENTITY_KEY, settings.IDENTITY_KEY_FALLBACKS = "b" * 40, ["a" * 40]
    assert person_with(IINS[0]) == person
    with pytest.raises(Refusal):
        link_person(user=UserFactory(), identity=identity(), at=AT)


@pytest.mark.django_db
def test_reseal_identities_frees_the_earlier_key(settings: object) -> None:
    settings.IDENTITY_KEY = "a" * 40
    person = link_person(user=UserFactory(), identity=identity(), at=AT)
    settings.IDENTITY_KEY, settings.IDENTITY_KEY_FALLBACKS = "b" * 40, ["a" * 40]
    out = StringIO()
    call_command("reseal_identities", stdout=out)
    assert "1 persons" in out.getvalue()
    settings.IDENTITY_KEY_FALLBACKS = []
    person.refresh_from_db()
    assert reveal_iin(person) == IINS[0]
    assert person.iin_hash == sealing.keyed_hash(IINS[0], purpose=sealing.IDENTITY_NUMBER)


@pytest.mark.django_db(transaction=True)
def test_link_person_at_the_same_time_gives_one_account() -> None:
    users = [UserFactory() for _ in range(4)]
    start, results = threading.Barrier(len(users), timeout=60), []

    def link(user: User) -> None:
        try:
            start.wait()
            link_person(user=user, identity=identity(), at=AT)
            results.append("linked")
        except Refusal as refusal:
            results.append(refusal.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=link, args=(user,)) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(results) == ["identity_taken"] * 3 + ["linked"]
    assert Person.objects.count() == 1
