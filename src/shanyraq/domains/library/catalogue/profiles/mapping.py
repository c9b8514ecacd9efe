"""Reading records with a profile."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from shanyraq.domains.library.catalogue.description import Agent, Description, Heading
from shanyraq.domains.library.catalogue.formats.encodings import AUTO
from shanyraq.domains.library.catalogue.formats.record import Field, MarcRecord
from shanyraq.domains.library.catalogue.profiles import codes, values
from shanyraq.domains.library.catalogue.profiles.draft import Draft
from shanyraq.domains.library.catalogue.profiles.linkage import INDEXERS
from shanyraq.domains.library.catalogue.profiles.rules import Apply, compiled, tags_of

UNTITLED: Final = "—"
MOST_SHAPES: Final = 4_096
"""Sets of tags for which a mapper remembers its rules; catalogues have a few hundred."""
DELETED: Final = "d"


@dataclass(frozen=True, slots=True)
class Mapped:
    """What a record says. ``warnings`` are pairs of a code and what was found."""

    control_number: str
    is_deleted: bool
    description: Description
    warnings: tuple[tuple[str, str], ...]


class Mapper:
    """A checked table, ready to read many records. Tables that extend another are merged by ``merged``."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.encoding: str = table.get("encoding", AUTO)
        self.fingerprint = hashlib.blake2b(
            json.dumps(table, sort_keys=True, ensure_ascii=False).encode(), digest_size=16
        ).digest()
        self._rules = [(tags_of(rule), compiled(rule)) for rule in table.get("rules", ())]
        self._index = INDEXERS[table.get("links", "880" if table.get("flavour") == "marc21" else "unimarc")]
        self._folds = table.get("fold_codes", False)
        self._by_shape: dict[frozenset[str], list[Apply]] = {}
        self._branches = {key.casefold(): code for key, code in table.get("branches", {}).items()}
        self._default_branch: str = table.get("default_branch", "")

    def read(self, record: MarcRecord) -> Mapped:
        """The description of *record*; nothing in it is an error, what is odd is told as a warning."""
        draft = Draft(*self._index(_folded(record) if self._folds else record))
        draft.index["leader"] = [Field("leader", "", [], record.leader)]
        for apply in self._rules_for(frozenset(draft.index)):
            apply(draft)
        number = draft.texts.pop("control_number", "")
        return Mapped(
            control_number=number,
            is_deleted=record.leader[5:6] == DELETED,
            description=self._description(draft),
            warnings=tuple(draft.warnings),
        )

    def _rules_for(self, shape: frozenset[str]) -> list[Apply]:
        """The rules that look at any of these tags, in their order."""
        found = self._by_shape.get(shape)
        if found is None:
            if len(self._by_shape) >= MOST_SHAPES:
                self._by_shape.clear()
            found = [apply for tags, apply in self._rules if not tags.isdisjoint(shape)]
            self._by_shape[shape] = found
        return found

    def _description(self, draft: Draft) -> Description:
        texts = draft.texts
        if "title" not in texts:
            texts["title"] = self._title_instead(draft)
            draft.warn("no_title", "")
        texts["kind"] = values.kind(texts.get("kind", "")) or "book"
        title: Heading = texts["title"]
        if not draft.lists.get("scripts"):
            found = (title.script, *(script for script, _text in title.others))
            draft.lists["scripts"] = list(dict.fromkeys(script for script in found if script))
        _order_years(texts)
        if draft.lists.get("holdings"):
            draft.lists["holdings"] = [
                replace(each, branch=self._branch(each.branch)) for each in draft.lists["holdings"]
            ]
        if len(draft.lists.get("agents", ())) > 1:
            draft.lists["agents"] = _each_once(draft.lists["agents"])
        lists: dict[str, Any] = {name: tuple(listed) for name, listed in draft.lists.items() if listed}
        return Description(**texts, **lists)

    @staticmethod
    def _title_instead(draft: Draft) -> Heading:
        others = draft.lists.get("other_titles")
        if others:
            instead: Heading = others[0]
            return instead
        text = draft.texts.get("uniform_title") or draft.texts.get("part_title") or UNTITLED
        return Heading(text=text, script=codes.script(text))

    def _branch(self, code: str) -> str:
        if not code:
            return self._default_branch
        return self._branches.get(code.casefold(), code)


def _each_once(agents: list[Agent]) -> list[Agent]:
    """One agent for each name, with all the roles that the record gives it in several fields."""
    found: dict[tuple[str, str], Agent] = {}
    for agent in agents:
        key = (agent.kind, agent.name.text)
        other = found.get(key)
        if other is not None:
            roles = tuple(dict.fromkeys((*other.roles, *agent.roles)))
            agent = replace(other, roles=roles, is_main=other.is_main or agent.is_main)  # noqa: PLW2901 — the merged one
        found[key] = agent
    return list(found.values())


def _order_years(texts: dict[str, Any]) -> None:
    """A last year before the first, or the same, tells nothing."""
    first, last = texts.get("year"), texts.get("last_year")
    if last is not None and (first is None or last <= first):
        del texts["last_year"]


def _folded(record: MarcRecord) -> MarcRecord:
    """With small letters as codes of subfields."""
    fields = [
        Field(tag, indicators, [(code.lower(), text) for code, text in subfields], value)
        for tag, indicators, subfields, value in record.fields
    ]
    return MarcRecord(record.leader, fields)


def merged(table: Mapping[str, Any], shipped: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """*table* with what it extends put into it; its rules for a target replace all of the extended one's."""
    base_code = table.get("extends")
    if base_code is None:
        return dict(table)
    base = merged(shipped[base_code], shipped)
    own = table.get("rules", [])
    targets = {rule["to"] for rule in own}
    kept = [rule for rule in base["rules"] if rule["to"] not in targets]
    return {
        **base,
        **{name: value for name, value in table.items() if name != "extends"},
        "branches": {**base.get("branches", {}), **table.get("branches", {})},
        "rules": [*kept, *own],
    }
