"""What a room gives to be found: documents, and the source that makes them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import orjson

PUBLIC: Final = "public"
"""The audience that everybody belongs to."""

OWN_LANGUAGE: Final = "{language}"
"""In an address: the language of the reader, for things with a page in every language."""

Facets = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of text and the code of its language (``kernel.languages``)."""

    words: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One thing that can be found.

    ``source`` and ``key`` name it for ever; ``kind`` is what a reader calls it (a facet). ``language`` is
    that of title and summary; ``readers`` are the languages whose readers see it (empty: all).
    ``audiences`` are the groups that may see it, and nobody else ever does. ``address`` is a path without
    host; ``{language}`` in it (``OWN_LANGUAGE``) becomes the language of who searches. ``names`` are other
    names of the same thing, ``texts`` its body, ``unseen`` texts by which it is found and that no passage
    shows (names of its parts in other languages), ``identifiers`` what is found exactly (ISBN, inventory
    number, shelf mark). ``fields`` can be asked for by name (``author:…``). ``places`` (in the language of
    the document) and ``periods`` (``c19``, ``c-6``: centuries) are facets. ``own`` are facets of the
    source's own (name → values), counted and chosen only where a page asks for them. ``fresh`` says that a
    new one is worth more than an old one; ``note`` is a line of facts under the result.
    """

    source: str
    key: str
    kind: str
    language: str
    title: str
    address: str
    summary: str = ""
    names: tuple[Text, ...] = ()
    texts: tuple[Text, ...] = ()
    unseen: tuple[Text, ...] = ()
    identifiers: tuple[str, ...] = ()
    fields: Mapping[str, tuple[Text, ...]] = field(default_factory=dict)
    places: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    own: Facets = field(default_factory=dict)
    readers: frozenset[str] = frozenset()
    audiences: frozenset[str] = frozenset({PUBLIC})
    date: date | None = None
    fresh: bool = False
    note: str = ""

    @property
    def number(self) -> str:
        """The name in the index: ``source:key``."""
        return f"{self.source}:{self.key}"

    @property
    def digest(self) -> str:
        """Changes with everything that is indexed or shown."""
        parts = (
            (self.kind, self.language, self.title, self.address, self.summary, self.note),
            (self.fresh, self.date, self.identifiers, self.places, self.periods),
            (sorted(self.readers), sorted(self.audiences), sorted(self.own.items())),
            (self.names, self.texts, self.unseen, sorted(self.fields.items())),
        )
        try:
            content = orjson.dumps(parts)
        except TypeError:  # half of a surrogate pair
            content = repr(parts).encode("utf-8", "surrogatepass")
        return hashlib.blake2b(content, digest_size=12).hexdigest()


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose rows change documents: ``column`` holds the key that a changed row marks.

    ``spread`` names the entry of ``Source.spreads`` that tells which documents the key stands for; empty:
    its own.
    """

    name: str
    column: str
    spread: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """How one room's things come into the index; made in its ``indexing.py``.

    ``documents(keys)`` gives the documents of those keys that exist and may be found by anybody at all;
    what is missing is taken out of the index. ``keys()`` gives every key. ``visible(keys, audiences)`` asks
    the database which of these the reader may see now, so that an index a moment behind shows nothing.
    ``kinds`` are the kinds of its documents with what readers call them. ``spreads`` turn keys of other
    tables into keys of documents. ``pictures(keys)`` gives small pictures for a page of results.
    """

    name: str
    documents: Callable[[Collection[str]], Iterable[Document]]
    keys: Callable[[], Iterator[str]]
    visible: Callable[[Collection[str], frozenset[str]], set[str]]
    kinds: Mapping[str, Any]
    tables: tuple[Table, ...] = ()
    spreads: Mapping[str, Callable[[Collection[str]], Collection[str]]] = field(default_factory=dict)
    pictures: Callable[[Collection[str]], Mapping[str, Any]] | None = None


_sources: dict[str, Source] = {}


def address_for(address: str, language: str) -> str:
    """The address of a document for a reader of *language*."""
    return address.replace(OWN_LANGUAGE, language, 1)


def kept_addresses(address: str) -> tuple[str, str]:
    """The two ways in which the index may keep the document at an address as readers see it."""
    steps = address.split("/")
    return address, "/".join(("", OWN_LANGUAGE, *steps[2:])) if len(steps) > 2 else address


def register(source: Source) -> None:
    """Make a room's things findable; called once when the room is ready.

    :raises ValueError: when another source has the name, or the name has a colon or a slash.
    """
    if set(":/") & set(source.name) or _sources.get(source.name, source) is not source:
        raise ValueError(f"a source cannot be called {source.name!r}")
    _sources[source.name] = source


def unregister(name: str) -> None:
    """Take a source away (tests, and rooms that are switched off)."""
    _sources.pop(name, None)


def sources() -> dict[str, Source]:
    """All sources by name."""
    return dict(_sources)


def kind_label(kind: str) -> Any:
    """What readers call a kind, in the language in force; None where no source has it."""
    return next((source.kinds[kind] for source in reversed(_sources.values()) if kind in source.kinds), None)
