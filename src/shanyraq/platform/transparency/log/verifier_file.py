"""The verifier in one file and its description, as this node hands them out."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from shanyraq_verify import onefile

DESCRIPTION: Final = Path(__file__).resolve().parents[5] / "docs" / "verify.md"
"""What the log holds and how it is checked, for citizens, journalists and cryptographers; in the sources."""


@cache
def verifier_file() -> bytes:
    """The file; made once in each process, of the sources that run here."""
    return onefile.content()


@cache
def verifier_digest() -> str:
    """Its SHA-256 in hexadecimal digits, to be compared with a file that somebody built themselves."""
    return hashlib.sha256(verifier_file()).hexdigest()


@cache
def description() -> str:
    """The description; empty where only the packages are installed."""
    try:
        return DESCRIPTION.read_text(encoding="utf-8")
    except OSError:
        return ""
