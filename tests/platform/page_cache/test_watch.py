"""What a process knows of the generation: from real notifications, real losses and real crashes."""

import time

import psycopg
import pytest
from django.db import connection, transaction
from taggit.models import Tag

from shanyraq.platform.page_cache.watch import GenerationWatch, connect_directly
from tests.platform.page_cache.visits import visit, wait_until


def terminate_listeners():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
            "WHERE application_name = 'shanyraq page cache' AND datname = current_database()"
        )
        return cursor.fetchone()[0]


def test_watch_knows_nothing_before_it_has_read(site):
    watch = GenerationWatch(on_doubt=lambda: None, on_change=lambda _number: None)
    assert watch.known() is None
    wait_until(lambda: watch.known() == site.watch.known())
    watch.stop()
    assert watch.known() is None


def test_each_transaction_advances_the_generation_once(site):
    before = site.watch.known()
    with transaction.atomic():
        for name in ("gold", "sky", "steppe"):
            Tag.objects.create(name=name)
        Tag.objects.all().delete()
    wait_until(lambda: site.watch.known() not in {None, before})
    assert site.watch.known() == before + 1


def test_each_kind_of_statement_advances_the_generation(site):
    for statement in (
        "INSERT INTO taggit_tag (name, slug) VALUES ('x', 'x')",
        "UPDATE taggit_tag SET name = 'y' WHERE slug = 'x'",
        "DELETE FROM taggit_tag WHERE slug = 'x'",
        "TRUNCATE taggit_tag CASCADE",
    ):
        before = site.watch.known()
        with connection.cursor() as cursor:
            cursor.execute(statement)
        wait_until(lambda before=before: site.watch.known() == before + 1, 1)


def test_change_inside_a_savepoint_that_is_rolled_back_is_not_counted_and_the_next_one_is(site):
    before = site.watch.known()
    with transaction.atomic():
        with transaction.atomic():
            Tag.objects.create(name="gold")
            transaction.set_rollback(True)
        Tag.objects.create(name="sky")
    wait_until(lambda: site.watch.known() == before + 1, 1)


def test_lost_connection_means_doubt_until_the_generation_is_read_again(site):
    visit(site)
    assert visit(site).outcome == "hit"
    assert terminate_listeners() == 1
    wait_until(lambda: site.watch.known() is None, 1)
    assert (visit(site).outcome, len(site.store)) == ("passed", 0)
    wait_until(lambda: site.watch.known() is not None)
    assert [visit(site).outcome for _ in range(2)] == ["miss", "hit"]


def test_change_while_the_connection_is_lost_is_not_missed(site):
    visit(site)
    terminate_listeners()
    Tag.objects.create(name="gold")
    assert wait_until(lambda: visit(site).text == "felt, gold||") < 1
    wait_until(lambda: visit(site).outcome == "hit")
    assert visit(site).text == "felt, gold||"


def test_lost_notification_is_made_good_by_the_next_look(site):
    before = site.watch.known()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE page_cache_generation SET number = number + 1")  # says nothing to anybody
    assert wait_until(lambda: site.watch.known() == before + 1) < 1


def test_knowledge_ends_by_itself_when_the_database_hangs(site):
    with connect_directly() as hanging:
        hanging.autocommit = False
        hanging.execute("LOCK TABLE page_cache_generation IN ACCESS EXCLUSIVE MODE")
        assert wait_until(lambda: site.watch.known() is None) < 1
        hanging.rollback()
    wait_until(lambda: site.watch.known() is not None)


def test_two_long_writers_do_not_wait_for_each_other(site):
    """The generation's row is locked at commit alone, not from the first statement on."""
    Tag.objects.create(name="sky")
    with connect_directly() as first, connect_directly() as second:
        first.autocommit = second.autocommit = False
        second.execute("SET lock_timeout = '500ms'")
        first.execute("UPDATE taggit_tag SET name = 'a' WHERE name = 'felt'")
        second.execute("UPDATE taggit_tag SET name = 'b' WHERE name = 'sky'")
        second.commit()
        first.commit()
    assert wait_until(lambda: visit(site).text == "a, b||") < 1


def test_table_that_lost_its_trigger_keeps_the_cache_from_serving(site):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE taggit_tag DISABLE TRIGGER page_cache_note_change")
    watch = GenerationWatch(on_doubt=lambda: None, on_change=lambda _number: None)
    watch.known()
    time.sleep(0.5)
    assert watch.known() is None
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE taggit_tag ENABLE TRIGGER page_cache_note_change")
    wait_until(lambda: watch.known() is not None)
    watch.stop()


def test_watch_uses_the_address_of_its_own(site, settings):
    parameters = connection.get_connection_params()
    settings.PAGE_CACHE_LISTEN_URL = psycopg.conninfo.make_conninfo(
        host=parameters["host"], user=parameters["user"], dbname="template1"
    )
    with connect_directly() as direct:
        assert direct.info.dbname == "template1"
    settings.PAGE_CACHE_LISTEN_URL = "postgresql://nobody@127.0.0.1:1/none"
    with pytest.raises(psycopg.OperationalError):
        connect_directly()
