"""No language is without a page, and no page is half translated."""

from typing import Any

import pytest
from django.db import transaction
from wagtail.models import Page

from shanyraq.kernel.languages import LANGUAGES
from shanyraq.surfaces.portal.actions.fallbacks import refresh_fallbacks
from shanyraq.surfaces.portal.models import TranslationState
from tests.factories.portal import NewsPageFactory, in_language, translate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_section")]


@pytest.fixture
def article(section: Any) -> Any:
    return NewsPageFactory(parent=section, title="Ашылды", slug="opens")


def languages_of(page: Any) -> dict[str, str]:
    """Language of the tree → language of the text, for live pages."""
    pages = Page.objects.live().filter(translation_key=page.translation_key).specific()
    return {each.locale.language_code: each.content_language for each in pages}


def test_publication_gives_every_language_a_page(article: Any) -> None:
    assert languages_of(article) == dict.fromkeys(LANGUAGES, "kk")
    assert in_language(article, "tr").title == "Ашылды"
    assert in_language(article, "tr").alias_of_id == article.pk


def test_fallback_stands_at_the_same_address_in_its_own_tree(article: Any) -> None:
    assert in_language(article, "fr").url == "/fr/news/opens/"


def test_draft_gets_no_fallbacks(section: Any) -> None:
    draft = NewsPageFactory(parent=section, publish=False)

    assert Page.objects.filter(translation_key=draft.translation_key).count() == 1


def test_better_language_takes_the_fallbacks_over(article: Any) -> None:
    translate(article, "en", title="Opened")

    expected = dict.fromkeys(LANGUAGES, "en") | {"kk": "kk", "ru": "kk"}
    assert languages_of(article) == expected
    assert in_language(article, "ar").title == "Opened"


def test_fallback_follows_a_new_publication(article: Any) -> None:
    article.title = "Енді ашылды"
    article.save_revision().publish()

    assert in_language(article, "es").title == "Енді ашылды"
    assert in_language(article, "es").content_language == "kk"


def test_page_taken_out_of_the_fallbacks_keeps_the_language_of_its_words(article: Any) -> None:
    translate(article, "tr")

    assert in_language(article, "tr").alias_of_id is None
    assert in_language(article, "tr").content_language == "kk"
    assert not TranslationState.objects.filter(page=in_language(article, "tr").pk).exists()


def test_withdrawn_translation_gives_way_to_the_fallback(
    article: Any, django_capture_on_commit_callbacks: Any
) -> None:
    english = translate(article, "en", title="Opened")
    with django_capture_on_commit_callbacks(execute=True):
        english.unpublish()

    assert languages_of(article) == dict.fromkeys(LANGUAGES, "kk")
    assert in_language(article, "en").revisions.filter(content__title="Opened").exists()


def test_withdrawn_original_takes_all_languages_along(
    article: Any, django_capture_on_commit_callbacks: Any
) -> None:
    translate(article, "en", title="Opened")
    with django_capture_on_commit_callbacks(execute=True):
        Page.objects.get(pk=article.pk).specific.unpublish()

    assert languages_of(article) == {}


def test_original_published_again_brings_its_translations_back(
    article: Any, django_capture_on_commit_callbacks: Any
) -> None:
    translate(article, "en", title="Opened")
    with django_capture_on_commit_callbacks(execute=True):
        Page.objects.get(pk=article.pk).specific.unpublish()
    in_language(article, "kk").save_revision().publish()

    assert languages_of(article) == dict.fromkeys(LANGUAGES, "en") | {"kk": "kk", "ru": "kk"}
    assert in_language(article, "en").title == "Opened"


def test_deleted_translation_gives_way_to_the_fallback(
    article: Any, django_capture_on_commit_callbacks: Any
) -> None:
    english = translate(article, "en", title="Opened")
    with django_capture_on_commit_callbacks(execute=True):
        english.delete()

    assert languages_of(article) == dict.fromkeys(LANGUAGES, "kk")


def test_deleted_original_leaves_its_translation_as_the_original(
    article: Any, django_capture_on_commit_callbacks: Any
) -> None:
    english = translate(article, "en", title="Opened")
    with django_capture_on_commit_callbacks(execute=True):
        in_language(article, "kk").delete()

    assert languages_of(article) == dict.fromkeys(LANGUAGES, "en")
    assert TranslationState.objects.get(page__translation_key=article.translation_key).page_id == english.pk


def test_deleted_only_text_takes_its_fallbacks_along(
    article: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        in_language(article, "kk").delete()

    assert not Page.objects.filter(translation_key=article.translation_key).exists()


def test_deleted_section_takes_everything_below_along(
    article: Any, section: Any, django_capture_on_commit_callbacks: Any
) -> None:
    keys = [article.translation_key, section.translation_key]
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        Page.objects.get(pk=section.pk).delete()

    assert not Page.objects.filter(translation_key__in=keys).exists()


def test_refreshing_again_changes_nothing(article: Any) -> None:
    assert refresh_fallbacks(article.translation_key) == 0


def test_aliases_never_follow_aliases(article: Any) -> None:
    translate(article, "en", title="Opened")

    assert not Page.objects.filter(alias_of__alias_of__isnull=False).exists()
