"""Which font files a page in each language is sure to need, so that browsers fetch them at once.

A Kazakh page names both Cyrillic files of a family, and the Latin one for spaces, digits and punctuation: if
one came later than the others, some letters would stand in another font, and lines would break anew.
"""

from typing import Final

_LATIN: Final = ("golos-text-latin", "literata-latin")
_CYRILLIC: Final = (*_LATIN, "golos-text-cyrillic", "literata-cyrillic")
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
