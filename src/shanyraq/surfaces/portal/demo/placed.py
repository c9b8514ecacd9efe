"""Pictures, recordings and files inside the texts of the demonstration.

``facts.blocks`` of an item says what a block is made of, the same in all languages; ``blocks`` of a language
gives its words. In the text, ``+ name`` puts it in place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from shanyraq.surfaces.portal.demo.attachments import captions_name
from shanyraq.surfaces.portal.demo.markup import Block
from shanyraq.surfaces.portal.demo.pictures import credit
from shanyraq.surfaces.portal.demo.reading import Item
from shanyraq.surfaces.portal.models import Attachment, Picture

Values = dict[str, Any]


@dataclass(frozen=True)
class Media:
    """What the demonstration has at hand: pictures by scene, files by name."""

    pictures: dict[str, Picture] = field(default_factory=dict)
    attachments: dict[str, Attachment] = field(default_factory=dict)


class _Gone(LookupError):
    """An editor deleted what a block is made of."""


@dataclass(frozen=True)
class _Part:
    """One block: what it is made of, its words in a language, and what is at hand."""

    made: Values
    words: Values
    media: Media
    language: str

    def picture(self, scene: str) -> int:
        return _id(self.media.pictures, scene)

    def file(self, name: str) -> int:
        return _id(self.media.attachments, name)

    def said(self, *names: str) -> Values:
        return {name: self.words[name] for name in names}


def placed_blocks(item: Item, code: str, media: Media) -> dict[str, Block | None]:
    """The blocks of an item in a language, by name; ``None`` for one whose picture or file was deleted.

    Raises ``KeyError`` where words are missing.
    """
    words = item.texts[code].get("blocks", {})
    return {
        name: _block(_Part(made, words[name], media, code))
        for name, made in item.facts.get("blocks", {}).items()
    }


def _block(part: _Part) -> Block | None:
    kind = part.made["kind"]
    try:
        return {"type": kind, "value": _MAKERS[kind](part)}
    except _Gone:
        return None


def _picture(part: _Part) -> Values:
    return _shown(part, part.made["scene"], part.words)


def _shown(part: _Part, scene: str, words: Values) -> Values:
    return {
        "image": part.picture(scene),
        "description": words["description"],
        "credit": credit()[part.language],
        "caption": words.get("caption", ""),
    }


def _gallery(part: _Part) -> Values:
    pairs = zip(part.made["scenes"], part.words["pictures"], strict=True)
    shown = [_shown(part, scene, words) for scene, words in pairs]
    return {"title": part.words.get("title", ""), "pictures": shown}


def _audio(part: _Part) -> Values:
    return {"file": part.file(part.made["file"]), **part.said("title", "transcript", "credit")}


def _video(part: _Part) -> Values:
    return {
        "file": part.file(part.made["file"]),
        "captions": part.file(captions_name(part.made["file"], part.language)),
        "poster": part.picture(part.made["scenes"][0]),
        **part.said("title", "transcript", "credit"),
    }


def _downloads(part: _Part) -> Values:
    pairs = zip(part.made["files"], part.words["files"], strict=True)
    files = [{"title": title, "attachment": part.file(name)} for name, title in pairs]
    return {"title": part.words.get("title", ""), "files": files}


_MAKERS = {
    "picture": _picture,
    "gallery": _gallery,
    "audio": _audio,
    "video": _video,
    "downloads": _downloads,
}


def _id(known: Mapping[str, Any], name: str) -> int:
    if name not in known:
        raise _Gone(name)
    return int(known[name].pk)
