"""The editors' overview."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from shanyraq.surfaces.portal.models import TranslationState
from shanyraq.surfaces.portal.queries.translation_overview import counts_by_language, missing_in
from tests.factories.portal import NewsPageFactory, in_language, translate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_section")]


@pytest.fixture
def article(section: Any) -> Any:
    return NewsPageFactory(parent=section, title="Ашылды", slug="opens")


def numbers(code: str) -> dict[str, int]:
    row = next(row for row in counts_by_language() if row["locale"].language_code == code)
    return {str(status): number for status, _label, number in row["numbers"]} | {"total": row["total"]}


def test_counts_tell_every_status(article: Any) -> None:
    translate(article, "en", title="Opened")

    assert numbers("en") == {"missing": 0, "fallback": 2, "begun": 0, "stale": 0, "complete": 1, "total": 3}
    assert numbers("kk") == {"missing": 0, "fallback": 0, "begun": 0, "stale": 0, "complete": 0, "total": 0}


def test_page_without_any_row_in_a_language_is_missing(article: Any) -> None:
    in_language(article, "tr").delete()

    assert numbers("tr")["missing"] == 1
    assert [page.pk for page in missing_in(Locale.objects.get(language_code="tr"))] == [article.pk]


def test_page_just_taken_out_of_the_fallbacks_is_being_written(article: Any) -> None:
    translate(article, "en")

    assert numbers("en")["begun"] == 1


def test_overview_filters_by_address(reviewer: Client, article: Any) -> None:
    translate(article, "en", title="Opened")
    english = Locale.objects.get(language_code="en")
    address = reverse("portal_translations")

    rows = reviewer.get(address, {"locale": english.pk, "status": "complete"}).context["object_list"]
    assert [(row.original_title, row.status) for row in rows] == [("Ашылды", "complete")]
    rows = reviewer.get(address, {"title": "ашыл", "status": "fallback"}).context["object_list"]
    assert {row.locale.language_code for row in rows} == {"ru", "tr", "ar", "zh-hans", "fr", "es"}
    in_language(article, "tr").delete()
    turkish = Locale.objects.get(language_code="tr")
    rows = reviewer.get(address, {"locale": turkish.pk, "status": "missing"}).context["object_list"]
    assert [row.title for row in rows] == ["Ашылды"]


@pytest.mark.parametrize(
    "query", ["?locale=x&status=y", "?status=missing", "?p=-1", "?locale=99999999999999999999"]
)
def test_overview_survives_any_address(reviewer: Client, article: Any, query: str) -> None:
    assert reviewer.get(reverse("portal_translations") + query).status_code == 200


def test_overview_is_exported(reviewer: Client, article: Any) -> None:
    response = reviewer.get(reverse("portal_translations"), {"export": "csv"})

    assert b"\xd0\x90\xd1\x88\xd1\x8b\xd0\xbb\xd0\xb4\xd1\x8b" in b"".join(response.streaming_content)


def test_overview_is_for_staff(client: Client, article: Any) -> None:
    assert client.get(reverse("portal_translations")).status_code == 302


def test_overview_needs_the_same_number_of_queries_for_more_pages(
    reviewer: Client, article: Any, section: Any, django_assert_max_num_queries: Any
) -> None:
    address = reverse("portal_translations")
    reviewer.get(address)
    with django_assert_max_num_queries(40) as few:
        reviewer.get(address)
    for _number in range(3):
        NewsPageFactory(parent=section)
    with django_assert_max_num_queries(len(few)):
        reviewer.get(address)


def test_editor_marks_a_translation_made_by_hand_as_up_to_date(reviewer: Client, article: Any) -> None:
    english = translate(article, "en", title="Opened")
    article.refresh_from_db()
    article.title = "Қайта ашылды"
    article.save_revision().publish()
    assert numbers("en")["stale"] == 1

    reviewer.post(reverse("portal_translation_current", args=[english.pk]))

    assert numbers("en")["stale"] == 0
    assert (
        TranslationState.objects.get(pk=english.pk).source_revision
        == in_language(article, "kk").live_revision
    )


def test_correcting_a_translation_does_not_hide_that_it_is_stale(article: Any) -> None:
    english = translate(article, "en", title="Opened")
    article.refresh_from_db()
    article.title = "Қайта ашылды"
    article.save_revision().publish()
    english = in_language(article, "en")
    english.summary = "Corrected"
    english.save_revision().publish()

    assert numbers("en")["stale"] == 1


def test_mark_is_only_for_those_who_may_publish(editor: Client, article: Any) -> None:
    english = translate(article, "en", title="Opened")

    assert editor.post(reverse("portal_translation_current", args=[english.pk])).status_code == 302
    assert TranslationState.objects.get(pk=english.pk).source_revision is not None
    assert editor.get(reverse("portal_translation_current", args=[english.pk])).status_code == 405
