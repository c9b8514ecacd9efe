"""The formats that may be uploaded, and how each is told by its content."""

import re
import zipfile
from dataclasses import dataclass
from typing import IO, Final

import filetype

HEAD_BYTES: Final = 8192


@dataclass(frozen=True, slots=True)
class Format:
    """``kind`` is what forms ask for; the first of ``extensions`` is given where a name has another."""

    mime: str
    kind: str
    extensions: tuple[str, ...]

    @property
    def label(self) -> str:
        return self.extensions[0].upper()


KINDS: Final = (
    "picture",
    "scan",
    "book",
    "document",
    "table",
    "audio",
    "video",
    "captions",
    "track",
    "archive",
    "translation",
)

FORMATS: Final = (
    Format("image/jpeg", "picture", ("jpg", "jpeg")),
    Format("image/png", "picture", ("png",)),
    Format("image/webp", "picture", ("webp",)),
    Format("image/avif", "picture", ("avif",)),
    Format("image/gif", "picture", ("gif",)),
    Format("image/tiff", "scan", ("tif", "tiff")),
    Format("application/epub+zip", "book", ("epub",)),
    Format("application/pdf", "document", ("pdf",)),
    Format("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "document", ("docx",)),
    Format("application/vnd.oasis.opendocument.text", "document", ("odt",)),
    Format("text/plain", "document", ("txt",)),
    Format("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "table", ("xlsx",)),
    Format("application/vnd.oasis.opendocument.spreadsheet", "table", ("ods",)),
    Format("text/csv", "table", ("csv",)),
    Format("application/json", "table", ("json", "geojson")),
    Format("audio/mpeg", "audio", ("mp3",)),
    Format("audio/ogg", "audio", ("ogg", "oga", "opus")),
    Format("audio/mp4", "audio", ("m4a",)),
    Format("audio/wav", "audio", ("wav",)),
    Format("video/mp4", "video", ("mp4",)),
    Format("video/webm", "video", ("webm",)),
    Format("text/vtt", "captions", ("vtt",)),
    Format("application/gpx+xml", "track", ("gpx",)),
    Format("application/zip", "archive", ("zip",)),
    Format("text/x-gettext-translation", "translation", ("po",)),
)
BY_MIME: Final = {one.mime: one for one in FORMATS}
BY_EXTENSION: Final = {extension: one for one in FORMATS for extension in one.extensions}

_OTHER_NAMES = {"audio/x-wav": "audio/wav"}
_MARKUP = re.compile(rb"<\s*(!doctype\s+html|html|head|body|script|iframe|svg|\?php)\b|<\?php", re.IGNORECASE)
_SVG = re.compile(rb"<\s*svg\b", re.IGNORECASE)
_OFFICE = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
)


def recognise(file: IO[bytes], extension: str) -> Format | None:
    """The format of *file* by content; its name's *extension* only decides between kinds of plain text."""
    file.seek(0)
    head = file.read(HEAD_BYTES)
    if head.startswith(b"%PDF-"):
        return BY_MIME["application/pdf"]
    guessed = filetype.guess_mime(head)
    if guessed is not None and any(
        part in guessed for part in ("application/zip", "officedocument", "oasis")
    ):
        return _inside_archive(file)
    if guessed is not None:
        return BY_MIME.get(_OTHER_NAMES.get(guessed, guessed))
    return _plain_text(head, extension)


def is_markup(head: bytes) -> bool:
    """Whether a browser that looks at content could take these first bytes for a page or a program."""
    return _MARKUP.search(head[:1024]) is not None


def is_svg(head: bytes) -> bool:
    return _SVG.search(head) is not None


def _inside_archive(file: IO[bytes]) -> Format | None:
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                return BY_MIME.get(archive.read("mimetype").decode("ascii", "replace").strip())
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError):
        return BY_MIME["application/zip"]  # the check of archives says what is wrong
    found = next((extension for member, extension in _OFFICE if member in names), "zip")
    return BY_EXTENSION[found]


def _plain_text(head: bytes, extension: str) -> Format | None:
    named = BY_EXTENSION.get(extension)
    is_text = named is not None and (named.mime.startswith("text/") or named.mime.endswith(("json", "xml")))
    return named if is_text and b"\0" not in head and not is_markup(head) else None
