"""Clusters in memory, and reading them in bulk: each function is one query, whatever the number of rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

import orjson
from django.db import connection

from shanyraq.domains.library.catalogue.clustering.best import best_of
from shanyraq.domains.library.catalogue.clustering.features import Features, Stored, features_of
from shanyraq.domains.library.catalogue.clustering.keys import keys_of
from shanyraq.kernel.bulk import numbers

LOCK: Final = 0x636C_7573_7465_72
"""Number of the advisory lock under which clusters change; released at the end of the transaction."""


@dataclass(slots=True)
class Member:
    """A record as far as its edition is concerned. ``rank`` orders records that tell equally much."""

    rank: tuple[int, str]
    told: Stored | str
    """The description, or its JSON."""
    is_active: bool = True
    pk: int | None = None

    @property
    def description(self) -> Stored:
        """The description, read when first asked for."""
        if isinstance(self.told, str):
            found: Stored = orjson.loads(self.told)
            self.told = found
            return found
        return self.told


@dataclass(slots=True)
class Cluster:
    """An edition in memory, as it is described after the records of the batch that have been placed."""

    pk: int
    work: int
    description: Stored
    is_new: bool = False
    left_for: int | None = None
    folded: Features | None = None
    stored: Stored = field(default_factory=dict)
    """The description that is in the database."""
    known_keys: tuple[int, ...] | None = None

    @property
    def is_changed(self) -> bool:
        """Whether the description is another one than that in the database."""
        return self.is_new or self.description != self.stored

    @property
    def keys(self) -> tuple[int, ...]:
        """The keys of the description, made when first asked for."""
        if self.known_keys is None:
            self.known_keys = keys_of(self.features).stored
        return self.known_keys

    @property
    def features(self) -> Features:
        """The features of the description, folded when first asked for."""
        if self.folded is None:
            self.folded = features_of(self.description)
        return self.folded


def describe(members: Iterable[Member]) -> dict[str, object]:
    """The best description of some records: of those that are held, or of all when none is held any more."""
    ordered = sorted(members, key=lambda member: member.rank)
    held = [member.description for member in ordered if member.is_active]
    return best_of(held or [member.description for member in ordered]) if ordered else {}


def lock() -> None:
    """Wait until no other transaction changes clusters. Taken twice in a transaction it costs nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def next_ids(table: str, count: int) -> list[int]:
    """So many new primary keys."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval((SELECT pg_get_serial_sequence(%s, 'id')::regclass)) FROM generate_series(1, %s)",
            [table, count],
        )
        return [pk for (pk,) in cursor.fetchall()]


def read_candidates(
    asked: Mapping[int, int], own: Iterable[int]
) -> tuple[dict[int, Cluster], dict[int, list[int]]]:
    """The editions that lie under the keys *asked* (with the most to look at for each) and those of *own*
    ids, by id; and the ids under each key, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH found AS (
                SELECT asked.key, near.edition_id
                FROM unnest(%s::bigint[], %s::int[]) AS asked(key, most)
                CROSS JOIN LATERAL (
                    SELECT edition_id FROM library_catalogue_editionkey stored
                    WHERE stored.key = asked.key ORDER BY edition_id LIMIT asked.most
                ) near
            ), by_edition AS (
                SELECT edition_id, array_agg(key) AS keys FROM found GROUP BY edition_id
                UNION ALL
                SELECT id, '{}' FROM unnest(%s::bigint[]) AS own(id)
                WHERE id NOT IN (SELECT edition_id FROM found)
            )
            SELECT edition.id, edition.work_id, edition.description::text, by_edition.keys
            FROM by_edition JOIN library_catalogue_edition edition ON edition.id = by_edition.edition_id
            WHERE edition.merged_into_id IS NULL ORDER BY edition.id
            """,
            [numbers(asked), numbers(asked.values()), numbers(set(own))],
        )
        clusters: dict[int, Cluster] = {}
        under: dict[int, list[int]] = {}
        for pk, work, description, keys in cursor.fetchall():
            stored = orjson.loads(description)
            clusters[pk] = Cluster(pk, work, stored, stored=stored)
            for key in keys:
                under.setdefault(key, []).append(pk)
    return clusters, under


def read_members(editions: Iterable[int]) -> dict[int, list[Member]]:
    """The records of editions, by edition."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT edition_id, id, library_id, control_number, description::text, state = 'active'
            FROM library_catalogue_record WHERE edition_id = ANY(%s::bigint[])
            ORDER BY library_id, control_number
            """,
            [numbers(set(editions))],
        )
        members: dict[int, list[Member]] = {}
        for edition, pk, library, number, description, is_active in cursor.fetchall():
            member = Member((library, number), description, is_active, pk)
            members.setdefault(edition, []).append(member)
    return members


def count_editions(works: Iterable[int]) -> dict[int, int]:
    """How many living editions each work has."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT work_id, count(*) FROM library_catalogue_edition
            WHERE work_id = ANY(%s::bigint[]) AND merged_into_id IS NULL GROUP BY work_id
            """,
            [numbers(set(works))],
        )
        return dict(cursor.fetchall())


def stored_keys(description: Stored) -> tuple[int, ...]:
    """The keys under which a description is stored."""
    return keys_of(features_of(description)).stored
