"""Our own check of visible text: what a person reads must come from the catalogues."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from tools.repository import ROOT, tracked

VISIBLE_ATTRIBUTES = {"alt", "aria-label", "aria-description", "aria-roledescription", "placeholder", "title"}
VISIBLE_KEYWORDS = {"verbose_name", "verbose_name_plural", "help_text", "label", "heading", "error_message"}
SILENT_ELEMENTS = {"script", "style", "code", "pre", "title-code"}
_TAG = re.compile(r"{%-?.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
_BLOCK_TEXT = re.compile(r"{%\s*(blocktranslate|blocktrans|comment|verbatim)\b.*?{%\s*end\1\s*%}", re.DOTALL)
_MUTE_DATA = re.compile(r"data-(?!label|message)[\w-]+=[\"']\{%-?\s*translate")
_LETTERS = re.compile(r"[^\W\d_]{2,}")


class _VisibleText(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in SILENT_ELEMENTS
        for name, value in attrs:
            if name in VISIBLE_ATTRIBUTES and value and _LETTERS.search(value):
                self.found.append((self.getpos()[0], value))

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in SILENT_ELEMENTS and self._silent > 0

    def handle_data(self, data: str) -> None:
        if not self._silent and _LETTERS.search(data):
            self.found.append((self.getpos()[0], data.strip()))


def in_template(source: str) -> list[tuple[int, str]]:
    """Line and text of everything visible in a template that is not given to the translators."""
    blank = _BLOCK_TEXT.sub(lambda match: "\n" * match.group().count("\n"), source)
    parser = _VisibleText()
    parser.feed(_TAG.sub(lambda match: "\n" * match.group().count("\n"), blank))
    return parser.found


def in_other_data(source: str) -> list[int]:
    """Lines with a text in an attribute that is not converted into the other scripts of Kazakh."""
    return [source.count("\n", 0, match.start()) + 1 for match in _MUTE_DATA.finditer(source)]


def in_module(source: str) -> list[tuple[int, str]]:
    """Line and text of literals given to keywords whose value people read (labels, names, help)."""
    return [
        (keyword.value.lineno, keyword.value.value)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg in VISIBLE_KEYWORDS
        and isinstance(keyword.value, ast.Constant)
        and isinstance(keyword.value.value, str)
        and _LETTERS.search(keyword.value.value)
    ]


def violations() -> Iterator[str]:
    """One line for each text that is written into a template or module."""
    for path in tracked("src/**/*.html", "src/**/*.py"):
        if "migrations" in path.parts:
            continue
        source = path.read_text(encoding="utf-8")
        for line, text in (in_template if path.suffix == ".html" else in_module)(source):
            yield f"{_shown(path)}:{line}: text outside the catalogues: {text[:60]!r}"
        for line in in_other_data(source) if path.suffix == ".html" else ():
            yield f"{_shown(path)}:{line}: texts for scripts stand in data-label-… or data-message-…"


def _shown(path: Path) -> Path:
    return path.relative_to(ROOT)
