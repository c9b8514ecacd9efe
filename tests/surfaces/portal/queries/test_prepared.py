"""Queries whose SQL is written once: the values are new each time, the text is not."""

from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from shanyraq.kernel.translated import TranslatedText
from shanyraq.surfaces.portal import models
from shanyraq.surfaces.portal.queries.prepared import Prepared, PreparedRecords, Slot, among, names_of
from tests.factories.portal import NewsPageFactory, PictureFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_section")]


def news_titled() -> QuerySet[Any, Any]:
    found = models.NewsPage.objects.filter(slug=Slot("slug"), path__startswith=Slot("above"))
    return found.order_by("pk").values_list("pk", "title")


def test_query_is_written_once_and_asked_with_other_values(section: Any) -> None:
    first, second = (NewsPageFactory(parent=section, title=title, slug=title) for title in ("kui", "zhyr"))
    built = []
    query = Prepared(lambda: built.append(1) or news_titled())

    assert query.rows(slug="kui", above=section.path) == [(first.pk, "kui")]
    assert query.rows(slug="zhyr", above=section.path) == [(second.pk, "zhyr")]
    assert query.rows(slug="zhyr", above="9999") == []
    assert built == [1]


def test_value_stays_a_value(section: Any) -> None:
    NewsPageFactory(parent=section, slug="kui")
    query = Prepared(news_titled)

    for hostile in ("' OR '1'='1", "%", "%s", "kui'; DROP TABLE portal_newspage; --"):
        assert query.rows(slug=hostile, above=section.path) == []
        assert query.rows(slug="kui", above=hostile) == []


def test_slot_without_a_value_is_an_error(section: Any) -> None:
    with pytest.raises(KeyError, match="above"):
        Prepared(news_titled).rows(slug="kui")


def test_among_takes_lists_of_any_length(section: Any) -> None:
    pages = [NewsPageFactory(parent=section, title=f"n{number}") for number in range(3)]
    keys = [page.translation_key for page in pages]
    found = models.NewsPage.objects.filter(among("translation_key", "keys"), locale=section.locale)
    query = Prepared(lambda: found.order_by("path").values_list("title"))

    for count in (3, 1, 0):
        assert query.rows(keys=keys[:count]) == [(f"n{number}",) for number in range(count)]


def test_rows_are_converted_as_the_fields_do(db: None) -> None:
    picture = PictureFactory(description=TranslatedText(kk="Дала", en="Steppe"))
    query = Prepared(lambda: models.Picture.objects.filter(pk=Slot("id")).values_list("description", "title"))

    [(description, title)] = query.rows(id=picture.pk)
    assert (description, title) == (TranslatedText(kk="Дала", en="Steppe"), picture.title)


def test_records_are_what_the_queryset_gives(section: Any) -> None:
    page = NewsPageFactory(parent=section, title="Жаңалық", summary="Қысқаша")
    query = PreparedRecords(lambda: models.NewsPage.objects.live().filter(locale_id=Slot("locale")))

    with CaptureQueriesContext(connection) as asked:
        [record] = query.records(locale=page.locale_id)
        read = [getattr(record, name) for name in names_of(models.NewsPage) if name != "body"]
    usual = models.NewsPage.objects.get(pk=page.pk)
    assert len(asked) == 1
    assert record == usual
    assert read == [getattr(usual, name) for name in names_of(models.NewsPage) if name != "body"]
    assert (record.get_deferred_fields(), record._state.adding) == (set(), False)
