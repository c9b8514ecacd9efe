"""EPUB 2 and 3: container, package, spine, contents. Nothing is trusted, nothing is unpacked to disk."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import ParseError

from defusedxml import ElementTree as SafeTree
from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.reading.formats.words import clean
from shanyraq.kernel.errors import Refusal

MOST_MEMBERS = 10_000
MOST_BYTES = 20_000_000
"""Of one member, unpacked."""
MOST_BYTES_IN_ALL = 500_000_000
MOST_SPINE = 3_000
MOST_ENTRIES = 5_000
DEEPEST = 6
CONTAINER = "META-INF/container.xml"
ENCRYPTION = "META-INF/encryption.xml"
_FONT_ALGORITHMS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: its level (from 1) and where it leads: a member and a place in it."""

    level: int
    title: str
    member: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """What the package says. ``spine``: members in reading order; ``media``: content types by member."""

    title: str = ""
    creators: tuple[str, ...] = ()
    language: str = ""
    is_rtl: bool = False
    spine: tuple[str, ...] = ()
    media: dict[str, str] = field(default_factory=dict)
    contents: tuple[Entry, ...] = ()


class Epub:
    """An open EPUB. Use it in ``with``; every member is read whole, bounded by ``MOST_BYTES``."""

    def __init__(self, path: Path) -> None:
        """:raises Refusal: ``damaged``, ``unsafe_archive``, ``locked`` (protected by DRM)."""
        try:
            self._archive = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError):
            raise damaged() from None
        members = self._archive.infolist()
        if len(members) > MOST_MEMBERS or sum(one.file_size for one in members) > MOST_BYTES_IN_ALL:
            self._archive.close()
            raise Refusal(_("The EPUB unpacks to too much."), code="unsafe_archive")
        self._names = {one.filename for one in members}
        self.book = self._opened()

    def __enter__(self) -> Epub:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._archive.close()

    def _opened(self) -> Book:
        try:
            self._refuse_locked()
            return self._read_package()
        except Refusal:
            self._archive.close()
            raise

    def has(self, member: str) -> bool:
        """Whether there is such a member."""
        return member in self._names

    def read(self, member: str) -> bytes:
        """The content of a member. :raises Refusal: ``damaged``, ``unsafe_archive``."""
        try:
            with self._archive.open(member) as file:
                content = file.read(MOST_BYTES + 1)
        except (
            KeyError,
            zipfile.BadZipFile,
            OSError,
            RuntimeError,
            EOFError,
            zlib.error,
            NotImplementedError,
        ):
            raise damaged() from None
        if len(content) > MOST_BYTES:
            raise Refusal(_("The EPUB unpacks to too much."), code="unsafe_archive")
        return content

    def _tree(self, member: str) -> Any:
        try:
            return SafeTree.fromstring(self.read(member))
        except (ParseError, DefusedXmlException, ValueError, LookupError):
            raise damaged() from None

    def _refuse_locked(self) -> None:
        if ENCRYPTION not in self._names:
            return
        for each in self._tree(ENCRYPTION).iter():
            if name_of(each) == "EncryptionMethod" and each.get("Algorithm") not in _FONT_ALGORITHMS:
                raise Refusal(
                    _("The EPUB is locked by copy protection. Ask its publisher for an open one."),
                    code="locked",
                )

    def _read_package(self) -> Book:
        roots = (
            each.get("full-path") for each in self._tree(CONTAINER).iter() if name_of(each) == "rootfile"
        )
        package = clean(next(iter(roots), None) or "")
        if package not in self._names:
            raise damaged()
        tree = self._tree(package)
        items = {
            each.get("id", ""): (resolved(package, each.get("href", ""))[0], each)
            for each in tree.iter()
            if name_of(each) == "item"
        }
        refs = [each.get("idref", "") for each in tree.iter() if name_of(each) == "itemref"][:MOST_SPINE]
        spine = tuple(items[ref][0] for ref in dict.fromkeys(refs) if ref in items)
        spine = tuple(member for member in dict.fromkeys(spine) if member in self._names)
        if not spine:
            raise damaged()
        progression = next((each for each in tree.iter() if name_of(each) == "spine"), None)
        return Book(
            title=_metadata(tree, "title")[0] if _metadata(tree, "title") else "",
            creators=tuple(_metadata(tree, "creator")),
            language=next(iter(_metadata(tree, "language")), "")[:20],
            is_rtl=progression is not None and progression.get("page-progression-direction") == "rtl",
            spine=spine,
            media={member: each.get("media-type", "") for member, each in items.values()},
            contents=tuple(self._contents(items)[:MOST_ENTRIES]),
        )

    def _contents(self, items: dict[str, tuple[str, Any]]) -> list[Entry]:
        """From the navigation document of EPUB 3, else the NCX of EPUB 2; none when both are broken."""
        for is_it, read in ((_is_navigation, _read_navigation), (_is_ncx, _read_ncx)):
            for member, each in items.values():
                if is_it(each) and member in self._names:
                    try:
                        entries = read(self._tree(member), member)
                    except Refusal:
                        continue
                    if entries:
                        return entries
        return []


