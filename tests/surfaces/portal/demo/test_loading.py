"""The demonstration loads again and again and never touches an editor's work."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import TestCase
from wagtail.models import Page, Site

from shanyraq.kernel.languages import LANGUAGES
from shanyraq.surfaces.portal.demo import loading
from shanyraq.surfaces.portal.demo.reading import DemoError, read_items
from shanyraq.surfaces.portal.demo.relations import targets
from shanyraq.surfaces.portal.models import DemoRecord, Menu, NewsPage, Picture
from shanyraq.surfaces.portal.queries.translation_overview import counts_by_language
from tests.factories.portal import in_language

pytestmark = pytest.mark.django_db

FILES = {
    "home/home.toml": """
kind = "home"
slug = "home"
facts = {highlights = ["opens"]}
kk = {title = "Үй", summary = "Ү"}
""",
    "section/news.toml": """
kind = "section"
slug = "news"
parent = "home"
picture = "steppe"
facts = {listing = "news", order = 3}
kk = {title = "Жаңалықтар", summary = "Ж", picture_description = "Дала"}
en = {title = "News", summary = "N", picture_description = "Steppe"}
""",
    "news/opens.toml": """
kind = "news"
slug = "opens"
parent = "news"
facts = {date = "2026-10-02"}
kk = {title = "Ашылды", summary = "А", body = "Портал ашылды."}
en = {title = "Opened", summary = "O", body = "The portal has opened."}
""",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Path:
    """A small demonstration with a picture that exists."""
    settings.MEDIA_ROOT = tmp_path / "media"
    for name, text in FILES.items():
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace('"steppe"', '"jailau"'), encoding="utf-8")
    monkeypatch.setattr(loading.menus, "load_menus", lambda *_arguments: 0)
    return tmp_path / "content"


def load(folder: Path) -> dict[str, int]:
    counted = loading.load_demo(report=lambda _line: None, password="a password", folder=folder)
    return {kind: number for kind, number in counted.items() if number}


def news(code: str) -> Any:
    return NewsPage.objects.get(slug="opens", locale__language_code=code)


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_first_run_writes_every_page_in_every_language(folder: Path) -> None:
    assert load(folder) == {"home": 1, "section": 1, "news": 1, "account": 3}

    languages = {page.locale.language_code: page.content_language for page in NewsPage.objects.all()}
    assert languages == dict.fromkeys(LANGUAGES, "en") | {"kk": "kk", "ru": "kk"}
    assert news("ar").url == "/ar/news/opens/"
    assert news("en").body[0].value.source == "<p>The portal has opened.</p>"
    assert Page.find_problems() == ([], [], [], [], [])
    assert Site.objects.get().root_page.specific.highlights.get().page_id == news("kk").pk
    assert Picture.objects.get().description["en"] == "Steppe"
    english = next(row for row in counts_by_language() if row["locale"].language_code == "en")
    assert {str(status): number for status, _label, number in english["numbers"]}["complete"] == 2


def test_second_run_writes_nothing(folder: Path) -> None:
    load(folder)
    before = list(DemoRecord.objects.order_by("key").values_list())

    assert load(folder) == {}
    assert list(DemoRecord.objects.order_by("key").values_list()) == before


def test_new_wording_reaches_what_no_editor_touched(folder: Path) -> None:
    load(folder)
    change(folder, "news/opens.toml", "Opened", "It has opened")

    assert load(folder) == {"news": 1}
    assert news("en").title == "It has opened"
    assert news("fr").title == "It has opened"
    assert load(folder) == {}


def test_page_that_an_editor_changed_is_left_alone(folder: Path) -> None:
    load(folder)
    page = news("en")
    page.summary = "The editor's own words"
    page.save_revision().publish()
    change(folder, "news/opens.toml", "Opened", "It has opened")

    assert load(folder) == {}
    assert (news("en").title, news("en").summary) == ("Opened", "The editor's own words")


def test_draft_that_an_editor_began_is_left_alone(folder: Path) -> None:
    load(folder)
    page = news("en")
    page.summary = "The editor's own words"
    page.save_revision()
    change(folder, "news/opens.toml", "Opened", "It has opened")

    assert load(folder) == {}
    assert news("en").get_latest_revision_as_object().summary == "The editor's own words"


def test_page_that_an_editor_deleted_stays_away(folder: Path) -> None:
    load(folder)
    with TestCase.captureOnCommitCallbacks(execute=True):
        news("en").delete()
        news("kk").delete()

    assert load(folder) == {}
    assert not NewsPage.objects.exists()


def test_section_that_an_editor_deleted_takes_no_new_pages(folder: Path) -> None:
    load(folder)
    with TestCase.captureOnCommitCallbacks(execute=True):
        for page in Page.objects.filter(slug="news", alias_of=None):
            page.delete()
    path = folder / "news" / "more.toml"
    path.write_text(
        (folder / "news/opens.toml").read_text(encoding="utf-8").replace('"opens"', '"more"'),
        encoding="utf-8",
    )

    assert load(folder) == {}


def test_item_added_later_is_written(folder: Path) -> None:
    load(folder)
    path = folder / "news" / "more.toml"
    path.write_text(
        (folder / "news/opens.toml").read_text(encoding="utf-8").replace('"opens"', '"more"'),
        encoding="utf-8",
    )

    assert load(folder) == {"news": 1}
    assert Page.find_problems() == ([], [], [], [], [])
    assert NewsPage.objects.filter(slug="more").count() == 8


def test_demonstration_page_is_published_again_like_any_other(folder: Path) -> None:
    load(folder)
    page = news("kk")
    page.title = "Қайта ашылды"
    page.save_revision().publish()

    assert in_language(page, "ru").title == "Қайта ашылды"
    assert in_language(page, "fr").title == "Opened"


def test_accounts_are_made_once_and_keep_their_passwords(folder: Path) -> None:
    load(folder)
    users: Any = get_user_model()
    editor = users.objects.get(email="editor@shanyraq.example")
    editor.set_password("another password")
    editor.save()
    load(folder)

    assert users.objects.get(email=editor.email).check_password("another password")
    assert users.objects.get(email="admin@shanyraq.example").is_superuser is True


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            "news/opens.toml",
            'slug = "opens"',
            'slug = "other"',
            "opens.toml: the slug is 'other', not the name of the file",
        ),
        ("news/opens.toml", 'kind = "news"', 'kind = "novel"', "opens.toml: unknown kind 'novel'"),
        (
            "news/opens.toml",
            'parent = "news"',
            'parent = "nowhere"',
            "opens.toml: there is no parent 'nowhere'",
        ),
        ("news/opens.toml", 'parent = "news"', 'parents = "news"', "opens.toml: unknown keys parents"),
        ("news/opens.toml", 'title = "Opened", ', "", "opens.toml: title or summary is missing in en"),
        ("news/opens.toml", "2026-10-02", "2026-13-02", "opens.toml: ValueError month must be in 1..12"),
    ],
)
def test_wrong_file_is_named_and_nothing_is_written(
    folder: Path, name: str, old: str, new: str, message: str
) -> None:
    change(folder, name, old, new)
    with pytest.raises(DemoError) as refused:
        load(folder)

    assert str(refused.value) == message
    assert not NewsPage.objects.exists()


def test_command_tells_what_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_options: Any) -> None:
        raise DemoError("a.toml: unknown kind")

    monkeypatch.setattr("shanyraq.surfaces.portal.management.commands.demo.load_demo", broken)
    with pytest.raises(CommandError, match=r"a\.toml: unknown kind"):
        call_command("demo")


def test_items_point_only_to_items() -> None:
    items = read_items()
    slugs = {item.slug for item in items}

    assert sorted({slug for item in items for slug in targets(item)} - slugs) == []


def test_whole_demonstration_loads(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    lines: list[str] = []
    call_command(
        "demo",
        stdout=type(
            "Out", (), {"write": lambda _self, line: lines.append(line), "isatty": lambda _self: False}
        )(),
    )

    assert Page.find_problems() == ([], [], [], [], [])
    assert Menu.objects.filter(place="main").exists()
    assert not [line for line in lines if "not linked" in line]
    for row in counts_by_language():
        assert {str(status): number for status, _label, number in row["numbers"]}["missing"] == 0
