"""From clauses of CQL to what the search engine is asked for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from shanyraq.domains.library.catalogue.description import KINDS
from shanyraq.domains.library.catalogue.protocols.sru import cql
from shanyraq.domains.library.catalogue.protocols.sru.diagnostics import Diagnostic
from shanyraq.domains.library.catalogue.wording.languages import LONG
from shanyraq.platform.search.analysis.tokens import words
from shanyraq.platform.search.asking.parsing import Atom
from shanyraq.platform.search.asking.wishes import Order, Wish
from shanyraq.platform.search.engine.trees import (
    AnyWord,
    Days,
    Everything,
    Joined,
    Number,
    TitleWord,
    Tree,
    Value,
    WholeTitle,
    Words,
)

SETS: Final = {
    "cql": "info:srw/cql-context-set/1/cql-v1.2",
    "dc": "info:srw/cql-context-set/1/dc-v1.1",
    "bath": "http://zing.z3950.org/cql/bath/2.0/",
    "bib": "info:srw/cql-context-set/1/bib-v1.0",
    "rec": "info:srw/cql-context-set/2/rec-1.1",
}
_ORDER_OF_SETS: Final = ("cql", "dc", "bath", "bib", "rec")
IGNORED_MODIFIERS: Final = frozenset(
    {"relevant", "stem", "fuzzy", "ignorecase", "ignoreaccents", "word", "string", "unmasked", "partial"}
)
"""What the engine does anyway, or what changes nothing for it."""
_YEAR: Final = re.compile(r"\d+", re.ASCII)
_SHORTEST_MASKED: Final = 2
_FIRST: Final = date(1, 1, 1)
_LAST: Final = date(9999, 12, 31)


@cache
def indexes() -> dict[str, str]:
    """What each index searches, by its name in small letters."""
    table = tomllib.loads(Path(__file__).with_name("indexes.toml").read_text(encoding="utf-8"))
    return {name: subject for subject, names in table.items() for name in names}


def tree_of(query: cql.CqlQuery) -> Tree:
    """The query as a tree of the engine. :raises Diagnostic: for what it cannot do."""
    return _node(query.root)


def ordered(wish: Wish, query: cql.CqlQuery) -> Wish:
    """The wish with the order that ``sortBy`` asks for; by the first key alone."""
    for key in query.sort[:1]:
        subject = indexes().get(key.index.lower()) or indexes().get(f"dc.{key.index.lower()}")
        is_falling = any(each.name.removeprefix("sort.") == "descending" for each in key.modifiers)
        if subject == "title" and not is_falling:
            return replace(wish, order=Order.TITLE)
        if subject == "date":
            return replace(wish, order=Order.NEWEST if is_falling else Order.OLDEST)
        raise Diagnostic(82 if subject else 16, key.index)
    return wish


def _node(node: cql.Node) -> Tree:
    if isinstance(node, cql.Clause):
        return _clause(node)
    if node.operator == "prox":
        raise Diagnostic(39, "prox")
    for modifier in node.modifiers:
        raise Diagnostic(46, modifier.name)
    return Joined(node.operator, _node(node.first), _node(node.second))


def _clause(clause: cql.Clause) -> Tree:
    for modifier in clause.modifiers:
        if modifier.name.removeprefix("cql.") not in IGNORED_MODIFIERS:
            raise Diagnostic(20, modifier.name)
    subject = _subject(clause)
    if not clause.term.strip():
        raise Diagnostic(27, clause.index)
    return _ASKED[subject](clause) if subject in _ASKED else _text(clause, subject)


def _subject(clause: cql.Clause) -> str:
    """What the index of a clause searches. :raises Diagnostic: 15, 16."""
    name = clause.index.lower()
    if not name:
        return "anywhere"
    prefix, dot, rest = name.rpartition(".")
    named = dict(clause.prefixes)
    if dot:
        if prefix in named:
            prefix = next((own for own, uri in SETS.items() if uri == named[prefix]), "")
        if prefix not in SETS:
            raise Diagnostic(15, clause.index.rpartition(".")[0])
        candidates = [f"{prefix}.{rest}"]
    else:
        candidates = [f"{each}.{rest}" for each in _ORDER_OF_SETS]
    found = next((indexes()[each] for each in candidates if each in indexes()), "")
    if not found:
        raise Diagnostic(16, clause.index)
    return found


def _text(clause: cql.Clause, subject: str) -> Tree:
    """Words in everything or in one field."""
    name = "" if subject == "anywhere" else subject
    relation = clause.relation or "="
    if relation not in {"=", "==", "adj", "all", "any", "exact", "scr", "<>"}:
        raise Diagnostic(22 if relation in {"<", ">", "<=", ">=", "within"} else 19, relation)
    masks = cql.masks(clause.term)
    term = cql.unescaped(clause.term)
    if masks:
        return _masked(clause.term, masks, subject)
    if not words(term):
        raise Diagnostic(36, clause.term)
    if relation in {"==", "exact"} and subject == "title":
        return WholeTitle(term)
    if relation == "<>":
        return Joined("not", Everything(), _words(term, name, is_phrase=True))
    if relation in {"all", "any"}:
        atoms = tuple(Atom(word, name=name) for word in term.split() if words(word))
        return AnyWord(atoms) if relation == "any" else Words(atoms)
    # several words with «=» are words beside each other only where the server says so: here, all of them
    return _words(term, name, is_phrase=relation in {"adj", "==", "exact"})


def _words(term: str, name: str, *, is_phrase: bool) -> Tree:
    """A phrase in everything; in one field, where places of words are not kept, all the words."""
    if is_phrase and not name:
        return Words((Atom(term, is_phrase=len(words(term)) > 1),))
    return Words(tuple(Atom(word, name=name) for word in term.split() if words(word)))


def _masked(term: str, masks: str, subject: str) -> Tree:
    """Truncation at the right of one word of a title; nothing else can be masked."""
    if "^" in masks:
        raise Diagnostic(31, term)
    if masks != "*" or not term.endswith("*") or subject not in {"anywhere", "title"}:
        raise Diagnostic(28, term)
    *whole, beginning = cql.unescaped(term[:-1]).split() or [""]
    if len(beginning) < _SHORTEST_MASKED or not words(beginning):
        raise Diagnostic(29, term)
    name = "title" if subject == "title" else ""
    found: Tree = TitleWord(beginning)
    return Joined("and", Words(tuple(Atom(word, name=name) for word in whole)), found) if whole else found


def _number(clause: cql.Clause) -> Tree:
    _plain(clause)
    if clause.relation == "any":
        several = [Number(each) for each in cql.unescaped(clause.term).split()]
        found: Tree = several[0]
        for each in several[1:]:
            found = Joined("or", found, each)
        return found
    return Number(cql.unescaped(clause.term))


def _language(clause: cql.Clause) -> Tree:
    _plain(clause)
    code = cql.unescaped(clause.term).strip().lower()
    return Value("language", LONG.get(code, code))


def _kind(clause: cql.Clause) -> Tree:
    _plain(clause)
    kind = cql.unescaped(clause.term).strip().lower()
    if kind == "text":
        return Joined(
            "or", Value("kind", "book"), Joined("or", Value("kind", "serial"), Value("kind", "article"))
        )
    if kind not in KINDS:
        raise Diagnostic(36, clause.term)
    return Value("kind", kind)


def _library(clause: cql.Clause) -> Tree:
    _plain(clause)
    return Value("library", cql.unescaped(clause.term).strip().lower())


def _everything(clause: cql.Clause) -> Tree:
    _plain(clause)
    return Everything()


def _plain(clause: cql.Clause) -> None:
    if clause.relation not in {"", "=", "==", "exact", "all", "any", "adj", "scr"}:
        raise Diagnostic(22, f"{clause.index} {clause.relation}")
    if cql.masks(clause.term):
        raise Diagnostic(28, clause.term)


def _date(clause: cql.Clause) -> Tree:
    """Years; ``within`` and a pair with a hyphen are spans."""
    term = cql.unescaped(clause.term)
    years = [int(each[:6]) for each in _YEAR.findall(term)]
    relation = clause.relation or "="
    if not years or len(years) > 2 or any(not 0 < year < 10_000 for year in years):
        raise Diagnostic(36, clause.term)
    first, last = date(years[0], 1, 1), date(years[-1], 12, 31)
    spans = dict.fromkeys(("=", "==", "exact", "scr", "within", "encloses"), (first, last)) | {
        "<": (_FIRST, _before(first)),
        "<=": (_FIRST, last),
        ">": (_after(last), _LAST),
        ">=": (first, _LAST),
    }
    if relation == "<>":
        return Joined("not", Everything(), Days(first, last))
    if relation not in spans or (relation == "within" and len(years) != 2):
        raise Diagnostic(36 if relation == "within" else 22, f"{clause.index} {relation}")
    return Days(*spans[relation])


def _before(day: date) -> date:
    return date.fromordinal(max(day.toordinal() - 1, 1))


def _after(day: date) -> date:
    return date.fromordinal(min(day.toordinal() + 1, _LAST.toordinal()))


_ASKED: Final[dict[str, Callable[[cql.Clause], Tree]]] = {
    "number": _number,
    "language": _language,
    "kind": _kind,
    "library": _library,
    "date": _date,
    "everything": _everything,
}
