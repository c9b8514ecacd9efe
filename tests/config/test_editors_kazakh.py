"""The admin speaks Kazakh: Wagtail has no catalogue for it, ours has."""

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import polib
import pytest
import wagtail
import wagtail_localize
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from shanyraq.config.settings.environment import REPOSITORY
from tests.factories.portal import NewsPageFactory, PictureFactory, SectionPageFactory, make_home

CATALOGUES = REPOSITORY / "locale" / "wagtail" / "kk" / "LC_MESSAGES"
PACKAGES = [Path(package.__file__ or "").parent for package in (wagtail, wagtail_localize)]
LEFT_OUT = re.compile(
    r"contrib/(forms|search_promotions|simple_translation|styleguide)/|apps\.py$|machine_translators/dummy\.py$"
)
PLACEHOLDER = re.compile(r"%\(\w+\)[sdr]|%[sd]|\{\w*\}")
TAG = re.compile(r"</?[a-zA-Z{][^>]*>")
LATIN_WORD = re.compile(r"[A-Za-z]{3}")
CYRILLIC = re.compile(r"[А-Яа-яӘәҒғҚқҢңӨөҰұҮүҺһІі]")
SPOKEN_ATTRIBUTES = {"aria-label", "alt", "placeholder", "title", "data-w-tooltip-content-value"}
SILENT_ELEMENTS = {"script", "style", "code", "kbd"}

# Names, pages that Wagtail's own migrations make, and what its templates print without asking a catalogue.
NAMES = {"Wagtail", "Esc", "English", "chief@shanyraq.example", "Moderators approval"}
NAMES |= {"Root", "Welcome to your new Wagtail site!", "Actions", "None"}

LABELS = {
    "home": {"Негізгі мазмұнға өту"},
    "explorer": {"Атауы", "Жаңартылған", "Түрі", "Күйі", "Жылжыту", "Жариядан алу", "Осы бетті аудару"},
    "add": {"Мазмұны", "Ілгерілету", "Нобайды сақтау", "Жариялау", "Жоспар құру", "Пікірлер"},
    "edit": {"Жариядан алу", "Сапа тексеруі", "Алдын ала қарау", "Сілтеме атауы", "Тарихы"},
    "history": {"Пікір қалдыру әрекеті", "Жариядағы нұсқа"},
    "delete": {"Бұл бет өшірілсін бе?", "Жоқ, өшірмеу"},
    "images": {"Суреттер", "Сурет қосу", "Жинаққа қосу", "Жаңалары алдымен"},
    "documents": {"Құжаттар", "Құжат қосу"},
    "redirects": {"Қайта бағыттаулар", "Қайта бағыттау қосу"},
    "site history": {"Сайт тарихы", "Әрекет", "Пайдаланушы"},
    "submit translation": {"Бетті аудару", "Барлығын таңдау"},
}


