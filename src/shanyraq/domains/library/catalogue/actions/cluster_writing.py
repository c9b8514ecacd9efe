"""Writing clusters in bulk: each function is a query or two, whatever the number of rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

import orjson
from django.db import connection

from shanyraq.domains.library.catalogue.actions.cluster_rows import Cluster
from shanyraq.domains.library.catalogue.clustering.features import Stored
from shanyraq.kernel.bulk import columns_of, numbers, table_of
from shanyraq.kernel.identifiers import new_public_id

_LONGEST_KIND: Final = 12
_WORK: Final = {"id": "bigint", "title": "text", "language": "text", "creator": "text"}
_EDITION: Final = {
    "id": "bigint", "work_id": "bigint", "title": "text", "kind": "text", "language": "text",
    "year": "smallint", "description": "jsonb", "changed_at": "timestamptz",
}  # fmt: skip  # columns and their types
_PAIR: Final = {"id": "bigint", "target": "bigint"}
_KEY: Final = {"key": "bigint", "id": "bigint"}
_DOUBT: Final = {
    "level": "text", "first": "bigint", "second": "bigint", "points": "smallint", "parts": "jsonb",
    "at": "timestamptz",
}  # fmt: skip  # columns and their types


def insert_works(rows: Sequence[tuple[int, Stored]]) -> None:
    """New works with their ids, each named after the description of its first edition."""
    named = [(pk, *work_columns(description), new_public_id()) for pk, description in rows]
    _run(
        """
        INSERT INTO library_catalogue_work (id, title, language, creator, public_id)
        SELECT id, title, language, creator, public_id FROM {rows}
        """,
        named,
        {**_WORK, "public_id": "text"},
    )


def retitle_works(rows: Sequence[tuple[int, Stored]]) -> None:
    """Name works anew after the descriptions of their only editions."""
    _run(
        """
        UPDATE library_catalogue_work work
        SET title = new.title, language = new.language, creator = new.creator
        FROM {rows} WHERE work.id = new.id
        """,
        [(pk, *work_columns(description)) for pk, description in rows],
        _WORK,
    )


def work_columns(description: Stored) -> tuple[str, str, str]:
    """Title, language and creator of the work that a description is of."""
    titles = (description.get("uniform_title"), description.get("original_title"), edition_title(description))
    languages = [*(description.get("original_languages") or ()), *(description.get("languages") or ())]
    agents = description.get("agents") or ()
    main = next((agent for agent in agents if agent.get("is_main")), agents[0] if agents else None)
    return (
        next(filter(None, titles), ""),
        languages[0][:3] if languages else "",
        main["name"]["text"] if main else "",
    )


def edition_title(description: Stored) -> str:
    """The main title as lists show it."""
    return str((description.get("title") or {}).get("text", ""))


def _edition_rows(clusters: Iterable[Cluster], at: datetime) -> list[tuple[Any, ...]]:
    return [
        (
            cluster.pk,
            cluster.work,
            edition_title(cluster.description),
            str(cluster.description.get("kind", "book"))[:_LONGEST_KIND],
            (list(cluster.description.get("languages") or ()) or [""])[0][:3],
            _small(cluster.description.get("year")),
            orjson.dumps(cluster.description).decode(),
            at,
        )
        for cluster in clusters
    ]


def _small(year: Any) -> int | None:
    return year if isinstance(year, int) and -32768 <= year <= 32767 else None


def insert_editions(clusters: Sequence[Cluster], at: datetime) -> None:
    """New editions with their ids."""
    _run(
        """
        INSERT INTO library_catalogue_edition
            (id, work_id, title, kind, language, year, description, changed_at, public_id)
        SELECT id, work_id, title, kind, language, year, description, changed_at, public_id FROM {rows}
        """,
        [(*row, new_public_id()) for row in _edition_rows(clusters, at)],
        {**_EDITION, "public_id": "text"},
    )


def update_editions(clusters: Sequence[Cluster], at: datetime) -> None:
    """Descriptions and their columns of editions that are there."""
    _run(
        """
        UPDATE library_catalogue_edition edition
        SET work_id = new.work_id, title = new.title, kind = new.kind, language = new.language,
            year = new.year, description = new.description, changed_at = new.changed_at
        FROM {rows} WHERE edition.id = new.id
        """,
        _edition_rows(clusters, at),
        _EDITION,
    )


def touch_editions(clusters: Sequence[Cluster], at: datetime) -> None:
    """Work and time of editions whose description stays: they have a record more, or of another member."""
    _run(
        """
        UPDATE library_catalogue_edition edition SET work_id = new.target, changed_at = new.at
        FROM {rows} WHERE edition.id = new.id
        """,
        [(cluster.pk, cluster.work, at) for cluster in clusters],
        {**_PAIR, "at": "timestamptz"},
    )


def redirect_editions(pairs: Mapping[int, int], at: datetime) -> None:
    """Let editions lead to others."""
    _run(
        """
        UPDATE library_catalogue_edition edition SET merged_into_id = new.target, changed_at = new.at
        FROM {rows} WHERE edition.id = new.id
        """,
        [(gone, kept, at) for gone, kept in pairs.items()],
        {**_PAIR, "at": "timestamptz"},
    )


def redirect_works(pairs: Mapping[int, int], at: datetime) -> list[tuple[int, int]]:
    """Let works lead to others and give these their editions; the pairs of edition and the work it had."""
    rows = [(gone, kept, at) for gone, kept in pairs.items()]
    types = {**_PAIR, "at": "timestamptz"}
    _run(
        """
        UPDATE library_catalogue_work work SET merged_into_id = new.target FROM {rows} WHERE work.id = new.id
        """,
        rows,
        types,
    )
    moved = _run(
        """
        UPDATE library_catalogue_edition edition SET work_id = new.target, changed_at = new.at
        FROM {rows} WHERE edition.work_id = new.id RETURNING edition.id, new.id
        """,
        rows,
        types,
    )
    return [(edition, work) for edition, work in moved]


def write_keys(fresh: Iterable[tuple[int, int]], stale: Iterable[tuple[int, int]] = ()) -> None:
    """Add and take away pairs of key and edition."""
    _run(
        """
        DELETE FROM library_catalogue_editionkey stored USING {rows}
        WHERE stored.key = new.key AND stored.edition_id = new.id
        """,
        list(stale),
        _KEY,
    )
    _run(
        """
        INSERT INTO library_catalogue_editionkey (key, edition_id)
        SELECT key, id FROM {rows} ON CONFLICT DO NOTHING
        """,
        list(fresh),
        _KEY,
    )


def write_doubts(rows: Sequence[tuple[str, int, int, int, str]], at: datetime) -> None:
    """Pairs to be looked at: level, older and younger edition, points, parts. One that was closed because an
    edition changed is opened again; one that a person decided is not."""
    _run(
        """
        INSERT INTO library_catalogue_doubtfulpair
            (level, first_id, second_id, points, parts, found_at, verdict)
        SELECT level, first, second, points, parts, at, '' FROM {rows}
        ON CONFLICT (level, first_id, second_id) DO UPDATE
        SET points = excluded.points, parts = excluded.parts, closed_at = NULL
        WHERE library_catalogue_doubtfulpair.verdict = ''
        """,
        [(*row, at) for row in rows],
        _DOUBT,
    )


def close_doubts(editions: Iterable[int], at: datetime) -> None:
    """Close the open pairs of editions that changed or are gone; what is still doubtful is found again."""
    touched = numbers(set(editions))
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE library_catalogue_doubtfulpair SET closed_at = %s
            WHERE closed_at IS NULL AND (first_id = ANY(%s::bigint[]) OR second_id = ANY(%s::bigint[]))
            """,
            [at, touched, touched],
        )


def _run(statement: str, rows: Sequence[Sequence[Any]], types: Mapping[str, str]) -> list[Any]:
    """Run a statement that reads the rows as the table ``new``; what it returns, if it does."""
    with connection.cursor() as cursor:
        cursor.execute(statement.replace("{rows}", table_of("new", **types)), columns_of(rows, len(types)))
        return cursor.fetchall() if cursor.description else []
