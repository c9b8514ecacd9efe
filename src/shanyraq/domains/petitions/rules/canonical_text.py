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

_UNPRINTABLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""What no text needs: control characters, on which PostgreSQL (the first one) or readers choke; marks that
turn the direction of what follows, so that a name or a number reads other than it is written; signs that
nobody sees. Marks that writing from right to left needs (U+061C, U+200C to U+200F) stay."""

LONGEST: Final = 17_000
"""Characters that are brought into one form: more than twice what any field may hold. Bringing a million
combining marks into their order would take half an hour."""


def cleaned(text: str) -> str:
    """A typed text in the form in which it is kept: NFC, line feeds, no control characters, bare edges.

    What is longer than ``LONGEST`` keeps its form: it is longer than any field, and refused for that.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    shown = _UNPRINTABLE.sub("", lines).strip()
    return unicodedata.normalize("NFC", shown) if len(shown) <= LONGEST else shown


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
