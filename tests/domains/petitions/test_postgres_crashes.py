"""Kill -9 of PostgreSQL itself while people sign: after each restart the house goes on, and all agrees."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Set
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import psycopg
import pytest

from shanyraq.config.launcher.cluster import Cluster
from shanyraq.kernel.merkle.notes import Checkpoint, Note

KILLS: Final = 6
PEOPLE: Final = 40
SHORTEST_LIFE, LONGEST_LIFE = 0.1, 1.5
"""Seconds between the first sign of life after a start of PostgreSQL and its next kill."""

REPOSITORY: Final = Path(__file__).resolve().parents[3]
HOUSE: Final = "tests.domains.petitions.crash_house"


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A PostgreSQL that keeps what it has confirmed, as one in service does."""
    made = Cluster(tmp_path / "postgres", {"shared_buffers": "64MB"})
    made.start()
    yield made
    made.stop()


@pytest.fixture
def environment(cluster: Cluster, tmp_path: Path) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": cluster.url,
        "SHANYRAQ_VAR": str(tmp_path / "var"),
        "SHANYRAQ_LOG_FOLDER": str(tmp_path / "logs"),
        "DJANGO_SETTINGS_MODULE": "shanyraq.config.settings",
        "PYTHONPATH": f"{REPOSITORY}/src:{REPOSITORY}",
    }


@contextmanager
def working(environment: dict[str, str], *commands: tuple[Any, ...]) -> Iterator[None]:
    """Have these modules of ours run, as processes, until the block ends; none may end by itself."""
    begun = [
        subprocess.Popen([sys.executable, "-m", *map(str, command)], cwd=REPOSITORY, env=environment)
        for command in commands
    ]
    try:
        yield
        assert [process.poll() for process in begun] == [None] * len(begun), "a process gave up"
    finally:
        for process in begun:
            process.kill()
            process.wait(30)


def done(environment: dict[str, str], *command: Any) -> str:
    """What a module of ours prints that ends by itself."""
    ran = subprocess.run(
        [sys.executable, "-m", HOUSE, *map(str, command)],
        cwd=REPOSITORY,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=300,
    )
    return ran.stdout


def kill(cluster: Cluster, *, whole: bool) -> None:
    """Kill the server, or the process that serves one of its connections: then it restarts by itself."""
    process = int((cluster.folder / "postmaster.pid").read_text().splitlines()[0])
    if not whole:
        with psycopg.connect(cluster.url, connect_timeout=10) as asked:
            others = "SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname IS NOT NULL"
            process = asked.execute(f"{others} ORDER BY xact_start NULLS LAST LIMIT 1").fetchone()[0]
    os.kill(process, signal.SIGKILL)


def head_in(folder: Path) -> str:
    """Size and root of the published checkpoint, as a reader of files sees it; empty while there is none."""
    file = folder / "petitions" / "checkpoint"
    if not file.exists():
        return ""
    head = Checkpoint.parse(Note.parse(file.read_text(encoding="utf-8")).text)
    return f"{head.size} {head.root.hex()}\n"


def test_postgresql_is_killed_again_and_again(
    cluster: Cluster, environment: dict[str, str], tmp_path: Path
) -> None:
    done(environment, "prepare")
    told = [tmp_path / "told-0", tmp_path / "told-1"]
    signers = [(HOUSE, "sign", number, file) for number, file in enumerate(told)]
    follower = ("django", "log", "follow")
    seen, chance = {""}, random.Random(20261126)  # noqa: S311 - chance, no secret
    with working(environment, *signers, follower, follower):
        for number in range(KILLS):
            seen.add(_later_head(tmp_path / "logs", seen))
            time.sleep(chance.uniform(SHORTEST_LIFE, LONGEST_LIFE))
            kill(cluster, whole=number % 2 == 0)
            _wait_until_it_serves(cluster)
            seen.add(head_in(tmp_path / "logs"))
        seen.add(_later_head(tmp_path / "logs", seen))
    (tmp_path / "seen").write_text("".join(seen))
    signed, heads = done(environment, "verify", tmp_path / "seen", *told).split()
    assert int(heads) > KILLS
    assert int(signed) > PEOPLE


def _later_head(folder: Path, seen: Set[str], seconds: float = 60) -> str:
    """A head that was not seen yet: after each kill the house goes on, however long it waited before."""
    deadline = time.monotonic() + seconds
    while (head := head_in(folder)) in seen:
        assert time.monotonic() < deadline, "the house does not go on"
        time.sleep(0.1)
    return head


def _wait_until_it_serves(cluster: Cluster, seconds: float = 60) -> None:
    """Start the server unless it comes back by itself."""
    deadline = time.monotonic() + seconds
    time.sleep(0.3)
    while not cluster.is_running():
        assert time.monotonic() < deadline, "PostgreSQL does not come back"
        if not _is_alive(cluster):
            cluster.start()
        time.sleep(0.1)


def _is_alive(cluster: Cluster) -> bool:
    """Whether the main process of the server is there, be it in recovery."""
    try:
        process = int((cluster.folder / "postmaster.pid").read_text().splitlines()[0])
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except (OSError, ValueError, IndexError):
        return False
    return state != "Z"
