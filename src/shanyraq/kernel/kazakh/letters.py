"""The letters that people write besides those of the three alphabets, read once from ``folding.toml``."""

from __future__ import annotations

import tomllib
from pathlib import Path

from shanyraq.kernel.kazakh.alphabets import ARABIC

_TABLES = tomllib.loads(Path(__file__).with_name("folding.toml").read_text(encoding="utf-8"))

CLASSES: dict[str, str] = _TABLES["classes"]
RUNS: dict[str, str] = _TABLES["runs"]
OTHER_LATIN: dict[str, str] = _TABLES["latin"]
OTHER_ARABIC: dict[str, str] = _TABLES["arabic"]
FOREIGN_E: tuple[str, ...] = tuple(_TABLES["foreign_e"]["stems"].split())

APOSTROPHES = "'’‘ʼʻʹʽ`´′＇‛ˈ"
SILENT = "ـ\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""Signs inside a word that are not heard: the Arabic stretch, soft hyphens, joiners, marks of direction."""

VOWEL_MARKS = "".join(map(chr, range(0x64B, 0x660)))

TOTE_VARIANTS: dict[int, str | None] = {
    **{ord(sign): ARABIC[letter] for sign, letter in OTHER_ARABIC.items()},
    **dict.fromkeys(map(ord, SILENT + VOWEL_MARKS)),
}
"""A table for ``str.translate``: letters of other Arabic keyboards as those of töte jazu."""
