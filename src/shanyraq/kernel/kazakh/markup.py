"""HTML in another script of Kazakh, in one pass and without a tree.

Only Kazakh text and the attributes that people read or hear are changed; tags, comments, code and everything
in other languages come out byte for byte. Bad HTML is no error: what cannot be read as a tag passes as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from shanyraq.kernel.kazakh.scripts import Script
from shanyraq.kernel.kazakh.tags import RAW, VOID, Mode, Rewriter, convert_escaped, ended_by, is_kazakh

# Atomic groups: Python before 3.11.5 goes on from the wrong place behind a possessive group that failed.
_TAG = re.compile(
    r"""<(?P<end>/?)(?P<name>[A-Za-z][^\s/>]*+)"""
    r"""(?P<attributes>(?>(?:[\s/]++|[^\s/>=][^\s/>=]*+"""
    r"""(?>(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+|(?=>)))?))*))>"""
)
_FOREIGN_ROOTS = frozenset({"svg", "math"})


def convert(
    html: str, script: Script, *, link_prefix: tuple[str, str] | None = None, language: str = "kk"
) -> str:
    """A whole document or a fragment with its Kazakh in ``script``.

    ``language`` is in force before the first ``lang`` attribute. ``link_prefix`` (old, new) moves links and
    form targets whose path begins with old, except on elements with ``hreflang`` or ``data-keep-href``.
    Elements with ``lang="kk"`` get the script's language tag and, in Arabic script, ``dir="rtl"``; there,
    elements in other languages and code get a ``dir`` of their own. Cyrillic asks for no change of text.
    """
    if script is Script.CYRILLIC and link_prefix is None:
        return html
    return _Walk(html, Rewriter(script, link_prefix), Mode(is_kazakh(language))).run()


@dataclass
class _Walk:
    """The state of one pass: what is written so far and which elements are open."""

    html: str
    rewriter: Rewriter
    mode: Mode
    out: list[str] = field(default_factory=list)
    open: list[tuple[str, Mode]] = field(default_factory=list)
    open_names: Counter[str] = field(default_factory=Counter)

    def run(self) -> str:
        html, at = self.html, 0
        while (start := html.find("<", at)) >= 0:
            self._text(html[at:start])
            at = self._markup(start)
        self._text(html[at:])
        return "".join(self.out)

    def _text(self, text: str) -> None:
        if text:
            changed = self.mode.converts and not text.isspace()
            self.out.append(convert_escaped(text, self.rewriter.script) if changed else text)

    def _markup(self, start: int) -> int:
        """Write what begins with "<" at ``start``; the place after it."""
        following = self.html[start + 1 : start + 2]
        if following in {"!", "?"}:
            return self._pass(start, self._end_of_declaration(start))
        if not (following == "/" or (following.isascii() and following.isalpha())):
            return self._pass(start, start + 1)
        match = _TAG.match(self.html, start)
        if match is None:
            closing = self.html.find(">", start)
            return self._pass(start, closing + 1 if closing >= 0 else len(self.html))
        if match["end"]:
            self._close(match["name"].lower())
            return self._pass(start, match.end())
        return self._open(match)

    def _pass(self, start: int, end: int) -> int:
        self.out.append(self.html[start:end])
        return end

    def _end_of_declaration(self, start: int) -> int:
        """After a comment, CDATA section, doctype or instruction; without an end, all the rest."""
        for opening, closing in (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<", ">")):
            if self.html.startswith(opening, start):
                short = opening == "<!--" and self.html.startswith((">", "->"), start + 4)
                end = self.html.find(">" if short else closing, start + len(opening))
                return end + len(">" if short else closing) if end >= 0 else len(self.html)
        return start + 1

    def _open(self, match: re.Match[str]) -> int:
        name, attributes = match["name"].lower(), match["attributes"]
        self._close_implied(name)
        if self.rewriter.worth_reading(name, attributes):
            changed, inner = self.rewriter.rewrite(name, attributes, self.mode)
            self.out.append(f"<{match['name']}{changed}>")
        else:
            self._pass(match.start(), match.end())
            inner = self.rewriter.inner(name, self.mode)
        if name in RAW and not self._in_foreign():
            return self._raw(name, match.end())
        if name not in VOID and not (attributes.endswith("/") and self._in_foreign(name)):
            self.open.append((name, self.mode))
            self.open_names[name] += 1
            self.mode = inner
        return match.end()

    def _in_foreign(self, name: str = "") -> bool:
        return name in _FOREIGN_ROOTS or any(self.open_names[root] for root in _FOREIGN_ROOTS)

    def _raw(self, name: str, start: int) -> int:
        """Pass the content of a raw element up to its end tag, which the walk then reads."""
        end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(self.html, start)
        return self._pass(start, end.start() if end else len(self.html))

    def _close_implied(self, name: str) -> None:
        ended = ended_by(name)
        while ended and self.open and self.open[-1][0] in ended:
            self._leave()

    def _close(self, name: str) -> None:
        if self.open_names[name]:
            while self._leave() != name:
                pass

    def _leave(self) -> str:
        """Leave the innermost element; its name."""
        name, self.mode = self.open.pop()
        self.open_names[name] -= 1
        return name
