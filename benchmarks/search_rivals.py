"""The same records and queries with PostgreSQL's full text and with Xapian."""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import connection, connections

from benchmarks import search_clients, search_queries
from benchmarks.records import Record
from benchmarks.search_queries import Asked

CONFIGURATIONS = {"kk": "simple", "ru": "russian", "en": "english"}
TIMEOUT_MS = 30_000
DEBIAN_PYTHON = "/usr/bin/python3"
SCRIPT = Path(__file__).with_name("search_xapian.py")

_TEXTS = """
    CREATE TABLE benchmark_text AS SELECT number, kind,
        setweight(to_tsvector(config, title), 'A') || to_tsvector(config, annotation || ' ' || author)
        AS words
    FROM (
        SELECT *,
            (CASE language WHEN 'ru' THEN 'russian' WHEN 'en' THEN 'english' ELSE 'simple' END)::regconfig
        AS config FROM benchmark_record
    ) AS record
"""
_BEST = """
    SELECT number, ts_rank(words, query) AS rank
    FROM benchmark_text, websearch_to_tsquery(%s::regconfig, %s) AS query
    WHERE words @@ query AND (%s = '' OR kind = %s) ORDER BY rank DESC LIMIT 10
"""
_COUNTS = """
    SELECT kind, count(*) FROM benchmark_text, websearch_to_tsquery(%s::regconfig, %s) AS query
    WHERE words @@ query GROUP BY kind
"""


def build_postgres() -> dict[str, Any]:
    """The words of all records and their GIN index; needs the table of ``search_source``."""
    begun = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS benchmark_text")
        cursor.execute(_TEXTS)
        cursor.execute("CREATE INDEX benchmark_text_words ON benchmark_text USING gin (words)")
        cursor.execute("ANALYZE benchmark_text")
        seconds = time.perf_counter() - begun
        cursor.execute("SELECT pg_total_relation_size('benchmark_text')")
        return {"seconds": seconds, "bytes": cursor.fetchone()[0]}


def ask_postgres(asked: list[Asked], clients: int) -> dict[str, Any]:
    """The ten best by ``ts_rank`` and the counts by kind. What takes longer than 30 s counts as 30 s."""

    def open_client() -> search_clients.Ask:
        own = connections.create_connection("default")
        with own.cursor() as cursor:
            cursor.execute(f"SET statement_timeout = {TIMEOUT_MS}")

        def ask(each: Asked) -> int:
            given = [CONFIGURATIONS[each.language], each.plain]
            try:
                with own.cursor() as cursor:
                    cursor.execute(_BEST, [*given, each.kind, each.kind])
                    best = cursor.fetchall()
                    cursor.execute(_COUNTS, given)
                    cursor.fetchall()
            except connection.Database.OperationalError:
                return 0
            return len(best)

        return ask

    return search_clients.run(asked, clients, open_client)


def has_xapian() -> bool:
    """Whether Debian's Python knows Xapian."""
    if not shutil.which(DEBIAN_PYTHON):
        return False
    found = subprocess.run([DEBIAN_PYTHON, "-c", "import xapian"], capture_output=True, check=False)
    return found.returncode == 0


def build_xapian(records: Iterable[Record], folder: Path) -> dict[str, Any]:
    """A database of all records; they go to Debian's Python line by line."""
    begun = time.perf_counter()
    command = [DEBIAN_PYTHON, str(SCRIPT), "build", str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, text=True, encoding="utf-8") as process:
        stream = process.stdin
        if stream is None:
            raise RuntimeError("no way to the process")
        for record in records:
            text = f"{record.annotation} {record.author}"
            stream.write(f"{record.language}\t{record.kind}\t{record.title}\t{text}\n")
        stream.close()
        if process.wait():
            raise RuntimeError("Xapian could not build its database")
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return {"seconds": time.perf_counter() - begun, "bytes": size}


def ask_xapian(folder: Path, queries: Path, clients: int) -> dict[str, Any]:
    """The ten best by BM25 with the counts by kind; as many processes as clients, each asking its share."""
    answers: list[dict[str, list[float]]] = []

    def work(place: int) -> None:
        given = [str(folder), str(queries), str(clients), str(place)]
        command = [DEBIAN_PYTHON, str(SCRIPT), "ask", *given]
        finished = subprocess.run(command, capture_output=True, text=True, check=True)
        answers.append(json.loads(finished.stdout))

    threads = [threading.Thread(target=work, args=(place,)) for place in range(clients)]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ways: dict[str, list[float]] = {}
    for answer in answers:
        for way, waited in answer.items():
            ways.setdefault(way, []).extend(waited)
    return {"ways": ways, "rate": len(search_queries.read(queries)) / (time.perf_counter() - begun)}
