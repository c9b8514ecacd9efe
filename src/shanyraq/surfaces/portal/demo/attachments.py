"""The files of the demonstration, made when it is loaded: a tune, a silent film with captions, tables."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from django.core.files.base import ContentFile

from shanyraq.surfaces.portal.demo import film, sound
from shanyraq.surfaces.portal.demo.reading import DemoError, Item
from shanyraq.surfaces.portal.demo.records import Records
from shanyraq.surfaces.portal.models import Attachment

TUNE, NOTES, RESERVES = "tune.wav", "tune.csv", "museum-reserves.csv"
_LANGUAGES_OF_TABLES = ("kk", "ru", "en")
_FACTS_OF_TABLES = ("latitude", "longitude", "coordinate_certainty", "coordinate_source")

Maker = Callable[[], bytes]


def load_attachments(items: list[Item], records: Records) -> dict[str, Attachment]:
    """The files that blocks name, by name; made where they are missing, and never twice."""
    makers = dict(_wanted(items))
    for name, make in makers.items():
        if not records.knows(f"file:{name}"):
            attachment = Attachment(title=name.rpartition(".")[0].replace("-", " ").capitalize())
            attachment.file = ContentFile(make(), name=name)
            attachment._set_document_file_metadata()  # noqa: SLF001 -- what Wagtail's own upload calls
            attachment.save()
            records.add(f"file:{name}", attachment, written="", content="")
    ids = {name: records.object_id(f"file:{name}") for name in makers}
    found = Attachment.objects.in_bulk([int(each) for each in ids.values() if each])
    return {name: found[int(each)] for name, each in ids.items() if each and int(each) in found}


def _wanted(items: list[Item]) -> Iterator[tuple[str, Maker]]:
    """Name and maker of every file. Raises ``DemoError`` for a file that nobody can make."""
    known: dict[str, Maker] = {TUNE: sound.played, NOTES: _notes, RESERVES: partial(_reserves, items)}
    for item in items:
        for name, made in item.facts.get("blocks", {}).items():
            if made["kind"] == "video":
                yield from _of_film(item, name, made)
            for file in [*filter(None, [made.get("file")]), *made.get("files", ())]:
                if made["kind"] != "video" and file not in known:
                    raise DemoError(f"{item.slug}.toml: nobody can make the file {file!r}")
                if file in known:
                    yield file, known[file]


def _of_film(item: Item, name: str, made: dict[str, Any]) -> Iterator[tuple[str, Maker]]:
    scenes = tuple(made["scenes"])
    yield made["file"], partial(film.made_of, scenes)
    for code, text in item.texts.items():
        lines = text["blocks"][name]["lines"]
        if len(lines) != len(scenes):
            raise DemoError(f"{item.slug}.toml: {len(lines)} captions of {len(scenes)} scenes in {code}")
        yield captions_name(made["file"], code), partial(_captions, lines)


def captions_name(file: str, code: str) -> str:
    """The name of a film's captions in a language."""
    return f"{file.rpartition('.')[0]}-{code}.vtt"


def _captions(lines: list[str]) -> bytes:
    """WebVTT: a line as long as its scene."""
    cues = [
        f"{_clock(film.shown_from(number))} --> {_clock(film.shown_from(number + 1))}\n{line}"
        for number, line in enumerate(lines)
    ]
    return ("\n\n".join(["WEBVTT", *cues]) + "\n").encode()


def _clock(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 60:02d}:{seconds % 60:02d}.{rest:03d}"


def _notes() -> bytes:
    return _table([("start_s", "length_s", "pitch_hz"), *sound.notes()])


def _reserves(items: Iterable[Item]) -> bytes:
    head = (*(f"name_{code}" for code in _LANGUAGES_OF_TABLES), *_FACTS_OF_TABLES)
    found = [item for item in items if item.kind == "place" and item.facts.get("type") == "museum_reserve"]
    return _table(
        [
            head,
            *(
                [
                    *(item.texts[item.best_language(code)]["title"] for code in _LANGUAGES_OF_TABLES),
                    *(item.facts.get(name, "") for name in _FACTS_OF_TABLES),
                ]
                for item in found
            ),
        ]
    )


def _table(rows: Iterable[Iterable[object]]) -> bytes:
    """CSV (RFC 4180) that spreadsheets know as UTF-8 by its mark."""
    target = io.StringIO()
    csv.writer(target).writerows(rows)
    return target.getvalue().encode("utf-8-sig")
