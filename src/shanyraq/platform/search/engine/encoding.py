"""A document as the index keeps it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

import orjson
import tantivy

from shanyraq.kernel.languages import LANGUAGES, sort_key
from shanyraq.platform.search.analysis.fields import FILLER, Streams, prefixes, whole
from shanyraq.platform.search.analysis.identifiers import identifier_term
from shanyraq.platform.search.documents import PUBLIC, Document
from shanyraq.platform.search.engine.schema import OWN, build

EVERY_LANGUAGE = "*"
OPEN = f"{PUBLIC}/{EVERY_LANGUAGE}"
"""The scope of what everybody sees in every language."""
CLOSED = "closed"
"""Stands beside the scopes of everything else, so that it alone must be looked at for what is hidden."""
LONGEST_SHOWN = 20_000
"""Characters of the body that are kept for showing the passage that was found."""
SCHEMA = build()
_TONGUES = {code: place for place, code in enumerate(LANGUAGES)}
_ORDER_LETTERS = 24
_ORDER_SHIFT = 0x100
_ORDER_GROUP = 0x3000
_FIRST_CHINESE_RANK = 0xB000


def encode(document: Document) -> tantivy.Document:
    """The entry of *document*: its terms, its facets, and what a result shows."""
    return tantivy.Document.from_dict(entry_of(document), SCHEMA)


def entry_of(document: Document) -> dict[str, Any]:
    """The same by the names of the fields: one value each, or a list of several."""
    audiences, readers = document.audiences, document.readers
    seen_by, scope = _scopes(audiences, readers)
    entry: dict[str, Any] = {
        "number": document.number,
        "address": document.address,
        **_texts(document),
        "kind": document.kind,
        "language": document.language,
        "place": list(document.places),
        "period": list(document.periods),
        OWN: [
            document.source,
            *(f"{name}={value}" for name, values in document.own.items() for value in values),
        ],
        "scope": scope,
        "traits": traits_of(document),
        "order": order_of(document.title, document.language),
        "shown": orjson.dumps(_shown(document, seen_by)),
    }
    if document.date is not None:
        entry["day"] = document.date.toordinal()
    return entry


@lru_cache(maxsize=10_000)
def _scopes(audiences: frozenset[str], readers: frozenset[str]) -> tuple[list[str], str]:
    """The scopes, and what stands in the field."""
    seen_by = scopes(audiences, readers)
    return seen_by, " ".join(seen_by if OPEN in seen_by else (*seen_by, CLOSED))


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


def _texts(document: Document) -> dict[str, str]:
    """The fields of terms."""
    stream = Streams()
    stream.read(document.title, document.language)
    found = {"title_forms": " ".join(stream.forms), "title_keys": " ".join(stream.keys)}
    stream.keys.append(FILLER)
    for each in document.names:
        stream.read(each.words, each.language)
    named = _named_terms(document, stream)
    stream.read(document.summary, document.language)
    for each in (*document.texts, *document.unseen):
        stream.read(each.words, each.language)
    stream.matches.extend(filter(None, map(identifier_term, document.identifiers)))
    titles = [document.title, *(each.words for each in document.names)]
    return found | {
        "forms": " ".join(stream.forms),
        "keys": " ".join(stream.keys),
        "matches": " ".join(stream.matches),
        "grams": " ".join(stream.grams),
        "title_whole": " ".join(filter(None, map(whole, titles))),
        "prefixes": prefixes(titles),
        "named": " ".join(named),
    }


def _named_terms(document: Document, titles: Streams) -> dict[str, None]:
    """Each once; *titles* has read title and names alone as yet."""
    found = dict.fromkeys([f"title:{term}" for term in " ".join(titles.matches).split()])
    for name, texts in document.fields.items():
        stream = Streams()
        for text in texts:
            stream.read(text.words, text.language)
        found |= dict.fromkeys([f"{name}:{term}" for term in " ".join(stream.matches).split()])
    return found


def _shown(document: Document, seen_by: list[str]) -> tuple[Any, ...]:
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
        seen_by,
        document.digest,
    )
