"""Rules of a table turned into functions, once; each then adds its part to the draft of a record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from shanyraq.domains.library.catalogue.description import Agent, Heading, Holding, Link, Series, Subject
from shanyraq.domains.library.catalogue.formats.record import Field
from shanyraq.domains.library.catalogue.profiles import codes, values
from shanyraq.domains.library.catalogue.profiles.draft import Draft
from shanyraq.domains.library.catalogue.profiles.schema import LISTS
from shanyraq.domains.library.catalogue.profiles.taking import Take, by_pattern, finisher, taker, tester
from shanyraq.domains.library.catalogue.profiles.texts import clean, strip_isbd

Apply = Callable[[Draft], None]
Table = Mapping[str, Any]
EACH_BY_ITSELF = (LISTS | {"identifiers", "classes", "links"}) - {"other_titles"}
"""Of these every subfield is one of its own; of the rest a field gives one text."""
DIFFERS = frozenset({
    "title", "subtitle", "control_number", "isbns", "responsibility", "summary", "contents", "notes",
    "identifiers", "links",
})  # fmt: skip  # a list of words reads better in lines than in a column
"""Texts that hardly ever come twice; of all others each rule remembers what it made of them."""
REMEMBERED = 1024
_HOLDING = ("branch", "shelf_mark", "inventory_number", "barcode", "item_type", "note")


class Rule:
    """What all rules share: the fields they look at and how a text is taken and finished."""

    def __init__(self, rule: Table) -> None:
        tags = rule["from"]
        self.to: str = rule["to"]
        self.tags: list[str] = [tags] if isinstance(tags, str) else list(tags)
        self.test = tester(rule.get("where", {}))
        self.take = taker(rule, is_joined=self.to not in EACH_BY_ITSELF)
        self.is_fallback: bool = rule.get("unless_filled", False)
        self.finish = _then(finisher(rule), values.text_for(self.to))
        if self.to not in DIFFERS:
            self.finish = lru_cache(REMEMBERED)(self.finish)

    def fields(self, draft: Draft) -> Sequence[Field]:
        """Those fields that the rule is for."""
        index, test = draft.index, self.test
        if len(self.tags) == 1:
            found: Sequence[Field] = index.get(self.tags[0], ())
        else:
            found = [field for tag in self.tags for field in index.get(tag, ())]
        return found if test is None else [field for field in found if test(field)]

    def texts(self, field: Field) -> list[str]:
        """The finished texts of a field, empty ones left out."""
        finish = self.finish
        return [text for raw in self.take(field) if (text := finish(raw))]

    def first(self, field: Field) -> str:
        """The first of them; nothing where there is none."""
        return next(iter(self.texts(field)), "")

    def heading(self, draft: Draft, field: Field) -> Heading | None:
        """The first text of a field with the same in other scripts."""
        text = self.first(field)
        return (
            Heading(text=text, script=codes.script(text), others=self.others(draft, field)) if text else None
        )

    def others(self, draft: Draft, field: Field) -> tuple[tuple[str, str], ...]:
        """Pairs of script and text."""
        if not draft.linked:
            return ()
        found = [self.first(other) for other in draft.in_other_scripts(field)]
        return tuple([(codes.script(text), text) for text in found if text])


def _then(first: Callable[[str], str], second: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: second(first(text))


def tags_of(table: Table) -> frozenset[str]:
    """The tags that a rule looks at."""
    tags = table["from"]
    return frozenset([tags] if isinstance(tags, str) else tags)


def compiled(table: Table) -> Apply:
    """The function of one checked rule."""
    target = table["to"]
    make = _MAKERS.get(target) or (_list_rule if target in LISTS else _text_rule)
    rule = Rule(table)
    apply = make(rule, table)
    if not rule.is_fallback:
        return apply

    def apply_if_empty(draft: Draft) -> None:
        if not draft.texts.get(target) and not draft.lists.get(target):
            apply(draft)

    return apply_if_empty


def _text_rule(rule: Rule, table: Table) -> Apply:
    is_appended = table.get("append", False)
    target = rule.to

    def apply(draft: Draft) -> None:
        if target in draft.texts and not is_appended:
            return
        for field in rule.fields(draft):
            for text in rule.texts(field):
                if target not in draft.texts:
                    draft.texts[target] = text
                elif is_appended:
                    draft.texts[target] += f"\n{text}"
            if target in draft.texts and not is_appended:
                return

    return apply


def _year_rule(rule: Rule, _table: Table) -> Apply:
    def apply(draft: Draft) -> None:
        if rule.to in draft.texts:
            return
        for field in rule.fields(draft):
            for text in rule.texts(field):
                found = values.year(text)
                if found is not None:
                    draft.texts[rule.to] = found
                    return

    return apply


def _country_rule(rule: Rule, table: Table) -> Apply:
    read = codes.country_of_iso if table.get("country_codes") == "iso" else codes.country_of_marc
    rule.finish = _then(rule.finish, read)
    return _text_rule(rule, table)


def _title_rule(rule: Rule, _table: Table) -> Apply:
    def apply(draft: Draft) -> None:
        if rule.to in draft.texts:
            return
        for field in rule.fields(draft):
            heading = rule.heading(draft, field)
            if heading is not None:
                draft.texts[rule.to] = heading
                return

    return apply


def _other_titles_rule(rule: Rule, _table: Table) -> Apply:
    def apply(draft: Draft) -> None:
        for field in rule.fields(draft):
            draft.add(rule.to, rule.heading(draft, field))

    return apply


def _list_rule(rule: Rule, _table: Table) -> Apply:
    read = values.LISTS.get(rule.to)

    def apply(draft: Draft) -> None:
        for field in rule.fields(draft):
            for text in rule.texts(field):
                for value in [text] if read is None else read(text, draft.warn):
                    draft.add(rule.to, value)

    return apply


def _agents_rule(rule: Rule, table: Table) -> Apply:
    kind, is_main, default = (
        table.get("kind", "person"),
        table.get("main", False),
        table.get("default_role", ""),
    )
    dates = _part(table, "dates")
    roles, identifiers = (frozenset(table.get(name, "")) for name in ("roles", "identifiers"))

    def apply(draft: Draft) -> None:
        for field in rule.fields(draft):
            name = rule.heading(draft, field)
            if name is None:
                continue
            told = [codes.role(text) for code, text in field.subfields if code in roles]
            known = tuple(dict.fromkeys(each for each in told if each)) or ((default,) if default else ())
            ids = (text for code, text in field.subfields if code in identifiers)
            draft.add("agents", Agent(
                name=name, kind=kind, roles=known, dates=dates(field), is_main=is_main,
                identifiers=tuple(pair for pair in map(identifier, ids) if pair[1]),
            ))  # fmt: skip  # the parts of an agent in two lines

    return apply


def identifier(text: str) -> tuple[str, str]:
    """ "(IdRef)030744245" as scheme and value; an address or a bare number has no scheme."""
    given = clean(text)
    if given.startswith("(") and ")" in given:
        scheme, _, value = given[1:].partition(")")
        return scheme.lower(), value.strip()
    if given.upper().startswith("ISNI"):
        return "isni", given[4:].strip(" :")
    return "", given


def _part(table: Table, name: str) -> Callable[[Field], str]:
    given = table.get(name, "")
    if not given:
        return lambda _field: ""
    if "{" in given:
        take: Take = by_pattern(given)
        return lambda field: next(iter(take(field)), "")
    wanted = frozenset(given)
    return lambda field: strip_isbd(clean(" ".join(text for code, text in field.subfields if code in wanted)))


def _subjects_rule(rule: Rule, table: Table) -> Apply:
    kind = table.get("kind", "topic")
    scheme = _scheme(table)

    def apply(draft: Draft) -> None:
        for field in rule.fields(draft):
            others = rule.others(draft, field)
            for text in rule.texts(field):
                draft.add("subjects", Subject(text=text, kind=kind, scheme=scheme(field), others=others))

    return apply


def _scheme(table: Table) -> Callable[[Field], str]:
    code, fixed = table.get("scheme_from", ""), table.get("scheme", "")
    if not code:
        return lambda _field: fixed
    return lambda field: clean(field.first(code)).lower() or fixed


def _pairs_rule(rule: Rule, table: Table) -> Apply:
    scheme = _scheme(table)

    def apply(draft: Draft) -> None:
        for field in rule.fields(draft):
            for text in rule.texts(field):
                draft.add(rule.to, (scheme(field), text))

    return apply


def _series_rule(rule: Rule, table: Table) -> Apply:
    number, issn = _part(table, "number"), _part(table, "issn")

    def apply(draft: Draft) -> None:
        for field in rule.fields(draft):
            title = rule.first(field)
            if title:
                found = values.issn(issn(field), draft.warn)
                draft.add("series", Series(title=title, number=number(field), issn=found))

    return apply


def _links_rule(rule: Rule, table: Table) -> Apply:
    label = _part(table, "label")

    def apply(draft: Draft) -> None:
        for field in rule.fields(draft):
            for address in rule.take(field):
                draft.add("links", Link(address=clean(address), label=label(field)))

    return apply


def _holdings_rule(rule: Rule, table: Table) -> Apply:
    parts = [(name, _part(table, name)) for name in _HOLDING if table.get(name)]

    def apply(draft: Draft) -> None:
        for field in rule.fields(draft):
            found = {name: part(field) for name, part in parts}
            if any(found.values()):
                draft.add("holdings", Holding(**found))

    return apply


_MAKERS: Mapping[str, Callable[[Rule, Table], Apply]] = {
    "title": _title_rule,
    "year": _year_rule,
    "last_year": _year_rule,
    "country": _country_rule,
    "other_titles": _other_titles_rule,
    "agents": _agents_rule,
    "subjects": _subjects_rule,
    "identifiers": _pairs_rule,
    "classes": _pairs_rule,
    "series": _series_rule,
    "links": _links_rule,
    "holdings": _holdings_rule,
}
