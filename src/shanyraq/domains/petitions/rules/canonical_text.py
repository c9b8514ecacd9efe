"""The exact text of a petition: what is kept as its version, hashed, and signed by an electronic signature.

The canonical form is JSON in UTF-8 with sorted keys, no spaces between signs and nothing escaped that need
not be; texts are in Unicode's form NFC with lines ended by a line feed. Whoever has the texts of a version
can compute its hash again.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from shanyraq.domains.petitions.models import Petition

_UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""Control characters, which no text needs and which PostgreSQL (the first one) or readers choke on."""


def cleaned(text: str) -> str:
    """A typed text in the form in which it is kept: NFC, line feeds, no control characters, bare edges."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNPRINTABLE.sub("", unicodedata.normalize("NFC", lines)).strip()


def texts_of(petition: Petition) -> dict[str, Any]:
    """All that a petition says, as its version keeps it; attachments with the hash of their content."""
    return {
        "language": petition.language,
        "addressee": petition.body.slug if petition.body else "",
        "title": petition.title,
        "substance": petition.substance,
        "arguments": petition.arguments,
        "proposals": list(petition.proposals.order_by("number").values_list("text", flat=True)),
        "attachments": list(petition.attachments.order_by("added_at", "pk").values("name", "sha256")),
    }


def canonical_text(texts: Mapping[str, Any]) -> bytes:
    """The bytes that are hashed and signed."""
    written = json.dumps(texts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return written.encode()


def text_hash(texts: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical text, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical_text(texts)).hexdigest()
