"""What the demonstration makes itself: a tune, a film, tables, and the blocks that show them."""

import csv
import io
import struct
import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile

from shanyraq.platform.files.checks import check_upload
from shanyraq.platform.files.editors_forms import ATTACHMENT_KINDS
from shanyraq.surfaces.portal.demo import film, loading, sound
from shanyraq.surfaces.portal.demo.placed import Media, placed_blocks
from shanyraq.surfaces.portal.demo.reading import Item, read_items
from shanyraq.surfaces.portal.models import Attachment, DemoRecord, NewsPage, Picture

SCENES = ("swan-lake", "star-night")
MASTERS = {0x18538067, 0x1549A966, 0x1654AE6B, 0xAE, 0xE0, 0x1F43B675, 0x1C53BB6B, 0xBB, 0xB7}
BLOCKS = {"gallery", "picture", "audio", "video", "downloads"}
SLUG = "pictures-and-sound"


@pytest.fixture(scope="module")
def recorded() -> bytes:
    return film.made_of(SCENES)


def elements(content: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Name, place and content of the elements of EBML, those inside others after them."""

    def inside(start: int, end: int) -> Iterator[tuple[int, int, bytes]]:
        at = start
        while at < end:
            begin = at
            width = 9 - content[at].bit_length()
            name, at = int.from_bytes(content[at : at + width], "big"), at + width
            width = 9 - content[at].bit_length()
            size = int.from_bytes(content[at : at + width], "big") - (1 << 7 * width)
            at += width
            yield name, begin, content[at : at + size]
            if name in MASTERS:
                yield from inside(at, at + size)
            at += size

    return inside(0, len(content))


def test_tune_is_sound_of_its_length() -> None:
    with wave.open(io.BytesIO(sound.played())) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, sound.RATE)
        samples = file.readframes(file.getnframes())
    start, length, _pitch = sound.notes()[-1]
    assert start + length < file.getnframes() / sound.RATE < start + length + 2
    values = struct.unpack(f"<{len(samples) // 2}h", samples)
    assert max(map(abs, values)) == 28_000
    assert sum(value == 0 for value in values) < len(values) / 10


def test_film_is_a_row_of_key_frames(recorded: bytes) -> None:
    found = list(elements(recorded))
    times = [int.from_bytes(value, "big") for name, _at, value in found if name == 0xE7]
    frames = [value for name, _at, value in found if name == 0xA3]

    assert times[0] == 0
    assert times == sorted(times)
    assert {film.shown_from(1), film.shown_from(2)} <= set(times)
    assert len(frames) == len(times)
    for frame in frames:
        assert frame[4] & 1 == 0  # the lowest bit of a VP8 frame is 0 in a key frame (RFC 6386, 9.1)
        assert frame[7:10] == b"\x9d\x01\x2a"
        assert struct.unpack_from("<HH", frame, 10) == (film.WIDTH, film.HEIGHT)


def test_film_says_where_each_frame_begins(recorded: bytes) -> None:
    found = list(elements(recorded))
    start = recorded.index(next(value for name, _at, value in found if name == 0x18538067))
    cues = [int.from_bytes(value, "big") for name, _at, value in found if name == 0xF1]

    assert cues == [at - start for name, at, _value in found if name == 0x1F43B675]


@pytest.mark.django_db
def test_demonstration_shows_every_block_in_every_language_that_it_is_written_in() -> None:
    item = next(item for item in read_items() if item.slug == SLUG)
    picture, attachment = Picture(pk=1), Attachment(pk=2)
    every = Media(_Everything(picture), _Everything(attachment))
    for code in item.texts:
        found = placed_blocks(item, code, every)
        assert {block["type"] for block in found.values() if block} == BLOCKS
        assert all(item.texts[code]["body"].count(f"+ {name}\n") == 1 for name in found)


class _Everything(dict[str, Any]):
    """Has the same for any name."""

    def __init__(self, one: Any) -> None:
        super().__init__()
        self.one = one

    def __contains__(self, _name: object) -> bool:
        return True

    def __getitem__(self, _name: str) -> Any:
        return self.one


FILES = {
    "home/home.toml": 'kind = "home"\nslug = "home"\nkk = {title = "Үй", summary = "Ү"}\n',
    "section/news.toml": """
kind = "section"
slug = "news"
parent = "home"
picture = "jailau"
facts = {listing = "news"}
kk = {title = "Жаңалықтар", summary = "Ж", picture_description = "Жайлау"}
""",
    "news/heard.toml": """
kind = "news"
slug = "heard"
parent = "news"
[facts]
date = "2026-10-02"
[facts.blocks.film]
kind = "video"
file = "film.webm"
scenes = ["jailau"]
[facts.blocks.files]
kind = "downloads"
files = ["tune.csv"]
[kk]
title = "Естілді"
summary = "Е"
body = "Бір сөз.\\n\\n+ film\\n+ files"
[kk.blocks.film]
title = "Фильм"
lines = ["Жайлау."]
transcript = "Жайлау."
credit = "Біз"
[kk.blocks.files]
files = ["Ноталар"]
""",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    for name, text in FILES.items():
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(loading.menus, "load_menus", lambda *_arguments: 0)
    return tmp_path / "content"


def load(folder: Path) -> None:
    loading.load_demo(report=lambda _line: None, folder=folder)


def heard() -> NewsPage:
    return NewsPage.objects.get(slug="heard", locale__language_code="kk")


@pytest.mark.django_db
def test_files_are_such_as_an_editor_may_upload(folder: Path) -> None:
    load(folder)

    assert sorted(Attachment.objects.values_list("title", flat=True)) == ["Film", "Film kk", "Tune"]
    for attachment in [
        *Attachment.objects.all(),
        Attachment(file=ContentFile(sound.played(), name="tune.wav")),
    ]:
        with attachment.file.open() as file:
            check_upload(file, kinds=ATTACHMENT_KINDS, max_bytes=10_000_000)


@pytest.mark.django_db
def test_captions_last_as_long_as_their_scene(folder: Path) -> None:
    load(folder)

    with heard().body[1].value["captions"].file.open() as file:
        assert file.read().decode() == "WEBVTT\n\n00:00.000 --> 00:04.000\nЖайлау.\n"


@pytest.mark.django_db
def test_second_run_makes_no_file_again(folder: Path) -> None:
    load(folder)
    before = list(DemoRecord.objects.order_by("key").values_list())
    load(folder)

    assert list(DemoRecord.objects.order_by("key").values_list()) == before
    assert Attachment.objects.count() == 3


@pytest.mark.django_db
def test_file_that_an_editor_deleted_stays_away(folder: Path) -> None:
    load(folder)
    Attachment.objects.get(title="Film").delete()
    path = folder / "news/heard.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("Бір сөз", "Екі сөз"), encoding="utf-8")
    load(folder)

    assert not Attachment.objects.filter(title="Film").exists()


def test_table_of_reserves_holds_the_twelve() -> None:
    items: list[Item] = read_items()
    makers = dict(loading.attachments._wanted(items))
    rows = list(csv.DictReader(io.StringIO(makers["museum-reserves.csv"]().decode("utf-8-sig"))))

    assert len(rows) == 12
    otrar = next(row for row in rows if "Отырар" in row["name_kk"])
    assert (otrar["latitude"], otrar["longitude"], otrar["coordinate_certainty"]) == (
        "42.85",
        "68.3",
        "approximate",
    )
