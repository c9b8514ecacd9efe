"""A document as the index keeps it."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Any

import tantivy

from shanyraq.kernel.languages import LANGUAGES, sort_key
from shanyraq.platform.search.analysis.fields import FILLER, Streams, prefixes, whole
from shanyraq.platform.search.analysis.identifiers import identifier_term
from shanyraq.platform.search.documents import PUBLIC, Document, Text
from shanyraq.platform.search.engine.schema import OWN

EVERY_LANGUAGE = "*"
OPEN = f"{PUBLIC}/{EVERY_LANGUAGE}"
"""The scope of what everybody sees in every language."""
CLOSED = "closed"
"""Stands beside the scopes of everything else, so that it alone must be looked at for what is hidden."""
LONGEST_SHOWN = 20_000
"""Characters of the body that are kept for showing the passage that was found."""
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_TONGUES = {code: place for place, code in enumerate(LANGUAGES)}
_ORDER_LETTERS = 24
_ORDER_SHIFT = 0x100
_ORDER_GROUP = 0x3000
_FIRST_CHINESE_RANK = 0xB000


def encode(document: Document) -> tantivy.Document:
    """The entry of *document*: its terms, its facets, and what a result shows."""
    entry = tantivy.Document()
    entry.add_text("number", document.number)
    entry.add_text("address", document.address)
    _add_texts(entry, document)
    for name, values in _facets(document).items():
        for value in values:
            entry.add_text(name, value)
    entry.add_text(OWN, document.source)
    for name, values in document.own.items():
        for value in values:
            entry.add_text(OWN, f"{name}={value}")
    seen_by = scopes(document.audiences, document.readers)
    entry.add_text("scope", " ".join(seen_by if OPEN in seen_by else (*seen_by, CLOSED)))
    entry.add_unsigned("traits", traits_of(document))
    entry.add_text("order", order_of(document.title, document.language))
    if document.date is not None:
        entry.add_integer("day", document.date.toordinal())
    entry.add_bytes("shown", _ENCODER.encode(_shown(document)).encode())
    return entry


def scopes(audiences: Iterable[str], readers: Iterable[str]) -> list[str]:
    """Terms for who sees a document and in which language: ``public/*``, ``group:3/kk``."""
    languages = sorted(readers) or [EVERY_LANGUAGE]
    return [f"{audience}/{language}" for audience in sorted(audiences) for language in languages]


def traits_of(document: Document) -> int:
    """What ranking needs at once, in one number: language, whether new is better, whether all may see it."""
    is_open = PUBLIC in document.audiences and not document.readers
    return tongue(document.language) * 4 + document.fresh * 2 + is_open


def tongue(language: str) -> int:
    """The place of a language in the house's list; one past it for any other."""
    return _TONGUES.get(language, len(_TONGUES))


def order_of(title: str, language: str) -> str:
    """A text that sorts by code point as the title does by the alphabet of its language."""
    beginning = unicodedata.normalize("NFC", title[: _ORDER_LETTERS * 5])
    return beginning.translate(_order_signs(language))[:_ORDER_LETTERS]


class _OrderSigns(dict[int, str]):
    """For the code of a letter the sign that stands for it, by the alphabet of one language."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, code: int) -> str:
        ranks, _ = sort_key(chr(code), self._language)
        self[code] = found = "".join(chr(_order_sign(group, rank)) for group, rank in ranks)
        return found


_order_signs = cache(_OrderSigns)


def _order_sign(group: int, rank: int) -> int:
    """Ranks are places in an alphabet or, in Chinese, codes of GB 2312 from B0A1; others come last."""
    place = rank - _FIRST_CHINESE_RANK if rank >= _FIRST_CHINESE_RANK else rank
    return _ORDER_SHIFT + group * _ORDER_GROUP + min(place, _ORDER_GROUP - 1)


def _add_texts(entry: tantivy.Document, document: Document) -> None:
    stream = Streams()
    stream.read(document.title, document.language)
    entry.add_text("title_forms", " ".join(stream.forms))
    entry.add_text("title_keys", " ".join(stream.keys))
    stream.keys.append(FILLER)
    for each in document.names:
        stream.read(each.words, each.language)
    stream.read(document.summary, document.language)
    for each in document.texts:
        stream.read(each.words, each.language)
    stream.matches.extend(filter(None, map(identifier_term, document.identifiers)))
    for name in ("forms", "keys", "matches", "grams"):
        entry.add_text(name, " ".join(getattr(stream, name)))
    titles = [document.title, *(each.words for each in document.names)]
    entry.add_text("title_whole", " ".join(filter(None, map(whole, titles))))
    entry.add_text("prefixes", prefixes(titles))
    entry.add_text("named", " ".join(_named_terms(document)))


def _named_terms(document: Document) -> list[str]:
    found: dict[str, None] = {}
    title = (Text(document.title, document.language), *document.names)
    for name, texts in (("title", title), *document.fields.items()):
        for text in texts:
            stream = Streams()
            stream.read(text.words, text.language)
            found.update(dict.fromkeys(f"{name}:{term}" for term in " ".join(stream.matches).split()))
    return list(found)


def _facets(document: Document) -> dict[str, tuple[str, ...]]:
    return {
        "kind": (document.kind,),
        "language": (document.language,),
        "place": document.places,
        "period": document.periods,
    }


def _shown(document: Document) -> tuple[Any, ...]:
    """In the order of ``opening.SHOWN``."""
    body = "\n".join(each.words for each in document.texts)[:LONGEST_SHOWN]
    return (
        document.number,
        document.kind,
        document.language,
        document.title,
        document.address,
        document.summary,
        body,
        document.note,
        document.date.toordinal() if document.date else None,
        document.fresh,
        scopes(document.audiences, document.readers),
        document.digest,
    )
