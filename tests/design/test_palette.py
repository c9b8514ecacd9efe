"""The colours: every pair that meets on a page can be read."""

import pytest

from shanyraq.design.palette import HIGH_CONTRAST, PAIRS, PALETTES, Pair, contrast, style_sheet


def test_contrast_is_the_ratio_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == 21
    assert contrast("#FFFFFF", "#FFFFFF") == 1
    assert round(contrast("#777777", "#FFFFFF"), 2) == 4.48


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.front} on {pair.back}")
def test_palette_keeps_the_contrast_of_each_pair(palette: str, pair: Pair) -> None:
    colours = PALETTES[palette]
    least = HIGH_CONTRAST if palette.startswith("contrast") else pair.least
    assert contrast(colours[pair.front], colours[pair.back]) >= least


def test_palettes_name_the_same_colours() -> None:
    assert {frozenset(colours) for colours in PALETTES.values()} == {frozenset(PALETTES["light"])}


def test_style_sheet_gives_every_palette_to_those_who_ask() -> None:
    css = style_sheet()
    assert css.startswith("@layer tokens{")
    assert css.count("{") == css.count("}")
    for condition in (
        "[data-theme=dark]",
        "[data-contrast=high]",
        "prefers-color-scheme:dark",
        "prefers-contrast:more",
    ):
        assert condition in css
