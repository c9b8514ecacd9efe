"""All keys of clustering are made anew, also after an interruption."""

import time
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from shanyraq.domains.library.catalogue.actions import rekeying
from shanyraq.domains.library.catalogue.actions.merging import merge_editions
from shanyraq.domains.library.catalogue.models import Edition, EditionKey, NewEditionKey, Rekeying
from shanyraq.kernel.errors import Refusal
from tests.factories.clustering import AT, bring
from tests.factories.descriptions import described

pytestmark = pytest.mark.django_db


@pytest.fixture
def right():
    """Keys of seven editions, one of them merged, as the rules have them; then spoilt."""
    bring(*(described(f"Кітап {number}", f"Автор, Есім{number}") for number in range(7)))
    first, second = Edition.objects.order_by("pk")[:2]
    merge_editions(edition=second, into=first, actor=None, at=AT)
    found = pairs()
    EditionKey.objects.filter(edition=first).delete()
    EditionKey.objects.create(key=-77, edition=Edition.objects.last())
    return found


def pairs():
    return set(EditionKey.objects.values_list("key", "edition_id"))


def test_every_key_is_as_the_rules_have_it(right):
    assert pairs() != right
    done = rekeying.rekey(batch=2)
    assert pairs() == right
    assert (done.editions, done.removed) == (6, 1)
    assert done.added > 0
    assert done.finished_at is not None
    assert not NewEditionKey.objects.exists()


def test_an_interrupted_run_goes_on_where_it_was(right):
    class Killed(Exception):
        pass

    def kill(run):
        if run.editions == 4:
            raise Killed

    with pytest.raises(Killed):
        rekeying.rekey(progress=kill, batch=2)
    assert Rekeying.objects.get().editions == 4
    seen = []
    done = rekeying.rekey(progress=lambda run: seen.append(run.editions), batch=2)
    assert seen == [6]
    assert done.pk == Rekeying.objects.get().pk
    assert pairs() == right


def test_what_comes_while_it_runs_is_not_lost(right):
    def meanwhile(run):
        if run.editions == 2:
            bring(described("Жаңа кітап", "Жаңа, Автор"), start=100)
            Edition.objects.filter(pk=run.position).update(
                description=described("Басқа ат"), changed_at=timezone.now()
            )

    rekeying.rekey(progress=meanwhile, batch=2)
    fresh = pairs()
    again = rekeying.rekey(batch=100)
    assert pairs() == fresh
    assert (again.added, again.removed, again.editions) == (0, 0, 7)


def test_other_rules_begin_anew(right, monkeypatch):
    Rekeying.objects.create(rules=rekeying.RULES, position=10**12, started_at=AT)
    monkeypatch.setattr(rekeying, "RULES", rekeying.RULES + 1)
    assert rekeying.needs_rekeying()
    assert rekeying.rekey().editions == 6
    assert pairs() == right
    assert not rekeying.needs_rekeying()


def test_two_at_once_are_refused(right):
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [rekeying.LOCK])
        with pytest.raises(Refusal) as caught:
            rekeying.rekey()
        assert caught.value.code == "running"
    finally:
        other.close()  # as a killed process does
    for _try in range(100):
        try:
            done = rekeying.rekey()
            break
        except Refusal:  # PostgreSQL notices the end of a session a moment later
            time.sleep(0.05)
    assert done.editions == 6


def test_the_command_tells_what_it_did(right):
    out = StringIO()
    call_command("library", "rekey", stdout=out)
    assert out.getvalue().startswith("6 editions: ")
    out = StringIO()
    call_command("library", "rekey", "--if-needed", stdout=out)
    assert out.getvalue() == "The keys are those of the present rules.\n"
    assert Rekeying.objects.count() == 1
