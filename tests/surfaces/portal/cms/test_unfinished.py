"""A translation made in the translation editor: begun, exported, imported, published, out of date."""

from typing import Any

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, TestCase
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import Translation

from shanyraq.surfaces.portal.models import TranslationState
from shanyraq.surfaces.portal.queries.translation_overview import Status, translation_overview
from tests.factories.portal import NewsPageFactory, in_language

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_section")]

BODY = [
    {
        "type": "text",
        "value": "<p>Портал ашылды.</p><p>Сегіз тіл.</p>",
        "id": "11111111-1111-1111-1111-111111111111",
    }
]


@pytest.fixture
def article(section: Any) -> Any:
    return NewsPageFactory(parent=section, title="Ашылды", slug="opens", summary="Қысқаша", body=BODY)


def begin(client: Client, page: Any, code: str) -> Translation:
    """Submit a page for translation as the admin's form does."""
    locale = Locale.objects.get(language_code=code)
    address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    response = client.post(address, {"locales": [locale.pk]})
    assert (response.status_code, "/staff/pages/" in response["Location"]) == (302, True)
    return Translation.objects.get(source__object_id=page.translation_key, target_locale=locale)


def upload(client: Client, translation: Translation, content: str | bytes) -> list[str]:
    """Import a PO file; the last message shown afterwards."""
    content = content.encode() if isinstance(content, str) else content
    home = reverse("wagtailadmin_home")
    response = client.post(
        reverse("wagtail_localize:upload_pofile", args=[translation.pk]),
        {"file": SimpleUploadedFile("page.po", content), "next": home},
        follow=True,
    )
    return [str(message) for message in response.context["messages"]][-1:]


def publish(client: Client, page: Any) -> Any:
    with TestCase.captureOnCommitCallbacks(execute=True):
        return client.post(
            reverse("wagtailadmin_pages:edit", args=[page.pk]), {"action": "publish"}, follow=True
        )


def translated(po: polib.POFile, words: dict[str, str]) -> polib.POFile:
    for entry in po:
        entry.msgstr = words[entry.msgid]
    return po


WORDS = {
    "Ашылды": "Opened",
    "Қысқаша": "In short",
    "Портал ашылды.": "The portal has opened.",
    "Сегіз тіл.": "Eight languages.",
}


def test_begun_translation_is_not_shown_to_readers(reviewer: Client, article: Any) -> None:
    begin(reviewer, article, "en")
    page = in_language(article, "en")

    assert (page.alias_of_id, page.content_language, page.title) == (article.pk, "kk", "Ашылды")


def test_begun_translation_opens_in_the_translation_editor(reviewer: Client, article: Any) -> None:
    begin(reviewer, article, "en")
    response = reviewer.get(reverse("wagtailadmin_pages:edit", args=[in_language(article, "en").pk]))

    assert "wagtail_localize/admin/edit_translation.html" in [
        template.name for template in response.templates
    ]


def test_unfinished_translation_is_not_published(reviewer: Client, article: Any) -> None:
    translation = begin(reviewer, article, "en")
    po = translation.export_po()
    po[0].msgstr = "Opened"
    upload(reviewer, translation, str(po))
    response = publish(reviewer, in_language(article, "en"))
    page = in_language(article, "en")

    assert (page.alias_of_id, page.title) == (article.pk, "Ашылды")
    assert "Texts still missing: 3." in " ".join(str(message) for message in response.context["messages"])


def test_complete_translation_takes_the_place_of_the_fallback(reviewer: Client, article: Any) -> None:
    translation = begin(reviewer, article, "en")
    address = reverse("wagtail_localize:download_pofile", args=[translation.pk])
    po = translated(polib.pofile(reviewer.get(address).content.decode()), WORDS)
    upload(reviewer, translation, str(po))
    publish(reviewer, in_language(article, "en"))
    page = in_language(article, "en")

    assert (page.alias_of_id, page.live, page.content_language, page.title) == (None, True, "en", "Opened")
    assert page.body[0].value.source == "<p>The portal has opened.</p><p>Eight languages.</p>"
    assert (page.slug, page.url) == ("opens", "/en/news/opens/")
    assert in_language(article, "ar").content_language == "en"


