from django.apps import apps
from django.db import connection

from shanyraq.platform.page_cache.tables import declared_tables, install_triggers, unguarded_tables


def test_declared_tables_match_patterns_and_leave_out_what_is_taken_out():
    own = apps.get_app_config("page_cache")
    before = own.page_cache_tables
    try:
        own.page_cache_tables = ("shop_*", "!shop_visit*", "other")
        present = {"shop_item", "shop_visit", "shop_visit_day", "other", "others", "auth_group"}
        assert declared_tables(present) - {"portal_page"} == {"shop_item", "other"}
    finally:
        own.page_cache_tables = before


def test_every_declared_table_has_its_trigger_after_migrating(db):
    with connection.cursor() as cursor:
        assert unguarded_tables(cursor) == set()


def test_pages_of_wagtail_are_declared(db):
    present = set(connection.introspection.table_names())
    declared = declared_tables(present)
    assert {
        "wagtailcore_page",
        "wagtailcore_site",
        "wagtailcore_locale",
        "wagtailredirects_redirect",
    } <= declared
    assert not any(table.startswith(("django_", "accounts_", "procrastinate_")) for table in declared)
    assert "portal_picturerendition" not in declared


def test_install_triggers_does_nothing_the_second_time(db, django_assert_num_queries):
    install_triggers()
    with django_assert_num_queries(4):  # savepoint, two questions, release
        install_triggers()


def test_install_triggers_takes_the_trigger_from_a_table_declared_no_more(db, monkeypatch):
    monkeypatch.setattr(apps.get_app_config("page_cache"), "page_cache_tables", ("wagtailcore_page",))
    install_triggers()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_trigger WHERE tgname = 'page_cache_note_change' "
            "AND tgrelid = 'wagtailcore_site'::regclass"
        )
        assert cursor.fetchone() == (0,)
