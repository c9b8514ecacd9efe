"""Our own check of marks that silence a tool or a test: each says on its own line why it stands there."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

from tools.repository import ROOT, tracked

_SILENCERS = re.compile(
    r"(?:#|/\*|//|<!--|\{#)\s*"
    r"(?P<mark>noqa|type:\s*ignore|nosec|pragma:\s*no\s*cover|fmt:\s*(?:skip|off)|djlint:\s*off"
    r"|eslint-disable[\w-]*|stylelint-disable[\w-]*|@ts-ignore)"
)
_CODES = re.compile(r"\s*(?:\[[\w\s,-]+\]|:\s*[A-Z]+\d+(?:\s*,\s*[A-Z]+\d+)*)?\s*(?:#|--?|[—–])?")
_WORDS = re.compile(r"[^\W\d_]+")
_FEWEST_WORDS = 2
_POINTS_ELSEWHERE = re.compile(r"\b(?:as above|see above|same|ditto)\b", re.IGNORECASE)
_TEST_MARKS = {"skip", "skipif", "xfail"}


def violations(paths: Iterator[Path] | None = None) -> Iterator[str]:
    """One line for each mark without a reason of its own."""
    for path in paths or tracked("*.py", "*.html", "*.css", "*.js"):
        shown = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
        source = path.read_text(encoding="utf-8")
        found = in_module(source) if path.suffix == ".py" else in_lines(source)
        for line, mark in found:
            yield f"{shown}:{line}: {mark!r} without its reason on the same line"


def in_module(source: str) -> list[tuple[int, str]]:
    """Line and mark of comments and test marks in Python; words inside strings are no marks."""
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    comments = [(token.start[0], token.string) for token in tokens if token.type == tokenize.COMMENT]
    silenced = [(line, mark) for line, text in comments for mark in unexplained(text)]
    return sorted(silenced + list(_test_marks(ast.parse(source))))


def in_lines(source: str) -> list[tuple[int, str]]:
    """Line and mark of comments in templates, styles and scripts."""
    return [
        (number, mark) for number, text in enumerate(source.splitlines(), 1) for mark in unexplained(text)
    ]


def unexplained(comment: str) -> list[str]:
    """The marks of one line after which no reason comes; two marks in a row may share theirs."""
    found = list(_SILENCERS.finditer(comment))
    if not found or _is_reason(comment[found[-1].end() :]):
        return []
    return [match["mark"] for match in found]


def _is_reason(rest: str) -> bool:
    reason = _CODES.sub("", rest, count=1)
    return len(_WORDS.findall(reason)) >= _FEWEST_WORDS and not _POINTS_ELSEWHERE.search(reason)


def _test_marks(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """``pytest.skip`` and ``pytest.mark.skip``, ``skipif``, ``xfail`` that give no words."""
    explained = {
        id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call) and _gives_words(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in _TEST_MARKS and id(node) not in explained:
            name = ast.unparse(node)
            if name == "pytest.skip" or name.startswith("pytest.mark."):
                yield node.lineno, name


def _gives_words(call: ast.Call) -> bool:
    is_condition = isinstance(call.func, ast.Attribute) and call.func.attr in {"skipif", "xfail"}
    given = [keyword.value for keyword in call.keywords if keyword.arg == "reason"]
    given += [] if is_condition else call.args[:1]
    return any(not isinstance(value, ast.Constant) or bool(value.value) for value in given)