class VisibleTexts(HTMLParser):
    """The texts of an HTML page that a person sees or hears."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: set[str] = set()
        self.silent = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in SILENT_ELEMENTS
        self.texts |= {value.strip() for name, value in attrs if value and name in SPOKEN_ATTRIBUTES}

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in SILENT_ELEMENTS

    def handle_data(self, data: str) -> None:
        if not self.silent and data.strip():
            self.texts.add(" ".join(data.split()))


def _entries(domain: str) -> list[polib.POEntry]:
    return [entry for entry in polib.pofile(str(CATALOGUES / f"{domain}.po")) if not entry.obsolete]


def _marks(text: str, pattern: re.Pattern[str]) -> list[str]:
    return sorted(pattern.findall(text))


def _problems(entry: polib.POEntry) -> Iterator[str]:
    """What is wrong with the Kazakh of a message; it may follow the singular or the plural of the source."""
    sources = [source for source in (entry.msgid, entry.msgid_plural) if source]
    texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    for text in texts:
        if not any(_marks(text, TAG) == _marks(source, TAG) for source in sources):
            yield f"other tags: {text}"
        if not any(_marks(text, PLACEHOLDER) == _marks(source, PLACEHOLDER) for source in sources):
            yield f"other placeholders: {text}"
        if (text[:1].isspace(), text[-1:].isspace()) != (sources[0][0].isspace(), sources[0][-1].isspace()):
            yield f"other spaces around: {text!r}"


def _shipped(domain: str) -> Iterator[tuple[str, str]]:
    """Context and text of the messages of Wagtail and wagtail-localize that editors may see."""
    for package in PACKAGES:
        for path in package.glob(f"**/locale/en/LC_MESSAGES/{domain}.po"):
            place = path.relative_to(package.parent).parents[3].as_posix()
            for entry in polib.pofile(str(path)):
                seen = [f"{place}/{file}" for file, _ in entry.occurrences]
                if not entry.obsolete and not all(LEFT_OUT.search(file) for file in seen):
                    yield entry.msgctxt or "", entry.msgid


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_catalogue_is_whole(domain: str) -> None:
    entries = _entries(domain)
    assert [entry.msgid for entry in entries if entry.fuzzy or not entry.translated()] == []
    assert set(_shipped(domain)) - {(entry.msgctxt or "", entry.msgid) for entry in entries} == set()


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_catalogue_keeps_placeholders_and_tags(domain: str) -> None:
    assert [problem for entry in _entries(domain) for problem in _problems(entry)] == []


@pytest.fixture
def addresses(db: None) -> dict[str, str]:
    """Pages of the admin by name, on a site with a page and a picture."""
    section = SectionPageFactory(parent=make_home(), title="Жаңалықтар", slug="news", listing="news")
    news = NewsPageFactory(parent=section, title="Ашылды", slug="opens", summary="Қысқаша")
    PictureFactory(title="Дала")
    return {
        "home": reverse("wagtailadmin_home"),
        "explorer": reverse("wagtailadmin_explore", args=[section.pk]),
        "add": reverse("wagtailadmin_pages:add", args=["portal", "newspage", section.pk]),
        "edit": reverse("wagtailadmin_pages:edit", args=[news.pk]),
        "history": reverse("wagtailadmin_pages:history", args=[news.pk]),
        "delete": reverse("wagtailadmin_pages:delete", args=[news.pk]),
        "images": reverse("wagtailimages:index"),
        "documents": reverse("wagtaildocs:index"),
        "redirects": reverse("wagtailredirects:index"),
        "site history": reverse("wagtailadmin_reports:site_history"),
        "submit translation": reverse("wagtail_localize:submit_page_translation", args=[news.pk]),
        "scripts": reverse("wagtailadmin_javascript_catalog"),
        "scripts of translation": reverse("wagtail_localize:javascript_catalog"),
    }


@pytest.fixture
def staff(addresses: dict[str, str], settings: Any) -> Client:
    """Signed in, prefers Kazakh."""
    settings.STAFF_NEEDS_SECOND_FACTOR = False
    user = get_user_model().objects.create_superuser("chief@shanyraq.example", "a long password")
    UserProfile.objects.create(user=user, preferred_language="kk")
    client = Client()
    client.force_login(user)
    return client


def _seen(client: Client, address: str) -> set[str]:
    response = client.get(address)
    assert response.status_code == 200
    return VisibleTexts(response.content.decode()).texts


def test_pages_show_kazakh_labels(staff: Client, addresses: dict[str, str]) -> None:
    lacking = {name: labels - _seen(staff, addresses[name]) for name, labels in LABELS.items()}
    assert {name: labels for name, labels in lacking.items() if labels} == {}


def _ours(text: str) -> bool:
    """Whether our own sources say it: their messages stand in our own catalogues."""
    words = text.lower().lstrip("0123456789 ")
    return any(words in source for source in _sources())


@cache
def _sources() -> tuple[str, ...]:
    files = (REPOSITORY / "src" / "shanyraq").rglob("*")
    return tuple(file.read_text().lower() for file in files if file.suffix in {".py", ".html", ".js"})


def test_pages_have_hardly_a_word_of_english(staff: Client, addresses: dict[str, str]) -> None:
    seen = set().union(*(_seen(staff, addresses[name]) for name in LABELS))
    foreign = {text for text in seen if LATIN_WORD.search(text) and not CYRILLIC.search(text)}
    assert {text for text in foreign if not _ours(text)} - NAMES == set()


def test_scripts_get_kazakh(staff: Client, addresses: dict[str, str]) -> None:
    for name in ("scripts", "scripts of translation"):
        script = staff.get(addresses[name]).content.decode()
        for word in ("Басты мәзір", "PO файлын жүктеп алу"):
            assert word.encode("ascii", "backslashreplace").decode() in script


def test_sidebar_is_kazakh(staff: Client, addresses: dict[str, str]) -> None:
    page = staff.get(addresses["home"]).content.decode()
    for label in ("Беттер", "Суреттер", "Құжаттар", "Есептер", "Баптаулар", "Анықтама"):
        assert label.encode("ascii", "backslashreplace").decode() in page
