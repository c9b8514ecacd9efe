"""Archives and the office documents that are archives: bombs, unsafe names, macros."""

import zipfile
from pathlib import PurePosixPath
from typing import IO

from shanyraq.platform.files.refusals import damaged, macros, unsafe_archive

MOST_MEMBERS = 10_000
MOST_UNPACKED_BYTES = 500 * 1024 * 1024
MOST_RATIO = 200
ENCRYPTED = 0x1


def check_archive(file: IO[bytes]) -> None:
    """:raises Refusal: ``damaged``, ``unsafe_archive`` or ``macros``. Nothing is unpacked."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise damaged() from None
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    is_bomb = unpacked > MOST_UNPACKED_BYTES or unpacked > MOST_RATIO * max(packed, 5000)
    if is_bomb or len(members) > MOST_MEMBERS or any(_is_unsafe(member) for member in members):
        raise unsafe_archive()
    if any(member.filename.lower().endswith("vbaproject.bin") for member in members):
        raise macros()


def is_archive(file: IO[bytes]) -> bool:
    """Whether an unpacking program would find members in *file*, wherever in it they begin."""
    file.seek(0)
    try:
        if not zipfile.is_zipfile(file):
            return False
        with zipfile.ZipFile(file) as archive:
            return bool(archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def _is_unsafe(member: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(member.filename.replace("\\", "/"))
    return (
        bool(member.flag_bits & ENCRYPTED)
        or path.is_absolute()
        or ".." in path.parts
        or ":" in path.parts[:1]
    )
