"""Resumption tokens: all that is needed to go on is in the token, so that it never expires and survives
changes.

A list is in the order of the last change. A record that changes while it is harvested moves to the end and
comes once more; no record can slip through, whatever is added, changed or deleted meanwhile.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

VERSION: Final = "1"
_LONGEST: Final = 400


class BadToken(ValueError):
    """A token that we did not give out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """Where a list goes on: after the record ``number`` that changed at ``after`` (microseconds)."""

    verb: str
    prefix: str
    set_spec: str
    begin: str
    end: str
    after: datetime
    number: int
    cursor: int
    total: int

    def text(self) -> str:
        """The token as it is given out."""
        micros = int(self.after.timestamp()) * 1_000_000 + self.after.microsecond
        numbers = (str(micros), str(self.number), str(self.cursor), str(self.total))
        parts = (VERSION, self.verb, self.prefix, self.set_spec, self.begin, self.end, *numbers)
        return base64.urlsafe_b64encode("|".join(parts).encode()).decode().rstrip("=")

    @classmethod
    def parse(cls, text: str) -> Token:
        """The token in a text. :raises BadToken: for anything that ``text`` did not make."""
        try:
            padded = text + "=" * (-len(text) % 4)
            parts = base64.b64decode(padded.encode("ascii"), b"-_", validate=True).decode().split("|")
            version, verb, prefix, set_spec, begin, end, *numbers = parts
            micros, number, cursor, total = (_number(each) for each in numbers)
            after = datetime.fromtimestamp(micros // 1_000_000, UTC).replace(microsecond=micros % 1_000_000)
        except (ValueError, OverflowError, OSError, binascii.Error):
            raise BadToken(text[:40]) from None
        if version != VERSION or len(text) > _LONGEST:
            raise BadToken(text[:40])
        return cls(
            verb=verb, prefix=prefix, set_spec=set_spec, begin=begin, end=end, after=after, number=number,
            cursor=cursor, total=total,
        )  # fmt: skip  # in the order of the token


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 20):
        raise ValueError(text)
    return int(text)
