"""Links from editions to the authorities of their persons and subjects, in bulk.

An import puts them off until its batch is stored: nothing that decides about editions reads them, and they
take long. What a killed import left waiting a task links.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, Final

import orjson
from django.db import DataError, IntegrityError, connection, transaction

from shanyraq.domains.library.catalogue.clustering.features import Stored
from shanyraq.domains.library.catalogue.clustering.people import subject_name
from shanyraq.kernel.bulk import columns_of, numbers, table_of
from shanyraq.platform.vocabularies.actions.resolving import Named, lock, resolve

logger = logging.getLogger(__name__)
MOST_AT_ONCE: Final = 5_000
"""Editions linked in one transaction at most."""
_UNFIT: Final = (DataError, IntegrityError, ValueError, TypeError, LookupError, AttributeError)
_AGENT_KINDS: Final = {"person": "person", "body": "body", "meeting": "meeting"}
_SUBJECT_KINDS: Final = frozenset({"person", "body", "meeting", "place", "topic", "period", "title", "genre"})
_MOST: Final = 40
"""Persons, and subjects, of one edition that are linked at most."""


def link_headings(editions: Sequence[tuple[int, Stored]], *, fresh: frozenset[int], at: datetime) -> None:
    """Link editions (id and description) to authorities, making those that are missing.

    Links of editions that are not *fresh* are replaced. A constant number of queries; joined to the caller's
    transaction.
    """
    agents = [(pk, agent, place) for pk, stored in editions for place, agent in enumerate(_agents(stored))]
    subjects = [(pk, subject) for pk, stored in editions for subject in _subjects(stored)]
    wanted = [
        *(_named_agent(agent) for _pk, agent, _place in agents),
        *(_named_subject(one) for _pk, one in subjects),
    ]
    found = _resolve_once(wanted, at)
    old = sorted({pk for pk, _stored in editions} - fresh)
    made = list(_agent_rows(agents, found[: len(agents)]))
    about = [
        (pk, authority)
        for (pk, _one), authority in zip(subjects, found[len(agents) :], strict=True)
        if authority
    ]
    _replace(old, made, list(dict.fromkeys(about)))


def put_off(editions: Iterable[int]) -> None:
    """Let editions wait for their links, in the caller's transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO library_catalogue_unlinkededition (edition_id) SELECT unnest(%s::bigint[])",
            [numbers(editions)],
        )


def link_waiting(*, at: datetime, most: int = MOST_AT_ONCE) -> int:
    """Link editions that wait for it, whoever put them off; how many rows waited. One transaction.

    Under the lock of the authorities: who comes later reads the later description. An edition that cannot be
    linked keeps the links that it has, and the log tells of it.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        lock()
        cursor.execute(
            """
            DELETE FROM library_catalogue_unlinkededition WHERE id IN (
                SELECT id FROM library_catalogue_unlinkededition ORDER BY id LIMIT %s
            ) RETURNING edition_id
            """,
            [most],
        )
        waited = [pk for (pk,) in cursor.fetchall()]
        if waited:
            _link(_described(set(waited)), at)
    return len(waited)


def _described(editions: set[int]) -> list[tuple[int, Stored]]:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT id, description::text FROM library_catalogue_edition
            WHERE id = ANY(%s::bigint[]) AND merged_into_id IS NULL ORDER BY id
            """,
            [numbers(editions)],
        )
        return [(pk, orjson.loads(description)) for pk, description in cursor.fetchall()]


def _link(editions: Sequence[tuple[int, Stored]], at: datetime) -> None:
    """All at once; only where that fails one by one, so that one edition does not keep the others waiting."""
    try:
        with transaction.atomic():
            link_headings(editions, fresh=frozenset(), at=at)
    except _UNFIT:
        if len(editions) == 1:
            logger.exception("edition %s cannot be linked to authorities", editions[0][0])
            return
        for edition in editions:
            _link([edition], at)


def _agents(stored: Stored) -> Sequence[Stored]:
    return (stored.get("agents") or ())[:_MOST]


def _subjects(stored: Stored) -> Sequence[Stored]:
    return [one for one in (stored.get("subjects") or ())[:_MOST] if one.get("text")]


def _forms(text: str, script: str, others: Any) -> tuple[tuple[str, str], ...]:
    return ((script[:4], text), *((code[:4], other) for code, other in others or () if other))


def _named_agent(agent: Stored) -> Named:
    heading = agent["name"]
    return Named(
        kind=_AGENT_KINDS.get(agent.get("kind", "person"), "body"),
        forms=_forms(heading["text"], heading.get("script", ""), heading.get("others")),
        dates=agent.get("dates", ""),
        identifiers=tuple([(scheme, value) for scheme, value in agent.get("identifiers") or ()]),
    )


def _named_subject(subject: Stored) -> Named:
    kind = subject.get("kind", "topic")
    text, dates = subject_name(subject["text"], kind)
    return Named(
        kind=kind if kind in _SUBJECT_KINDS else "topic",
        forms=_forms(text, "", subject.get("others")),
        dates=dates,
    )


def _resolve_once(wanted: Sequence[Named], at: datetime) -> list[int | None]:
    """Ask for each name once: a batch holds the same ones many times."""
    distinct = list(dict.fromkeys(wanted))
    found = dict(zip(distinct, resolve(distinct, at=at), strict=True))
    return [found[named] for named in wanted]


def _agent_rows(
    agents: Sequence[tuple[int, Stored, int]], found: Sequence[int | None]
) -> Iterator[tuple[int, int, str, bool, int]]:
    seen: set[tuple[int, int, str]] = set()
    for (pk, agent, place), authority in zip(agents, found, strict=True):
        for role in [role[:8] for role in agent.get("roles") or ()] or [""]:
            if authority is not None and (pk, authority, role) not in seen:
                seen.add((pk, authority, role))
                yield pk, authority, role, bool(agent.get("is_main")), place


def _replace(
    old: list[int], agents: list[tuple[int, int, str, bool, int]], subjects: list[tuple[int, int]]
) -> None:
    with connection.cursor() as cursor:
        for table in ("agent", "subject"):
            owned = f"library_catalogue_edition{table} WHERE edition_id = ANY(%s::bigint[])"
            cursor.execute(f"DELETE FROM {owned}", [numbers(old)])  # noqa: S608 - two words of ours
        cursor.execute(_INSERT_AGENTS, columns_of(agents, len(_AGENT)))
        cursor.execute(_INSERT_SUBJECTS, columns_of(subjects, len(_SUBJECT)))


_AGENT: Final = {
    "edition_id": "bigint", "authority_id": "bigint", "role": "text", "is_main": "boolean",
    "place": "smallint",
}  # fmt: skip  # columns and their types
_SUBJECT: Final = {"edition_id": "bigint", "authority_id": "bigint"}
_INSERT_AGENTS: Final = f"""
    INSERT INTO library_catalogue_editionagent (edition_id, authority_id, role, is_main, place)
    SELECT edition_id, authority_id, role, is_main, place FROM {table_of("new", **_AGENT)}
"""  # noqa: S608 - columns of this module
_INSERT_SUBJECTS: Final = f"""
    INSERT INTO library_catalogue_editionsubject (edition_id, authority_id)
    SELECT edition_id, authority_id FROM {table_of("new", **_SUBJECT)}
"""  # noqa: S608 - columns of this module
