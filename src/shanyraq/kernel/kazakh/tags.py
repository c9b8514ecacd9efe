"""One HTML tag: what it does to the language of its content, and its attributes in another script.

Attributes are rewritten in place, so that everything else in the tag stays byte for byte.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from shanyraq.kernel.kazakh.alphabets import CYRILLIC_LETTERS
from shanyraq.kernel.kazakh.scripts import Script, convert_text


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


VOID = _names("area base br col embed hr img input link meta param source track wbr")
RAW = _names("script style textarea xmp iframe noembed noframes")
VERBATIM = frozenset(["code", "pre", "kbd", "samp"])

_BLOCKS = _names(
    "address article aside blockquote details dialog div dl fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search section table ul"
)
_CELLS = frozenset({"td", "th"})
_ROWS = _CELLS | {"tr"}
_GROUPS = _ROWS | {"thead", "tbody", "tfoot"}
_IMPLIED_ENDS: dict[str, frozenset[str]] = {
    "li": frozenset({"li", "p"}),
    "dt": frozenset({"dt", "dd", "p"}),
    "dd": frozenset({"dt", "dd", "p"}),
    "option": frozenset({"option"}),
    "optgroup": frozenset({"option", "optgroup"}),
    "td": _CELLS | {"p"},
    "th": _CELLS | {"p"},
    "tr": _ROWS | {"p"},
    **dict.fromkeys(("thead", "tbody", "tfoot"), _GROUPS | {"p"}),
    **dict.fromkeys(_BLOCKS, frozenset({"p"})),
}


def ended_by(name: str) -> frozenset[str]:
    """The elements whose end tag may be left out before a start tag ``name``."""
    return _IMPLIED_ENDS.get(name, frozenset())


_TEXT_ATTRIBUTES = _names(
    "alt title aria-label aria-description aria-placeholder aria-roledescription aria-valuetext placeholder "
    "summary label"
)
_TEXT_PREFIXES = ("data-label", "data-message")
_SPOKEN_META = re.compile(r"(?i)description|title|site_name|:alt$|^keywords$|^author$")
_BUTTONS = frozenset({"submit", "button", "reset"})
_LINKS = frozenset({"href", "action", "formaction", "hx-get", "hx-post", "data-suggestions"})
_LINKED = frozenset(["a", "area", "form", "button", "input"])
_RIGHT_TO_LEFT = _names("ar fa he ur ug ps sd yi dv ckb")

_ATTRIBUTE = re.compile(
    r"""[\s/]*+(?P<name>[^\s/>=][^\s/>=]*+)"""
    r"""(?>(?:\s*+=\s*+(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|(?P<bare>[^\s>"'][^\s>]*+)|(?=>|$)))?)"""
)
_WORTH_READING = re.compile(rf"(?i)lang|translate|dir|[{CYRILLIC_LETTERS}]|&")

_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{1,8}cy);")
_ENTITY = re.compile(r"(&(?:#?[A-Za-z0-9]+);)")


def _letter(match: re.Match[str]) -> str:
    character = entities.unescape(match[0])
    return character if character in CYRILLIC_LETTERS else match[0]


def convert_escaped(text: str, script: Script) -> str:
    """Convert text that stands in HTML; references to Cyrillic letters are read as those, others stay."""
    if "&" not in text or script is Script.CYRILLIC:
        return convert_text(text, script)
    pieces = _ENTITY.split(_REFERENCE.sub(_letter, text))
    return "".join([piece if at % 2 else convert_text(piece, script) for at, piece in enumerate(pieces)])


def is_kazakh(tag: str) -> bool:
    """Whether a language tag names Kazakh in Cyrillic."""
    subtags = tag.strip().lower().split("-")
    return subtags[0] == "kk" and not {"latn", "arab"} & set(subtags)


def direction_of(tag: str) -> str:
    """The direction of a language named by a tag, by its language or script."""
    subtags = tag.strip().lower().split("-")
    return "rtl" if subtags[0] in _RIGHT_TO_LEFT or "arab" in subtags else "ltr"


@dataclass(frozen=True, slots=True)
class Mode:
    """What holds inside an element: Kazakh is in force, its text may be translated, it is not code."""

    kazakh: bool
    translatable: bool = True
    verbatim: bool = False

    @property
    def converts(self) -> bool:
        return self.kazakh and self.translatable and not self.verbatim


@dataclass(frozen=True, slots=True)
class Rewriter:
    """Rewrites start tags for one script; ``link_prefix`` as for ``markup.convert``."""

    script: Script
    link_prefix: tuple[str, str] | None = None

    def worth_reading(self, name: str, attributes: str) -> bool:
        """Whether anything in the attributes can matter; a quick look that may say yes too often."""
        if _WORTH_READING.search(attributes) or (self.script is Script.ARABIC and name in VERBATIM):
            return True
        return self.link_prefix is not None and self.link_prefix[0] in attributes

    @staticmethod
    def inner(name: str, outer: Mode) -> Mode:
        """The mode inside an element without attributes that matter."""
        return replace(outer, verbatim=True) if name in VERBATIM and not outer.verbatim else outer

    @lru_cache(maxsize=4096)  # noqa: B019 -- rewriters are values: equal ones share their answers
    def rewrite(self, name: str, attributes: str, outer: Mode) -> tuple[str, Mode]:
        """The attributes in the script, and the mode inside the element."""
        found = list(_ATTRIBUTE.finditer(attributes))
        values: dict[str, str] = {}
        for match in found:
            values.setdefault(match["name"].lower(), _value(match))
        inner = _inner_mode(name, values, outer)
        speaks = inner.kazakh and inner.translatable and not outer.verbatim
        pieces, at = [], 0
        for match in found:
            change = self._changed(name, match, values, speaks=speaks)
            if change is not None:
                start, end = _value_span(match)
                pieces += [attributes[at:start], change]
                at = end
        pieces.append(attributes[at:])
        return self._with_direction(name, "".join(pieces), values), inner

    def _changed(
        self, name: str, match: re.Match[str], values: dict[str, str], *, speaks: bool
    ) -> str | None:
        attribute, value = match["name"].lower(), _value(match)
        if not value:
            return None
        if attribute in {"lang", "xml:lang"}:
            return self.script.bcp47 if _is_written_anew(values) else None
        if attribute == "dir" and self.script is Script.ARABIC:
            return "rtl" if _is_written_anew(values) else None
        if attribute in _LINKS and name in _LINKED:
            return self._moved_link(value, values)
        if speaks and _is_text(name, attribute, values):
            return convert_escaped(value, self.script)
        return None

    def _moved_link(self, value: str, values: dict[str, str]) -> str | None:
        if self.link_prefix is None or "hreflang" in values or "data-keep-href" in values:
            return None
        old, new = self.link_prefix
        rest = value[len(old) :]
        whole = old.endswith("/") or not rest or rest[0] in "/?#"
        return new + rest if value.startswith(old) and whole else None

    def _with_direction(self, name: str, attributes: str, values: dict[str, str]) -> str:
        """In Arabic script an element with a language of its own, or code, says which way it runs."""
        if self.script is not Script.ARABIC or "dir" in values:
            return attributes
        language = _language(values)
        if _is_written_anew(values):
            return f' dir="rtl"{attributes}'
        if language:
            return f' dir="{direction_of(language)}"{attributes}'
        return f' dir="ltr"{attributes}' if name in VERBATIM else attributes


def _value(match: re.Match[str]) -> str:
    return match["double"] or match["single"] or match["bare"] or ""


def _value_span(match: re.Match[str]) -> tuple[int, int]:
    return next(match.span(kind) for kind in ("double", "single", "bare") if match[kind] is not None)


def _language(values: dict[str, str]) -> str | None:
    return values.get("lang", values.get("xml:lang"))


def _is_written_anew(values: dict[str, str]) -> bool:
    """Whether an element says that it is Kazakh and does not say that its words stay as they are."""
    return is_kazakh(_language(values) or "") and not _stays(values)


def _stays(values: dict[str, str]) -> bool:
    return values.get("translate", "").strip().lower() == "no"


def _inner_mode(name: str, values: dict[str, str], outer: Mode) -> Mode:
    language = _language(values)
    translatable = not _stays(values) if "translate" in values else outer.translatable
    return Mode(
        kazakh=outer.kazakh if language is None else is_kazakh(language),
        translatable=translatable,
        verbatim=outer.verbatim or name in VERBATIM,
    )


_Check = Callable[[dict[str, str]], bool]
_TEXT_BY_KIND: dict[tuple[str, str], _Check] = {
    ("input", "value"): lambda values: values.get("type", "").lower() in _BUTTONS,
    ("meta", "content"): lambda values: bool(
        _SPOKEN_META.search(values.get("name", values.get("property", "")))
    ),
}


def _is_text(name: str, attribute: str, values: dict[str, str]) -> bool:
    if attribute in _TEXT_ATTRIBUTES or attribute.startswith(_TEXT_PREFIXES):
        return True
    check = _TEXT_BY_KIND.get((name, attribute))
    return check is not None and check(values)
