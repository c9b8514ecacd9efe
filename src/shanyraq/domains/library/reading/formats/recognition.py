"""Recognition of text by Tesseract."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyvips

from shanyraq.domains.library.reading.formats.alto import BrokenAlto, read_alto
from shanyraq.domains.library.reading.formats.programs import (
    RECOGNITION_SECONDS,
    ProgramFailed,
    missing,
    recognition_languages,
    run,
)
from shanyraq.domains.library.reading.formats.words import Line, PageWords

LONGEST_SIDE = 5_000
"""Pixels of the picture that is recognised: letters get no clearer above it, only slower."""
SHORTEST_SIDE = 16
SUREST_NOISE = 10
"""Percent up to which a word without a letter is taken for a spot on the paper."""


def recognise(picture: Path, languages: Sequence[str], folder: Path) -> PageWords:
    """The words of *picture*, in its pixels. *languages*: Tesseract's names; *folder*: for what it writes.

    :raises Refusal: ``no_program``, also when none of the languages is installed; ``ProgramFailed``.
    """
    known = recognition_languages()
    usable = [language for language in languages if language in known]
    if not usable:
        raise missing("tesseract-ocr-" + (languages[0] if languages else "eng") if known else "tesseract")
    image = pyvips.Image.new_from_file(str(picture), access="sequential")
    width, height = image.width, image.height
    if min(width, height) < SHORTEST_SIDE:
        return PageWords(width, height)
    scale = min(1.0, LONGEST_SIDE / max(width, height))
    if scale < 1.0:
        image = image.resize(scale)
    prepared = folder / "recognise.png"
    _grey(image).pngsave(str(prepared), compression=1)
    command = ["tesseract", str(prepared), str(folder / "recognised"), "-l", "+".join(usable), "--psm", "3"]
    run([*command, "--dpi", "300", "alto"], seconds=RECOGNITION_SECONDS, folder=folder)
    return without_noise(_read(folder / "recognised.xml")).resized(width, height)


def _grey(image: pyvips.Image) -> pyvips.Image:
    image = image.flatten(background=255) if image.hasalpha() else image
    return image.colourspace("b-w").cast("uchar")


def _read(path: Path) -> PageWords:
    try:
        return read_alto(path.read_bytes())
    except (OSError, BrokenAlto) as error:
        raise ProgramFailed(f"tesseract: {error}") from error


def without_noise(page: PageWords) -> PageWords:
    """Without what has neither letter nor digit and was hardly believed."""
    blocks = []
    for block in page.blocks:
        lines = tuple(
            Line(tuple(word for word in line.words if not _is_noise(word.text, word.confidence)))
            for line in block
        )
        if kept := tuple(line for line in lines if line.words):
            blocks.append(kept)
    return PageWords(page.width, page.height, tuple(blocks), page.languages)


def _is_noise(text: str, confidence: int | None) -> bool:
    return confidence is not None and confidence <= SUREST_NOISE and not any(sign.isalnum() for sign in text)