def _is_navigation(item: Any) -> bool:
    return "nav" in item.get("properties", "").split()


def _is_ncx(item: Any) -> bool:
    return item.get("media-type") == "application/x-dtbncx+xml"


def _metadata(tree: Any, name: str) -> list[str]:
    found = (
        " ".join(clean("".join(each.itertext())).split()) for each in tree.iter() if name_of(each) == name
    )
    return [text[:500] for text in found if text]


def _read_navigation(tree: Any, member: str) -> list[Entry]:
    for each in tree.iter():
        kind = next((value for key, value in each.attrib.items() if key.endswith("}type")), "")
        if name_of(each) == "nav" and "toc" in kind.split():
            first = next((child for child in each if name_of(child) == "ol"), None)
            return [] if first is None else _list_entries(first, member, 1)
    return []


def _list_entries(element: Any, member: str, level: int) -> list[Entry]:
    found: list[Entry] = []
    for item in element:
        for child in item:
            if name_of(child) == "a" and child.get("href"):
                found += _entry(level, "".join(child.itertext()), resolved(member, child.get("href")))
            elif name_of(child) == "ol" and level < DEEPEST:
                found += _list_entries(child, member, level + 1)
    return found


def _read_ncx(tree: Any, member: str) -> list[Entry]:
    chart = next((each for each in tree.iter() if name_of(each) == "navMap"), None)
    return [] if chart is None else _points(chart, member, 1)


def _points(element: Any, member: str, level: int) -> list[Entry]:
    found: list[Entry] = []
    for point in (each for each in element if name_of(each) == "navPoint"):
        label = next((each for each in point if name_of(each) == "navLabel"), None)
        content = next((each for each in point if name_of(each) == "content"), None)
        if label is not None and content is not None:
            found += _entry(level, "".join(label.itertext()), resolved(member, content.get("src", "")))
        if level < DEEPEST:
            found += _points(point, member, level + 1)
    return found


def _entry(level: int, title: str, target: tuple[str, str]) -> list[Entry]:
    words = " ".join(clean(title).split())[:500]
    return [Entry(level, words, *target)] if words else []


def resolved(base: str, href: str) -> tuple[str, str]:
    """The member and the place in it that *href* in *base* leads to; empty for foreign addresses."""
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return "", ""
    if parts.scheme or parts.netloc:
        return "", ""
    anchor = clean(unquote(parts.fragment))[:120]
    if not parts.path:
        return base, anchor
    path = posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(parts.path)))
    return ("", "") if path.startswith(("..", "/")) or len(path) > 300 else (path, anchor)


def name_of(element: Any) -> str:
    """The name of an element without its namespace; empty for comments."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def damaged() -> Refusal:
    """What people are told about an EPUB that cannot be read."""
    return Refusal(_("The EPUB is damaged. Check it with EPUBCheck and send it again."), code="damaged")
