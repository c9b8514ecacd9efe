"""Which font files a page in each language is sure to need, so that browsers fetch them at once.

A Kazakh page names both Cyrillic files of a family: were one to come later than the other, the letters
Kazakh has of its own would stand in another font for a moment, and lines would break anew.
"""

from typing import Final

_LATIN: Final = ("golos-text-latin", "literata-latin")
_CYRILLIC: Final = ("golos-text-cyrillic", "literata-cyrillic")
_KAZAKH: Final = (*_CYRILLIC, "golos-text-cyrillic-ext", "literata-cyrillic-ext")
_PRELOADED: Final[dict[str, tuple[str, ...]]] = {
    "kk": _KAZAKH,
    "ru": _CYRILLIC,
    "ar": ("noto-naskh-arabic-arabic",),
    "zh-hans": (),
}


def preloaded_files(language: str) -> tuple[str, ...]:
    """Paths, among static files, of the fonts to preload for a language of the interface."""
    return tuple(f"vendor/fonts/{name}.woff2" for name in _PRELOADED.get(language, _LATIN))
