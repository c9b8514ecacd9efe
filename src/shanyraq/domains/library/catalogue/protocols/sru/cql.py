"""CQL, the Contextual Query Language (1.2 and 2.0): from a text to a tree of clauses.

Grammar: OASIS searchRetrieve part 5. Booleans join from left to right; ``>`` gives prefixes to context sets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from shanyraq.domains.library.catalogue.protocols.sru.diagnostics import Diagnostic

LONGEST: Final = 2_000
MOST_BOOLEANS: Final = 60
DEEPEST: Final = 30
BOOLEANS: Final = frozenset({"and", "or", "not", "prox"})
NAMED_RELATIONS: Final = frozenset({"any", "all", "adj", "exact", "within", "encloses", "scr"})
_TOKEN: Final = re.compile(
    r'\s*(?:(?P<quoted>"(?:[^"\\]|\\.)*")|(?P<sign>==|<>|<=|>=|[()=<>/])|(?P<word>[^\s()=<>/"]+)|(?P<open>"))',
    re.DOTALL,
)


class Modifier(NamedTuple):
    """A modifier of a relation, a boolean or a sort key: ``/name`` or ``/name=value``."""

    name: str
    sign: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """A search clause; index and relation are empty where only a term was given."""

    term: str
    index: str = ""
    relation: str = ""
    modifiers: tuple[Modifier, ...] = ()
    prefixes: tuple[tuple[str, str], ...] = ()
    """Context sets that the query itself names: pairs of prefix and URI."""


@dataclass(frozen=True, slots=True)
class Boolean:
    """Two parts joined by and, or, not, prox."""

    operator: str
    modifiers: tuple[Modifier, ...]
    first: Node
    second: Node


Node = Clause | Boolean


@dataclass(frozen=True, slots=True)
class SortKey:
    """An index to sort by, with modifiers such as sort.descending."""

    index: str
    modifiers: tuple[Modifier, ...] = ()


@dataclass(frozen=True, slots=True)
class CqlQuery:
    """A whole query."""

    root: Node
    sort: tuple[SortKey, ...] = ()


class _Token(NamedTuple):
    kind: str
    text: str


def parse(text: str) -> CqlQuery:
    """The query in a text. :raises Diagnostic: 10, 12, 13, 14, 26, 27, 37, 38, 48 for what it is not."""
    if len(text) > LONGEST:
        raise Diagnostic(12, str(LONGEST))
    return _Parser(_tokens(text)).query()


def unescaped(term: str) -> str:
    """A term without its escapes; ``masks`` looks at it before."""
    return re.sub(r"\\(.)", r"\1", term, flags=re.DOTALL)


def masks(term: str) -> str:
    """The masking and anchoring signs of a term that are not escaped, in their order."""
    return "".join(re.findall(r"[*?^]", re.sub(r"\\.", "", term, flags=re.DOTALL)))


def _tokens(text: str) -> list[_Token]:
    found, place = [], 0
    while place < len(text.rstrip()):
        match = _TOKEN.match(text, place)
        if match is None or match["open"]:
            raise Diagnostic(14 if match else 10, text[place : place + 40])
        place = match.end()
        kind = match.lastgroup or "word"
        found.append(_Token(kind, match[kind][1:-1] if kind == "quoted" else match[kind]))
    return found


class _Parser:
    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._booleans = 0
        self._prefixes: tuple[tuple[str, str], ...] = ()

    def query(self) -> CqlQuery:
        if not self._tokens:
            raise Diagnostic(27)
        root = self._scoped(0)
        sort: list[SortKey] = []
        if self._is_word("sortby"):
            self._at += 1
            while self._at < len(self._tokens):
                sort.append(SortKey(self._word(), self._modifiers()))
            if not sort:
                raise Diagnostic(10, "sortBy")
        if self._at < len(self._tokens):
            left = self._tokens[self._at].text
            raise Diagnostic(13 if left == ")" else 10, left[:40])
        return CqlQuery(root, tuple(sort))

    def _scoped(self, depth: int) -> Node:
        if depth > DEEPEST:
            raise Diagnostic(13, str(DEEPEST))
        outer = self._prefixes
        while self._is_sign(">"):
            self._assign_prefix()
        node = self._clause(depth)
        while (token := self._peek()) is not None and token.kind == "word" and token.text.lower() in BOOLEANS:
            self._at += 1
            self._booleans += 1
            if self._booleans > MOST_BOOLEANS:
                raise Diagnostic(38, str(MOST_BOOLEANS))
            modifiers = self._modifiers()
            node = Boolean(token.text.lower(), modifiers, node, self._clause(depth))
        self._prefixes = outer
        return node

    def _assign_prefix(self) -> None:
        self._at += 1
        name = self._term()
        if self._is_sign("="):
            self._at += 1
            self._prefixes = (*self._prefixes, (name.lower(), self._term()))
        else:
            self._prefixes = (*self._prefixes, ("", name))

    def _clause(self, depth: int) -> Node:
        if self._is_sign("("):
            self._at += 1
            node = self._scoped(depth + 1)
            if not self._is_sign(")"):
                raise Diagnostic(13, "(")
            self._at += 1
            return node
        first = self._peek()
        if first is not None and first.kind == "word" and first.text.lower() in BOOLEANS:
            raise Diagnostic(10, first.text)
        term = self._term()
        relation = self._relation(first)
        if not relation:
            return Clause(term, prefixes=self._prefixes)
        modifiers = self._modifiers()
        return Clause(self._term(), term, relation, modifiers, self._prefixes)

    def _relation(self, first: _Token | None) -> str:
        """The relation that stands here, empty for none. A quoted text is a term, so none follows it."""
        token = self._peek()
        if token is None or first is None:
            return ""
        if token.kind == "sign" and token.text in {"=", "==", "<", ">", "<=", ">=", "<>"}:
            self._at += 1
            return token.text
        if token.kind == "word" and first.kind == "word":
            name = token.text.lower().removeprefix("cql.")
            if name in NAMED_RELATIONS:
                self._at += 1
                return name
            if name not in BOOLEANS and name != "sortby" and self._has_term_after():
                raise Diagnostic(19, token.text[:40])
        return ""

    def _has_term_after(self) -> bool:
        after = self._tokens[self._at + 1 : self._at + 2]
        return bool(after) and after[0].kind in {"word", "quoted"}

    def _modifiers(self) -> tuple[Modifier, ...]:
        found = []
        while self._is_sign("/"):
            self._at += 1
            name = self._word().lower()
            token = self._peek()
            if token is not None and token.kind == "sign" and token.text not in {"/", "(", ")"}:
                self._at += 1
                found.append(Modifier(name, token.text, self._term()))
            else:
                found.append(Modifier(name))
        return tuple(found)

    def _term(self) -> str:
        token = self._peek()
        if token is None:
            raise Diagnostic(10, "")
        if token.kind == "sign":
            raise Diagnostic(13 if token.text in "()" else 10, token.text)
        self._at += 1
        return token.text

    def _word(self) -> str:
        token = self._peek()
        if token is None or token.kind != "word":
            raise Diagnostic(10, token.text if token else "")
        self._at += 1
        return token.text

    def _peek(self) -> _Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _is_sign(self, text: str) -> bool:
        token = self._peek()
        return token is not None and token.kind == "sign" and token.text == text

    def _is_word(self, text: str) -> bool:
        token = self._peek()
        return token is not None and token.kind == "word" and token.text.lower() == text
