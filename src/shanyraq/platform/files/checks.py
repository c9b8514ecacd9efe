"""The one gate for uploads: by content, never by name or by what the sender says."""

import hashlib
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from shanyraq.platform.files import refusals
from shanyraq.platform.files.antivirus import scan
from shanyraq.platform.files.archives import check_archive, is_archive
from shanyraq.platform.files.formats import HEAD_BYTES, KINDS, Format, is_markup, is_svg, recognise
from shanyraq.platform.files.pictures import MOST_PIXELS, check_picture
from shanyraq.platform.files.texts import check_text

LONGEST_STEM = 80
_UNSAFE = re.compile(r"[^\w.() -]+")


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that passed, rewound, with the ``name`` to keep it under. Sizes in bytes and pixels."""

    file: Any
    name: str
    format: Format
    size: int
    sha256: str
    width: int | None = None
    height: int | None = None

    @property
    def mime(self) -> str:
        return self.format.mime


def check_upload(
    file: Any, *, kinds: Collection[str], max_bytes: int, max_pixels: int = MOST_PIXELS
) -> CheckedFile:
    """Look at the content of an uploaded *file* (anything with ``name``, ``size``, ``read`` and ``seek``).

    *kinds* as in ``formats.KINDS``. The name is made safe and gets the extension of what the file really is.

    :raises Refusal: ``empty``, ``too_large``, ``svg``, ``wrong_kind``, ``too_many_pixels``, ``damaged``,
        ``hidden_content``, ``unsafe_archive``, ``macros``, ``infected``, ``unscanned``.
    """
    unknown = set(kinds) - set(KINDS)
    if unknown:
        raise ValueError(f"unknown kinds of files: {sorted(unknown)}")
    if not file.size:
        raise refusals.empty()
    if file.size > max_bytes:
        raise refusals.too_large(file.size, max_bytes)
    path = PurePosixPath(str(file.name or "").replace("\\", "/"))
    found = _accepted(file, path.suffix[1:].lower(), kinds)
    width, height = _check_content(file, found, max_pixels)
    scan(file)
    digest = _sha256(file)
    return CheckedFile(file, _safe_name(path, found), found, file.size, digest, width, height)


def _accepted(file: Any, extension: str, kinds: Collection[str]) -> Format:
    file.seek(0)
    head = file.read(HEAD_BYTES)
    found = recognise(file, extension)
    if found is None and is_svg(head):
        raise refusals.svg()
    if found is None or found.kind not in kinds:
        raise refusals.wrong_kind(kinds)
    return found


def _check_content(file: Any, found: Format, max_pixels: int) -> tuple[int | None, int | None]:
    """Width and height, for pictures."""
    if found.mime.endswith("zip") or "officedocument" in found.mime or "opendocument" in found.mime:
        check_archive(file)
        return None, None
    if found.mime.startswith("text/") or found.mime.endswith(("json", "+xml")):
        check_text(file, found.mime)
        return None, None
    _refuse_second_face(file)
    if found.kind != "picture":
        return None, None
    size = check_picture(file, found.mime, max_pixels=max_pixels)
    return size.width, size.height


def _refuse_second_face(file: Any) -> None:
    """Files that are two things at once: a picture that unpacks, a film that begins like a page."""
    file.seek(0)
    head = file.read(HEAD_BYTES)
    is_disguised_pdf = b"%PDF-" in head[1:1024]
    if is_markup(head) or is_disguised_pdf or is_archive(file):
        raise refusals.hidden_content()


def _sha256(file: Any) -> str:
    digest = hashlib.sha256()
    file.seek(0)
    while chunk := file.read(1024 * 1024):
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def _safe_name(path: PurePosixPath, found: Format) -> str:
    stem = unicodedata.normalize("NFC", path.stem if path.suffix else path.name)
    stem = _UNSAFE.sub("_", stem).strip(" ._")[:LONGEST_STEM].rstrip(" .") or "file"
    extension = path.suffix[1:].lower()
    return f"{stem}.{extension if extension in found.extensions else found.extensions[0]}"
