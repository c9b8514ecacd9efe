"""What follows from a publication in the admin: facts, addresses, cascades."""

from datetime import date
from typing import Any

import pytest
from django.test import Client, TestCase
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from shanyraq.surfaces.portal.models import PersonRole
from tests.factories.portal import (
    NewsPageFactory,
    PersonPageFactory,
    SectionPageFactory,
    in_language,
    translate,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_section")]


@pytest.fixture
def article(section: Any) -> Any:
    return NewsPageFactory(parent=section, title="Ашылды", slug="opens", date=date(2026, 10, 2))


def test_facts_of_the_original_reach_its_translations(article: Any) -> None:
    translate(article, "en", title="Opened")
    article.refresh_from_db()
    article.date = date(2026, 10, 5)
    article.save_revision().publish()

    assert in_language(article, "en").date == date(2026, 10, 5)
    assert in_language(article, "en").title == "Opened"


def test_translation_takes_its_facts_from_the_original(article: Any) -> None:
    english = translate(article, "en", title="Opened")
    english.date = date(2001, 1, 1)
    english.save_revision().publish()

    assert in_language(article, "en").date == date(2026, 10, 2)


def test_rows_of_the_original_reach_its_translations(home: Any) -> None:
    people = SectionPageFactory(parent=home, slug="people", listing="people")
    person = PersonPageFactory(parent=people, slug="abai")
    translate(person, "en", title="Abai")
    person.refresh_from_db()
    person.roles = [PersonRole(role=role, sort_order=place) for place, role in enumerate(["poet", "thinker"])]
    person.save_revision().publish()

    assert [row.role for row in in_language(person, "en").roles.all()] == ["poet", "thinker"]


def test_new_slug_holds_in_every_language_and_old_addresses_redirect(article: Any, client: Client) -> None:
    translate(article, "en", title="Opened")
    article.refresh_from_db()
    article.slug = "opened"
    with TestCase.captureOnCommitCallbacks(execute=True):
        article.save_revision().publish()

    assert set(
        Page.objects.filter(translation_key=article.translation_key).values_list("slug", flat=True)
    ) == {"opened"}
    for code in ("kk", "en", "ar"):
        assert client.get(f"/{code}/news/opens/")["Location"] == f"/{code}/news/opened/"
    assert Redirect.objects.filter(automatically_created=True).count() == 8


def test_deleting_an_original_in_the_admin_deletes_it_in_all_languages(
    reviewer: Client, article: Any
) -> None:
    translate(article, "en", title="Opened")
    with TestCase.captureOnCommitCallbacks(execute=True):
        reviewer.post(reverse("wagtailadmin_pages:delete", args=[article.pk]))

    assert not Page.objects.filter(translation_key=article.translation_key).exists()


def test_deleting_a_translation_in_the_admin_brings_the_fallback_back(reviewer: Client, article: Any) -> None:
    english = translate(article, "en", title="Opened")
    with TestCase.captureOnCommitCallbacks(execute=True):
        reviewer.post(reverse("wagtailadmin_pages:delete", args=[english.pk]))

    assert in_language(article, "en").content_language == "kk"
    assert Page.objects.live().filter(translation_key=article.translation_key).count() == 8


def test_moving_an_original_moves_it_in_all_languages(reviewer: Client, article: Any, home: Any) -> None:
    other = SectionPageFactory(parent=home, slug="archive", listing="news")
    translate(article, "en", title="Opened")
    reviewer.post(reverse("wagtailadmin_pages:move_confirm", args=[article.pk, other.pk]))

    assert in_language(article, "kk").url == "/kk/archive/opens/"
    assert in_language(article, "en").url == "/en/archive/opens/"
    assert in_language(article, "ar").url == "/ar/archive/opens/"
