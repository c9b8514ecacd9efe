"""Our own check of styles: logical properties, colours from tokens, nothing inline in templates.

`python -m tools.check_css` prints each violation and exits with 1 if there is one.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.repository import ROOT, tracked

TOKEN_FILES = {"tokens.css"}
OFFSETS = {"top", "right", "bottom", "left"}
PHYSICAL = re.compile(
    r"^(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:top|right|bottom|left)(?:-\w+)?"
    r"|border-(?:top|bottom)-(?:left|right)-radius|(?:min-|max-)?(?:width|height)|overflow-[xy]-\w+)$"
)
SIDED_VALUES = {"text-align", "float", "clear", "caption-side", "resize"}
COLOUR_FUNCTION = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(", re.IGNORECASE
)
NAMED_COLOUR = re.compile(
    r"(?<![-\w])(?:white|black|red|green|blue|gr[ae]y|yellow|orange|gold|silver|navy|teal|maroon|purple|"
    r"brown|beige|ivory|tan|pink)(?![-\w])",
    re.IGNORECASE,
)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
DECLARATION = re.compile(r"(?<=[{;])\s*(?P<name>[-\w]+)\s*:\s*(?P<value>[^{};]+)(?=[;}])")
TEMPLATE_TAG = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
INLINE = (
    (re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE), "style attribute"),
    (re.compile(r"<style\b", re.IGNORECASE), "style element"),
    (re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE), "event attribute"),
    (
        re.compile(
            r"<script\b(?![^>]*\bsrc\s*=)(?![^>]*\btype\s*=\s*[\"']application/(?:ld\+)?json)", re.IGNORECASE
        ),
        "script in the page",
    ),
)


def _blank(match: re.Match[str]) -> str:
    """Lines kept, text gone, so that the numbers of lines stay right."""
    return "\n" * match.group().count("\n")


def _sided(name: str, value: str) -> bool:
    return name in SIDED_VALUES and bool(OFFSETS & set(value.split()))


def in_style_sheet(source: str, *, tokens: bool = False) -> list[tuple[int, str]]:
    """Line and complaint for each physical property and, outside of `tokens`, each colour of its own."""
    plain = COMMENT.sub(_blank, source)
    found = []
    for match in DECLARATION.finditer(plain):
        name, value = match["name"].lower(), match["value"].strip()
        line = plain.count("\n", 0, match.start("name")) + 1
        if name in OFFSETS or PHYSICAL.match(name) or _sided(name, value):
            found.append((line, f"physical property {name}: {value}; use the logical one"))
        words = re.sub(r"url\([^)]*\)|\"[^\"]*\"|var\([^)]*\)", "", value)
        if not tokens and (COLOUR_FUNCTION.search(words) or NAMED_COLOUR.search(words)):
            found.append((line, f"colour of its own in {name}: {value}; use a token"))
    return found


def in_template(source: str) -> list[tuple[int, str]]:
    """Line and complaint for each style or script that is written into a template."""
    plain = TEMPLATE_TAG.sub(_blank, re.sub(r"<svg\b.*?</svg>", _blank, source, flags=re.DOTALL))
    return [
        (plain.count("\n", 0, match.end()) + 1, f"{what}; the content security policy refuses it")
        for pattern, what in INLINE
        for match in pattern.finditer(plain)
    ]


def _complaints(path: Path) -> list[tuple[int, str]]:
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        return in_template(source)
    return in_style_sheet(source, tokens=path.name in TOKEN_FILES)


def violations() -> Iterator[str]:
    """One line for each violation in our style sheets and templates."""
    for path in tracked("src/**/*.css", "src/**/*.html"):
        for line, complaint in _complaints(path):
            yield f"{path.relative_to(ROOT)}:{line}: {complaint}"


def main() -> int:
    """Print what is wrong; exit code 1 if anything is."""
    found = list(violations())
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
