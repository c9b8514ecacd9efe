"""The colours, as data: the style sheet, the pattern page and the contrast tests read this one table."""

from dataclasses import dataclass
from typing import Final

TEXT_CONTRAST: Final = 4.5
SHAPE_CONTRAST: Final = 3.0
HIGH_CONTRAST: Final = 7.0

PALETTES: Final[dict[str, dict[str, str]]] = {
    "light": {
        "ground": "#FAF7F1",
        "card": "#FFFFFF",
        "tint": "#F1EADC",
        "ink": "#16212B",
        "ink-quiet": "#55606A",
        "line": "#DFD6C5",
        "edge": "#7C8288",
        "sky": "#0B6A8F",
        "sky-strong": "#084B66",
        "sky-soft": "#E2EFF3",
        "on-sky": "#FFFFFF",
        "madder": "#9C3B2C",
        "madder-strong": "#7A2B1F",
        "madder-soft": "#F8E6E0",
        "on-madder": "#FFFFFF",
        "steppe": "#44624A",
        "steppe-soft": "#E6EEE3",
        "gold": "#80590C",
        "gold-soft": "#F7ECD0",
        "ornament": "#C9982F",
        "focus": "#16212B",
        "deep": "#10303F",
        "on-deep": "#F6EFE1",
        "deep-quiet": "#B9C8CC",
        "deep-line": "#35525F",
        "deep-ornament": "#C9982F",
    },
    "dark": {
        "ground": "#101A22",
        "card": "#18252F",
        "tint": "#15212A",
        "ink": "#EDE7DB",
        "ink-quiet": "#A9B4BB",
        "line": "#2C3C48",
        "edge": "#75858F",
        "sky": "#7CC4DD",
        "sky-strong": "#A9DCEC",
        "sky-soft": "#183543",
        "on-sky": "#0B1720",
        "madder": "#F0A091",
        "madder-strong": "#F7BFB4",
        "madder-soft": "#3A211D",
        "on-madder": "#1F0D09",
        "steppe": "#9CC5A1",
        "steppe-soft": "#1C3024",
        "gold": "#E3B75A",
        "gold-soft": "#352B14",
        "ornament": "#C9982F",
        "focus": "#E3B75A",
        "deep": "#0A1319",
        "on-deep": "#EDE7DB",
        "deep-quiet": "#A9B4BB",
        "deep-line": "#2C3C48",
        "deep-ornament": "#C9982F",
    },
    "contrast-light": {
        "ground": "#FFFFFF",
        "card": "#FFFFFF",
        "tint": "#FFFFFF",
        "ink": "#000000",
        "ink-quiet": "#000000",
        "line": "#000000",
        "edge": "#000000",
        "sky": "#00319C",
        "sky-strong": "#000000",
        "sky-soft": "#FFFFFF",
        "on-sky": "#FFFFFF",
        "madder": "#000000",
        "madder-strong": "#000000",
        "madder-soft": "#FFFFFF",
        "on-madder": "#FFFFFF",
        "steppe": "#000000",
        "steppe-soft": "#FFFFFF",
        "gold": "#000000",
        "gold-soft": "#FFFFFF",
        "ornament": "#000000",
        "focus": "#00319C",
        "deep": "#000000",
        "on-deep": "#FFFFFF",
        "deep-quiet": "#FFFFFF",
        "deep-line": "#FFFFFF",
        "deep-ornament": "#FFFFFF",
    },
    "contrast-dark": {
        "ground": "#000000",
        "card": "#000000",
        "tint": "#000000",
        "ink": "#FFFFFF",
        "ink-quiet": "#FFFFFF",
        "line": "#FFFFFF",
        "edge": "#FFFFFF",
        "sky": "#9FDCFF",
        "sky-strong": "#FFFFFF",
        "sky-soft": "#000000",
        "on-sky": "#000000",
        "madder": "#FFFFFF",
        "madder-strong": "#FFFFFF",
        "madder-soft": "#000000",
        "on-madder": "#000000",
        "steppe": "#FFFFFF",
        "steppe-soft": "#000000",
        "gold": "#FFFFFF",
        "gold-soft": "#000000",
        "ornament": "#FFFFFF",
        "focus": "#9FDCFF",
        "deep": "#000000",
        "on-deep": "#FFFFFF",
        "deep-quiet": "#FFFFFF",
        "deep-line": "#FFFFFF",
        "deep-ornament": "#FFFFFF",
    },
}


@dataclass(frozen=True)
class Pair:
    """Two colours that meet on a page, and the least contrast they need."""

    front: str
    back: str
    least: float


def _text_pairs() -> tuple[Pair, ...]:
    grounds = ("ground", "card", "tint")
    inks = ("ink", "ink-quiet", "sky", "sky-strong", "madder", "steppe", "gold")
    return tuple(Pair(ink, ground, TEXT_CONTRAST) for ink in inks for ground in grounds)


PAIRS: Final[tuple[Pair, ...]] = (
    *_text_pairs(),
    *(Pair(colour, f"{colour}-soft", TEXT_CONTRAST) for colour in ("sky", "madder", "steppe", "gold")),
    *(Pair("ink", back, TEXT_CONTRAST) for back in ("sky-soft", "madder-soft", "steppe-soft", "gold-soft")),
    Pair("on-sky", "sky", TEXT_CONTRAST),
    Pair("on-sky", "sky-strong", TEXT_CONTRAST),
    Pair("on-madder", "madder", TEXT_CONTRAST),
    Pair("on-madder", "madder-strong", TEXT_CONTRAST),
    Pair("on-deep", "deep", TEXT_CONTRAST),
    Pair("deep-quiet", "deep", TEXT_CONTRAST),
    *(
        Pair(shape, back, SHAPE_CONTRAST)
        for shape in ("edge", "focus")
        for back in ("ground", "card", "tint")
    ),
)


def _luminance(colour: str) -> float:
    """Relative luminance of `#RRGGBB` by WCAG 2.2, 0 to 1."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours `#RRGGBB` by WCAG 2.2, 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _declarations(name: str) -> str:
    colours = "".join(f"--{token}:{colour};" for token, colour in PALETTES[name].items())
    scheme = "dark" if name.endswith("dark") else "light"
    return f"color-scheme:{scheme};{colours}"


def style_sheet() -> str:
    """The colour tokens for the device's wishes and for the reader's own, which go before them."""
    root, dark = ":root", "@media (prefers-color-scheme:dark)"
    more = "@media (prefers-contrast:more)"
    auto, high = ":not([data-theme=light],[data-theme=dark])", "[data-contrast=high]"
    rules = (
        f"{root}{{{_declarations('light')}}}",
        f"{dark}{{{root}{auto}{{{_declarations('dark')}}}}}",
        f"{root}[data-theme=dark]{{{_declarations('dark')}}}",
        f"{more}{{{root}{root}{{{_declarations('contrast-light')}}}}}",
        f"{more}{{{dark}{{{root}{root}{auto}{{{_declarations('contrast-dark')}}}}}}}",
        f"{more}{{{root}{root}[data-theme=dark]{{{_declarations('contrast-dark')}}}}}",
        f"{root}{root}{high}{{{_declarations('contrast-light')}}}",
        f"{dark}{{{root}{root}{high}{auto}{{{_declarations('contrast-dark')}}}}}",
        f"{root}{root}{high}[data-theme=dark]{{{_declarations('contrast-dark')}}}",
        # paper is white, whatever the screen was
        f"@media print{{{root * 4}{{{_declarations('light')}--ground:#FFFFFF;--tint:#FFFFFF;}}}}",
    )
    return "@layer tokens{" + "\n".join(rules) + "}\n"
