"""Finding or making the authorities of many names at once, with a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any, Final, NamedTuple

from django.db import connection, transaction

from shanyraq.kernel.bulk import columns_of, table_of, texts
from shanyraq.kernel.identifiers import new_public_id
from shanyraq.platform.vocabularies.keys import (
    given_names_agree,
    is_full,
    is_telling,
    key_of,
    short_key_of,
    years_of,
)

LOCK: Final = 0x766F6361_6275_6C61
"""Number of the advisory lock under which authorities are made; released at the end of the transaction."""
REMEMBERED: Final = 16_384
"""Names whose keys are kept: persons and subjects come in one batch after another."""
_LONGEST_TEXT = 500


class Named(NamedTuple):
    """A name as a record has it. ``forms``: pairs of script and text, the preferred one first."""

    kind: str
    forms: tuple[tuple[str, str], ...]
    language: str = ""
    dates: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class _Known:
    """An authority that is stored, or will be at the end of the batch."""

    pk: int
    born: int | None
    keys: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Index:
    """Authorities by what they are found with."""

    by_key: dict[str, dict[int, _Known]] = field(default_factory=lambda: defaultdict(dict))
    by_short: dict[str, dict[int, _Known]] = field(default_factory=lambda: defaultdict(dict))
    by_identifier: dict[tuple[str, str], _Known] = field(default_factory=dict)
    known: dict[int, _Known] = field(default_factory=dict)

    def add(self, found: _Known, *, key: str, short: str, text: str) -> None:
        one = self.known.setdefault(found.pk, found)
        one.keys.add(key)
        one.texts.add(text)
        self.by_key[key][one.pk] = one
        if short:
            self.by_short[short][one.pk] = one


class _Wish(NamedTuple):
    """A name with its keys, made once."""

    named: Named
    born: int | None
    died: int | None
    keys: tuple[str, ...]
    shorts: tuple[str, ...]


def lock() -> None:
    """Wait until no other transaction makes authorities. Taken twice in a transaction it costs nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def resolve(wanted: Sequence[Named], *, at: datetime) -> list[int | None]:
    """The authority of each name, made where there is none; None where a name tells too little.

    A number in common is enough. A person with a year of birth is the one with this year, surname and given
    names that agree, in any script. A person without dates meets only names that are wholly the same, and
    one with dates only if the name has a patronymic; what is doubtful stays apart. Writes new authorities,
    new forms of names and numbers; joined to the caller's transaction, serialised by an advisory lock.
    """
    wishes = [_wish(named) for named in wanted]
    if not wishes:
        return []
    with transaction.atomic(), connection.cursor() as cursor:
        lock()
        index = _read(cursor, wishes)
        made: list[tuple[_Known, _Wish]] = []
        found = [_find_or_make(index, wish, made) for wish in wishes]
        _number(cursor, made)
        _write(cursor, made, at)
        _write_names(cursor, list(zip(found, wishes, strict=True)))
    return [one.pk if one else None for one in found]


@lru_cache(REMEMBERED)
def _wish(named: Named) -> _Wish:
    born, died = years_of(named.dates)
    keys = tuple(dict.fromkeys([key_of(text, named.kind) for _script, text in named.forms]))
    return _Wish(named, born, died, keys, tuple(filter(None, [short_key_of(key, born) for key in keys])))


_FIND: Final = """
    WITH RECURSIVE found AS MATERIALIZED (
        SELECT name.key, name.short_key, name.text, name.authority_id
        FROM json_array_elements_text(%s::json) AS asked(key)
        JOIN vocabularies_authorityname name ON name.key = asked.key
        UNION
        SELECT name.key, name.short_key, name.text, name.authority_id
        FROM json_array_elements_text(%s::json) AS asked(key)
        JOIN vocabularies_authorityname name ON name.short_key <> '' AND name.short_key = asked.key
    ), chain AS (
        SELECT id AS start, id, merged_into_id, born FROM vocabularies_authority
        WHERE id IN (SELECT authority_id FROM found)
        UNION
        SELECT chain.start, up.id, up.merged_into_id, up.born
        FROM vocabularies_authority up JOIN chain ON up.id = chain.merged_into_id
    )
    SELECT found.key, found.short_key, found.text, chain.id, chain.born
    FROM found JOIN chain ON chain.start = found.authority_id WHERE chain.merged_into_id IS NULL
"""
_FIND_NUMBERS: Final = f"""
    WITH RECURSIVE chain AS (
        SELECT number.scheme, number.value, authority.id, authority.merged_into_id, authority.born
        FROM {table_of("asked", scheme="text", value="text")}
        JOIN vocabularies_authorityidentifier number USING (scheme, value)
        JOIN vocabularies_authority authority ON authority.id = number.authority_id
        UNION
        SELECT chain.scheme, chain.value, up.id, up.merged_into_id, up.born
        FROM vocabularies_authority up JOIN chain ON up.id = chain.merged_into_id
    )
    SELECT scheme, value, id, born FROM chain WHERE merged_into_id IS NULL ORDER BY id DESC
"""  # noqa: S608 - columns of this module


