"""An editor publishes the ministry's announcement, has it translated, and readers find it."""

import dataclasses
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
import pytest
from django.utils import translation
from django.utils.html import escape
from playwright.sync_api import Browser, Page, expect

from shanyraq.kernel.languages import LANGUAGES
from shanyraq.surfaces.portal.queries.translation_overview import Status
from tests.journeys import admin
from tests.journeys.announcement import Announcement, read_announcement
from tests.journeys.house import House
from tests.journeys.plain_http import ask
from tests.journeys.reader import reading
from tests.journeys.staff import EDITOR, REVIEWER, Staff, news_form, rich_text
from tests.journeys.tongues import TONGUES

pytestmark = pytest.mark.browser

KAZAKH = LANGUAGES["kk"].own_name
KAZAKH_TITLE = "Министрлік жаңа жылға арналған жоспарын таныстырды"
SAVED_TOO_EARLY = 400  # Wagtail saves drafts by itself, also while a form is not complete


@dataclass(frozen=True)
class Story:
    """The article as it was published and translated."""

    slug: str
    english: Announcement
    paragraph: str = "Бұл – хабарландырудың {number}-бөлімінің аудармасы."

    def path(self, prefix: str) -> str:
        return f"/{prefix}/news/{self.slug}/"


@pytest.fixture(scope="module")
def editor(chromium: Browser, house: House) -> Iterator[Page]:
    with reading(chromium, house, locale="en") as reader:
        reader.expected_statuses.add(SAVED_TOO_EARLY)
        admin.enter(reader, EDITOR)
        yield reader.page


@pytest.fixture(scope="module")
def reviewer(chromium: Browser, house: House) -> Iterator[Page]:
    with reading(chromium, house, locale="en") as reader:
        reader.expected_statuses.add(SAVED_TOO_EARLY)
        admin.enter(reader, REVIEWER)
        yield reader.page


@pytest.fixture(scope="module")
def story(
    shared_data: Path, house: House, editor: Page, reviewer: Page, tmp_path_factory: pytest.TempPathFactory
) -> Story:
    """Written by the editor, published by the reviewer, translated into Kazakh with a PO file."""
    token, folder = secrets.token_hex(3), tmp_path_factory.mktemp("po")
    read = read_announcement(shared_data)
    told = Story(f"announcement-{token}", dataclasses.replace(read, headline=f"{read.headline} {token}"))
    section = Staff(house, EDITOR).page_id("news", "en")
    admin.write_news(editor, house, section, told.english, told.slug)
    assert ask(house.address, told.path("en")).status == 404  # a reviewer has the last word
    admin.approve(reviewer, house, told.english.headline)
    admin.begin_translation(editor, house, told.english.headline, KAZAKH)
    translated = editor.url
    po = admin.download_po(editor, house, told.english.headline, folder)
    fill(po, told)
    editor.goto(translated)
    assert "Successfully imported" in admin.upload_po(editor, po, folder)
    assert admin.status_of(editor, house, told.english.headline, KAZAKH) == word(Status.FALLBACK)
    admin.publish_translation(reviewer, translated)
    return told


def fill(po: polib.POFile, told: Story) -> None:
    """What a translator does: every text gets its Kazakh."""
    for number, entry in enumerate(po):
        is_title = entry.msgid == told.english.headline
        entry.msgstr = KAZAKH_TITLE if is_title else told.paragraph.format(number=number)


def word(status: Status) -> str:
    with translation.override("en"):
        return str(status.label)


@pytest.mark.parametrize("name", ["kk", "kk-latn", "kk-arab"])
def test_visitor_reads_the_announcement_in_three_scripts(
    chromium: Browser, house: House, story: Story, name: str
) -> None:
    tongue = TONGUES[name]
    with reading(chromium, house) as reader:
        reader.go(story.path(name))
        reader.see_page(tag=tongue.tag, direction=tongue.direction, heading=tongue.write(KAZAKH_TITLE))
        expect(reader.page.locator("main")).to_contain_text(tongue.write("хабарландырудың"))
        picture = reader.page.locator("main img").first
        expect(picture).to_have_attribute("alt", tongue.write("Сұр киіз"))


def test_visitor_reads_the_announcement_in_english(chromium: Browser, house: House, story: Story) -> None:
    with reading(chromium, house) as reader:
        reader.go(story.path("en"))
        reader.see_page(tag="en", direction="ltr", heading=story.english.headline)
        for paragraph in story.english.paragraphs:
            expect(reader.page.get_by_text(paragraph, exact=True).first).to_be_visible()


def test_visitor_gets_english_in_arabic_marked_as_such(chromium: Browser, house: House, story: Story) -> None:
    with reading(chromium, house) as reader:
        reader.go(story.path("ar"))
        reader.see_page(tag="ar", direction="rtl", heading=story.english.headline)
        for text in (story.english.headline, story.english.paragraphs[-1]):
            found = reader.page.locator("main").get_by_text(text, exact=True).first
            closest = found.evaluate("e => [e.closest('[lang]').lang, e.closest('[dir]').dir]")
            assert closest == ["en", "ltr"]
        notice = reader.page.locator("[data-fallback-notice], .fallback, .alert").first
        expect(notice).to_be_visible()
        assert notice.evaluate("e => e.closest('[lang]').lang") == "ar"
        assert not reader.page.locator('link[hreflang="ar"]').count()


@pytest.mark.parametrize("language", ["kk", "en"])
def test_announcement_is_in_feed_and_sitemap(house: House, story: Story, language: str) -> None:
    address = f"{house.address}{story.path(language)}"
    feed = ask(house.address, f"/{language}/feeds/news.xml").text
    assert f'href="{address}"' in feed
    assert escape(KAZAKH_TITLE if language == "kk" else story.english.headline) in feed
    assert address in ask(house.address, f"/sitemap-{language}.xml").text


def test_po_file_of_another_page_is_refused(house: House, editor: Page, story: Story, tmp_path: Path) -> None:
    staff, title = Staff(house, REVIEWER), f"Another {secrets.token_hex(3)}"
    form = news_form(title, title.lower().replace(" ", "-"), rich_text("Other words."))
    staff.post(
        f"/staff/pages/add/portal/newspage/{staff.page_id('news', 'en')}/", form | {"action-publish": "1"}
    )
    admin.begin_translation(editor, house, title, KAZAKH)
    other = admin.download_po(editor, house, title, tmp_path)
    editor.goto(f"{house.address}/staff/pages/{staff.page_id(story.slug, 'kk')}/edit/")
    said = admin.upload_po(editor, other, tmp_path)
    assert "The file belongs to another page" in said
    assert title in said
    assert "Nothing was imported" in said


def test_editor_sees_that_a_translation_is_out_of_date(
    house: House, editor: Page, reviewer: Page, story: Story
) -> None:
    headline = story.english.headline
    assert admin.status_of(editor, house, headline, KAZAKH) == word(Status.COMPLETE)
    number = Staff(house, EDITOR).page_id(story.slug, "en")
    editor.goto(f"{house.address}/staff/pages/{number}/edit/")
    editor.locator("#id_summary").fill("Corrected: the plans of the year.")
    admin.press_action(editor, "[name=action-submit]")
    admin.approve(reviewer, house, headline)
    assert admin.status_of(editor, house, headline, KAZAKH) == word(Status.STALE)
    assert admin.status_of(editor, house, headline, LANGUAGES["ar"].own_name) == word(Status.FALLBACK)
    assert "Corrected: the plans" in ask(house.address, story.path("en")).text
    assert re.search(KAZAKH_TITLE, ask(house.address, story.path("kk")).text)
