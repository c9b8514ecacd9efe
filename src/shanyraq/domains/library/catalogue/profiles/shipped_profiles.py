"""The platform's own profiles, as they lie in ``shipped/``."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).parent / "shipped"


@cache
def shipped_tables() -> dict[str, dict[str, Any]]:
    """Tables by their codes."""
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json"))}


NAMES: Final = {
    "irbis": "IRBIS64",
    "kazmarc": "KAZMARC",
    "koha": "Koha (MARC 21)",
    "marc21": "MARC 21",
    "rusmarc": "RUSMARC",
    "unimarc": "UNIMARC",
}