def complete(client: Client, article: Any) -> Translation:
    translation = begin(client, article, "en")
    upload(client, translation, str(translated(translation.export_po(), WORDS)))
    publish(client, in_language(article, "en"))
    return translation


def status_of(page: Any, code: str) -> str:
    row = translation_overview(Locale.objects.get(language_code=code)).get(
        translation_key=page.translation_key
    )
    return row.status


def test_translation_is_stale_after_the_source_changed(reviewer: Client, article: Any) -> None:
    complete(reviewer, article)
    assert status_of(article, "en") == Status.COMPLETE

    source = in_language(article, "kk")
    source.summary = "Басқаша"
    source.save_revision().publish()

    assert status_of(article, "en") == Status.STALE
    assert status_of(article, "tr") == Status.FALLBACK


def test_stale_translation_synced_with_its_source_is_not_half_published(
    reviewer: Client, article: Any
) -> None:
    translation = complete(reviewer, article)
    source = in_language(article, "kk")
    source.summary = "Басқаша"
    source.save_revision().publish()
    address = reverse("wagtail_localize:update_translations", args=[translation.source_id])
    reviewer.post(address, {"publish_translations": "on"})

    assert in_language(article, "en").summary == "In short"
    assert status_of(article, "en") == Status.STALE


def test_stale_translation_brought_up_to_date_is_complete(reviewer: Client, article: Any) -> None:
    translation = complete(reviewer, article)
    source = in_language(article, "kk")
    source.summary = "Басқаша"
    source.save_revision().publish()
    reviewer.post(reverse("wagtail_localize:update_translations", args=[translation.source_id]), {})
    translation.refresh_from_db()
    upload(reviewer, translation, str(translated(translation.export_po(), WORDS | {"Басқаша": "Otherwise"})))
    publish(reviewer, in_language(article, "en"))

    assert in_language(article, "en").summary == "Otherwise"
    assert status_of(article, "en") == Status.COMPLETE
    assert TranslationState.objects.get(page=in_language(article, "en")).source_revision_id


def test_po_file_of_another_page_is_refused_by_name(reviewer: Client, article: Any, section: Any) -> None:
    other = NewsPageFactory(parent=section, title="Басқа", slug="other", body=BODY)
    translation, wrong = begin(reviewer, article, "en"), begin(reviewer, other, "en")
    messages = upload(
        reviewer, translation, str(translated(wrong.export_po(), WORDS | {"Басқа": "Other", "Summary": "x"}))
    )

    assert messages == ["The file belongs to another page: “Басқа”, English. Nothing was imported."]
    assert translation.get_progress()[1] == 0


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "This is not a PO file. Download it again and translate that one."),
        (b"\x00\x01\x02", "This is not a PO file. Download it again and translate that one."),
        (b"GIF89a no po", "This is not a PO file. Download it again and translate that one."),
        (b"\xff\xfe\xfa", "This is not a PO file. Download it again and translate that one."),
        (
            b'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "a"\nmsgstr "b"\n',
            "The file does not say which page it belongs to. Download it again and keep its first lines.",
        ),
        (
            b'msgid ""\nmsgstr "X-WagtailLocalize-TranslationID: 0\\n"\n\nmsgid "a"\nmsgstr "b"\n',
            "The file belongs to a page that is not here.",
        ),
        (b"#" * (2 * 1024 * 1024 + 1), "The file is too large. A PO file has at most 2 MB."),
    ],
    ids=["empty", "binary", "picture", "no UTF-8", "no page named", "page not here", "too large"],
)
def test_wrong_file_is_refused_with_a_reason(
    reviewer: Client, article: Any, content: bytes, message: str
) -> None:
    translation = begin(reviewer, article, "en")

    if content:
        assert upload(reviewer, translation, content) == [message]
    assert translation.get_progress() == (4, 0)


def test_translator_sees_a_preview_of_the_unfinished_page(reviewer: Client, article: Any) -> None:
    translation = begin(reviewer, article, "en")
    po = translation.export_po()
    po[0].msgstr = "Opened"
    upload(reviewer, translation, str(po))
    response = reviewer.get(reverse("wagtail_localize:preview_translation", args=[translation.pk]))

    assert response.status_code == 200
