"""Scans: pictures of one page, TIFF of several, and archives of both."""

from __future__ import annotations

import re
import shutil
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext_lazy as _

from shanyraq.kernel.errors import Refusal
from shanyraq.platform.imaging.pyramids import count_pages

PICTURES = frozenset({".tif", ".tiff", ".jpg", ".jpeg", ".png"})
MOST_PAGES = 5_000
MOST_MEMBER_BYTES = 1_500_000_000
_DIGITS = re.compile(r"([0-9]+)")


@dataclass(frozen=True, slots=True)
class Scan:
    """Where a page lies: the name inside an archive (empty: the file itself) and the place in a TIFF."""

    member: str
    index: int


def natural_key(name: str) -> tuple[tuple[int, int, str], ...]:
    """Sorts ``page2`` before ``page10``, whatever the case; digits stand before letters."""
    normal = unicodedata.normalize("NFKC", name).casefold()
    parts = _DIGITS.split(normal)
    return tuple(
        (0, int(part[:50]), part) if place % 2 else (1, 0, part) for place, part in enumerate(parts) if part
    )


def scans_in_file(path: Path) -> list[Scan]:
    """The pages of a picture. :raises Refusal: as ``imaging.pyramids``, ``too_many_pages``."""
    return _scans(path, "")


def scans_in_archive(path: Path, folder: Path) -> tuple[list[Scan], list[tuple[str, Refusal]]]:
    """The pages in an archive, sorted naturally by name, and what could not be read: names with the reason.

    Members that are no pictures by name (text files, folders, what a Mac adds) are passed over in silence.

    :raises Refusal: ``damaged`` when it is no archive; ``too_many_pages``.
    """
    scans: list[Scan] = []
    failures: list[tuple[str, Refusal]] = []
    try:
        with zipfile.ZipFile(path) as archive:
            for name in sorted(filter(_is_picture, archive.namelist()), key=natural_key):
                try:
                    unpacked = unpack(archive, name, folder)
                    scans += _scans(unpacked, name)
                    unpacked.unlink()
                except Refusal as refusal:
                    failures.append((name, refusal))
    except (zipfile.BadZipFile, OSError, NotImplementedError):
        raise damaged() from None
    if len(scans) > MOST_PAGES:
        raise _too_many(len(scans))
    return scans, failures


def _scans(path: Path, member: str) -> list[Scan]:
    count = count_pages(path)
    if count > MOST_PAGES:
        raise _too_many(count)
    return [Scan(member, index) for index in range(count)]


def _is_picture(name: str) -> bool:
    path = PurePosixPath(name)
    is_hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
    return not name.endswith("/") and not is_hidden and path.suffix.lower() in PICTURES


def unpack(archive: zipfile.ZipFile, name: str, folder: Path) -> Path:
    """A member of an archive as a file in *folder*, under a name of ours. :raises Refusal: ``damaged``."""
    target = folder / f"member{PurePosixPath(name).suffix.lower()}"
    try:
        if archive.getinfo(name).file_size > MOST_MEMBER_BYTES:
            raise damaged()
        with archive.open(name) as packed, target.open("wb") as file:
            shutil.copyfileobj(packed, file, 1024 * 1024)
    except (KeyError, zipfile.BadZipFile, OSError, RuntimeError, EOFError, zlib.error) as error:
        raise damaged() from error
    return target


def member_of(path: Path, member: str, folder: Path) -> Path:
    """The file of a page: *path* itself, or the member that is unpacked from it into *folder*."""
    if not member:
        return path
    try:
        with zipfile.ZipFile(path) as archive:
            return unpack(archive, member, folder)
    except (zipfile.BadZipFile, OSError):
        raise damaged() from None


def damaged() -> Refusal:
    """What people are told about a scan that cannot be read."""
    return Refusal(_("The picture is damaged. Scan the page again."), code="damaged")


def _too_many(count: int) -> Refusal:
    text = _("The file has %(count)d pages; at most %(most)d are possible. Divide it.")
    return Refusal(text, code="too_many_pages", values={"count": count, "most": MOST_PAGES})
