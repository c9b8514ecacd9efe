"""The ministry's real announcement, read from the measuring data; nothing of it is kept here."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Announcement:
    """What an editor would take from the file: headline and paragraphs."""

    headline: str
    paragraphs: tuple[str, ...]


def read_announcement(shared: Path) -> Announcement:
    """The only text in the folder of announcements; the test skips where it is missing."""
    files = sorted((shared / "domain" / "seed").glob("*.txt"))
    if not files:
        pytest.skip("the announcement in shared/domain/seed/ is not there")
    lines = [" ".join(line.split()) for line in files[0].read_text(encoding="utf-8").splitlines()]
    numbered = next(number for number, line in enumerate(lines) if re.match(r"\d+\. ", line))
    paragraphs = tuple(line for line in lines[numbered + 1 :] if line)
    return Announcement(re.sub(r"^\d+\. ", "", lines[numbered]), paragraphs)
