"""The fonts: every Kazakh letter has a file, and a Kazakh page loads few of them."""

import re
from pathlib import Path

import shanyraq.design
from shanyraq.design.fonts import preloaded_files
from shanyraq.kernel.languages import LANGUAGES

FONTS = Path(shanyraq.design.__file__).parent / "css" / "fonts.css"


def faces() -> list[tuple[str, str, list[tuple[int, int]]]]:
    """Family, file and ranges of each face with a range."""
    found = []
    for face in re.findall(r"@font-face \{.*?\}", FONTS.read_text(encoding="utf-8"), re.DOTALL):
        ranges = re.search(r"unicode-range: ([^;]+);", face)
        if not ranges:
            continue
        bounds = [part.strip().removeprefix("U+").split("-") for part in ranges[1].split(",")]
        family = re.search(r'font-family: "([^"]+)"', face)
        file = re.search(r'url\("fonts/([^"]+)"\)', face)
        assert family
        assert file
        found.append((family[1], file[1], [(int(pair[0], 16), int(pair[-1], 16)) for pair in bounds]))
    return found


def files_for(text: str, family: str) -> set[str]:
    """The files that a browser loads to set `text` in `family`."""
    return {
        file
        for name, file, ranges in faces()
        for letter in text
        if name == family and any(first <= ord(letter) <= last for first, last in ranges)
    }


def test_fonts_cover_every_letter_of_the_alphabets() -> None:
    for code in ("kk", "ru", "en", "tr", "fr", "es"):
        for letter in LANGUAGES[code].alphabet + LANGUAGES[code].alphabet.upper():
            for family in ("Golos Text", "Literata"):
                assert files_for(letter, family), f"{letter} of {code} in {family}"


def test_fonts_of_a_kazakh_page_are_three_files_a_family() -> None:
    text = LANGUAGES["kk"].alphabet + " 0123456789.,–«»"
    assert files_for(text, "Golos Text") == {
        "golos-text-cyrillic.woff2",
        "golos-text-cyrillic-ext.woff2",
        "golos-text-latin.woff2",
    }


def test_fonts_of_arabic_letters_are_one_file() -> None:
    assert files_for(LANGUAGES["ar"].alphabet + "ۇۋٵەڭگچپ", "Noto Naskh Arabic") == {
        "noto-naskh-arabic-arabic.woff2"
    }


def test_fonts_to_preload_are_among_the_faces() -> None:
    known = {file for _, file, _ in faces()}
    for code in LANGUAGES:
        assert {path.removeprefix("vendor/fonts/") for path in preloaded_files(code)} <= known


def test_fonts_to_preload_hold_every_kazakh_letter() -> None:
    preloaded = {path.removeprefix("vendor/fonts/") for path in preloaded_files("kk")}
    for family in ("Golos Text", "Literata"):
        assert files_for(LANGUAGES["kk"].alphabet + " 0123456789.,«»–", family) <= preloaded
