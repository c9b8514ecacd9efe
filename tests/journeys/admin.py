"""Wagtail's admin as staff use it, in a browser."""

import re
import secrets
from pathlib import Path

import polib
from playwright.sync_api import Page, expect

from tests.journeys.announcement import Announcement
from tests.journeys.house import House
from tests.journeys.reader import Reader
from tests.platform.files.samples import picture

UPLOAD = "#id_image-chooser-upload-"
LANGUAGE_FIELDS = {"kk": 0, "en": 2}  # the place of a language among the fields of a translated text


def enter(reader: Reader, email: str) -> None:
    """Sign in on the way to the staff's side."""
    reader.go("/staff/")
    reader.page.locator("input[name=login]").fill(email)
    reader.page.locator("input[name=password]").fill(reader.house.password)
    reader.page.locator("main form.form button[type=submit]").first.click()
    reader.page.wait_for_url("**/staff/")


def write_news(page: Page, house: House, section: int, news: Announcement, slug: str) -> None:
    """Write an article with a picture in the section, and send it to review."""
    page.goto(f"{house.address}/staff/pages/add/portal/newspage/{section}/")
    page.locator("#id_title").fill(news.headline)
    page.locator("#id_summary").fill(news.paragraphs[0][:280])
    _upload_picture(page)
    page.get_by_role("button", name="Insert a block").click()
    page.get_by_role("option", name="Text", exact=True).click()
    text = page.locator(".public-DraftEditor-content").last
    text.click()
    expect(text).to_be_focused()
    for paragraph in news.paragraphs:
        page.keyboard.insert_text(paragraph)
        page.keyboard.press("Enter")
    written = re.compile(re.escape(news.paragraphs[-1][:40]))
    expect(page.locator("input[name=body-0-value]")).to_have_value(written)  # a moment after the last key
    page.get_by_role("tab", name="Promote").click()
    page.locator("#id_slug").fill(slug)
    press_action(page, "[name=action-submit]")


def _upload_picture(page: Page) -> None:
    page.get_by_role("button", name="Choose an image").click()
    page.get_by_role("tab", name="Upload").click()
    content = picture("png", 800 + secrets.randbelow(800), 800)  # Wagtail asks back about one that it has
    file = {"name": "felt.png", "mimeType": "image/png", "buffer": content}
    page.locator(f"{UPLOAD}file").set_input_files(file)
    expect(page.locator(f"{UPLOAD}title")).to_have_value("felt")  # Wagtail takes it from the file
    for language, text in (("kk", "Сұр киіз"), ("en", "Grey felt")):
        page.locator(f"{UPLOAD}description_{LANGUAGE_FIELDS[language]}").fill(text)
        page.locator(f"{UPLOAD}credit_{LANGUAGE_FIELDS[language]}").fill("Shanyraq")
    page.locator(".modal-body form[action*=create] [type=submit]").click()
    expect(page.locator("#id_picture-chooser .chosen")).to_be_visible()


def press_action(page: Page, button: str) -> None:
    """Press a button of the menu at the foot of the form and wait for the list that follows.

    Wagtail saves drafts by itself and changes the address meanwhile: that is not the next page.
    """
    page.locator("footer [data-w-dropdown-target=toggle]").last.click()
    page.locator(f"footer {button}").click()
    page.wait_for_url(re.compile(r"/staff/pages/\d+/$"))


def approve(page: Page, house: House, title: str) -> None:
    """Take an article from the list of what waits for review, and publish it."""
    page.goto(f"{house.address}/staff/")
    waiting = page.locator("section, .panel", has_text="Awaiting your review").last
    waiting.get_by_role("link", name=title).first.click()
    expect(
        page.locator(".public-DraftEditor-content").last
    ).to_be_visible()  # before that, its text is not sent
    press_action(page, "[data-workflow-action-name=approve]:not([data-workflow-action-modal-url])")


def begin_translation(page: Page, house: House, title: str, language: str) -> None:
    """From the overview: take a page that shows another language and begin to translate it."""
    page.goto(f"{house.address}/staff/translations/?title={title}&status=fallback")
    row = page.locator("#translation-rows tbody tr", has_text=language).first
    row.get_by_role("link", name="Translate", exact=True).click()
    page.get_by_role("checkbox", name=language).check()
    with page.expect_navigation():
        page.locator("form [type=submit]").last.click()


def download_po(page: Page, house: House, title: str, folder: Path) -> polib.POFile:
    """The file for translators, from the overview."""
    page.goto(f"{house.address}/staff/translations/?title={title}")
    with page.expect_download() as found:
        page.get_by_role("link", name="Download PO file").first.click()
    path = folder / "download.po"
    found.value.save_as(path)
    return polib.pofile(str(path))


def upload_po(page: Page, po: polib.POFile, folder: Path) -> str:
    """Give a file back in the open translation editor; what the admin says about it."""
    path = folder / "upload.po"
    po.save(str(path))
    with page.expect_navigation():
        page.locator("input[type=file][name=file]").set_input_files(path)
    return page.locator(".messages").inner_text()


def status_of(page: Page, house: House, title: str, language: str) -> str:
    """The row of a page and a language in the overview of translations."""
    page.goto(f"{house.address}/staff/translations/?title={title}")
    row = page.locator("#translation-rows tbody tr", has_text=language).first
    return row.locator("td").nth(2).inner_text().strip()


def publish_translation(page: Page, address: str) -> None:
    """In the translation editor, as one who may publish."""
    page.goto(address)
    page.locator("footer button[aria-haspopup], footer [data-w-dropdown-target=toggle]").last.click()
    with page.expect_navigation():
        page.get_by_role("button", name="Publish").click()