def _read(cursor: Any, wishes: Iterable[_Wish]) -> _Index:
    index = _Index()
    keys = sorted({key for wish in wishes for key in wish.keys})
    shorts = sorted({short for wish in wishes for short in wish.shorts})
    cursor.execute(_FIND, [texts(keys), texts(shorts)])
    for key, short, text, pk, born in cursor.fetchall():
        index.add(_Known(pk, born), key=key, short=short, text=text)
    pairs = sorted({pair for wish in wishes for pair in wish.named.identifiers})
    cursor.execute(_FIND_NUMBERS, columns_of(pairs, 2))
    for scheme, value, pk, born in cursor.fetchall():
        index.by_identifier[scheme, value] = index.known.setdefault(pk, _Known(pk, born))
    return index


def _find_or_make(index: _Index, wish: _Wish, made: list[tuple[_Known, _Wish]]) -> _Known | None:
    found = _find(index, wish)
    if found is None:
        if wish.born is None and not any(map(is_telling, wish.keys)):
            return None
        found = _Known(-1 - len(made), wish.born)
        index.known[found.pk] = found
        made.append((found, wish))
    for (_script, _text), key in zip(wish.named.forms, wish.keys, strict=False):
        index.by_key[key][found.pk] = found
        found.keys.add(key)
    for short in wish.shorts:
        index.by_short[short][found.pk] = found
    for pair in wish.named.identifiers:
        index.by_identifier.setdefault(pair, found)
    return found


def _find(index: _Index, wish: _Wish) -> _Known | None:
    for pair in wish.named.identifiers:
        if (known := index.by_identifier.get(pair)) and _no_other_birth(known, wish):
            return known
    candidates = _candidates(index, wish)
    return min(candidates, key=lambda known: (known.pk < 0, abs(known.pk))) if candidates else None


def _no_other_birth(known: _Known, wish: _Wish) -> bool:
    return known.born is None or wish.born is None or known.born == wish.born


def _candidates(index: _Index, wish: _Wish) -> list[_Known]:
    if wish.named.kind != "person":
        return [known for key in wish.keys if is_telling(key) for known in index.by_key[key].values()]
    if wish.born is not None:
        return [
            known
            for short in wish.shorts
            for known in index.by_short[short].values()
            if all(given_names_agree(mine, theirs) for mine in wish.keys for theirs in known.keys)
        ]
    exact = {known.pk: known for key in wish.keys if is_telling(key) for known in index.by_key[key].values()}
    undated = [known for known in exact.values() if known.born is None]
    dated = [known for known in exact.values() if known.born is not None]
    if len(dated) == 1 and not undated and any(map(is_full, wish.keys)):
        return dated
    return undated


def _number(cursor: Any, made: list[tuple[_Known, _Wish]]) -> None:
    """Give new authorities their numbers, in one query."""
    cursor.execute(
        """
        SELECT nextval((SELECT pg_get_serial_sequence('vocabularies_authority', 'id')::regclass))
        FROM generate_series(1, %s)
        """,
        [len(made)],
    )
    for (known, _named), (pk,) in zip(made, cursor.fetchall(), strict=True):
        known.pk = pk


_AUTHORITY: Final = {
    "id": "bigint", "public_id": "text", "kind": "text", "dates": "text", "born": "smallint",
    "died": "smallint", "changed_at": "timestamptz", "note": "text",
}  # fmt: skip  # columns and their types
_NAME: Final = {
    "authority_id": "bigint", "text": "text", "language": "text", "script": "text", "is_preferred": "boolean",
    "key": "text", "short_key": "text",
}  # fmt: skip  # columns and their types
_IDENTIFIER: Final = {"authority_id": "bigint", "scheme": "text", "value": "text"}


def _insert(cursor: Any, table: str, rows: Sequence[Sequence[Any]], *, types: Mapping[str, str]) -> None:
    columns = ", ".join(types)
    cursor.execute(
        f"INSERT INTO vocabularies_{table} ({columns}) SELECT {columns} FROM {table_of('new', **types)} "  # noqa: S608 - columns of this module
        "ON CONFLICT DO NOTHING",
        columns_of(rows, len(types)),
    )


def _write(cursor: Any, made: list[tuple[_Known, _Wish]], at: datetime) -> None:
    rows = [
        (known.pk, new_public_id(), wish.named.kind, wish.named.dates[:60], wish.born, wish.died, at, "")
        for known, wish in made
    ]
    _insert(cursor, "authority", rows, types=_AUTHORITY)


def _write_names(cursor: Any, found: list[tuple[_Known | None, _Wish]]) -> None:
    """New forms of names and new numbers; what is stored already is left out before it is sent."""
    names: dict[tuple[int, str], tuple[Any, ...]] = {}
    numbers: dict[tuple[int, str, str], None] = {}
    for known, wish in found:
        if known is None:
            continue
        for place, (script, text) in enumerate(wish.named.forms):
            if text not in known.texts:
                key = key_of(text, wish.named.kind)
                preferred = place == 0 and not known.texts
                short = short_key_of(key, known.born)
                row = (known.pk, text[:_LONGEST_TEXT], wish.named.language, script, preferred, key, short)
                names.setdefault((known.pk, row[1]), row)
                known.texts.add(text)
        numbers |= {(known.pk, scheme[:20], value[:120]): None for scheme, value in wish.named.identifiers}
    _insert(cursor, "authorityname", list(names.values()), types=_NAME)
    _insert(cursor, "authorityidentifier", list(numbers), types=_IDENTIFIER)
