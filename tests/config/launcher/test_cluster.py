"""The embedded PostgreSQL starts, survives a kill, and stops."""

import os
import signal
from pathlib import Path

import psycopg
import pytest

from shanyraq.config.launcher.cluster import Cluster
from shanyraq.config.launcher.errors import CannotStart
from shanyraq.config.testing import FAST


@pytest.fixture
def cluster(tmp_path: Path) -> Cluster:
    made = Cluster(tmp_path / "postgres", FAST)
    yield made
    made.stop()


def test_cluster_keeps_what_was_written_over_a_restart(cluster: Cluster) -> None:
    assert cluster.start()
    with psycopg.connect(cluster.url, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    cluster.stop()
    assert not cluster.is_running()
    assert cluster.start()
    with psycopg.connect(cluster.url) as connection:
        assert connection.execute("SELECT answer FROM kept").fetchone() == (42,)


def test_cluster_started_twice_belongs_to_the_first(cluster: Cluster) -> None:
    assert cluster.start()
    assert not cluster.start()


def test_cluster_starts_again_after_a_kill(cluster: Cluster) -> None:
    cluster.start()
    postmaster = int((cluster.folder / "postmaster.pid").read_text().splitlines()[0])
    os.kill(postmaster, signal.SIGKILL)
    assert cluster.start() or cluster.is_running()
    with psycopg.connect(cluster.url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_cluster_in_a_folder_that_is_a_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "postgres").write_text("not a folder")
    with pytest.raises(CannotStart, match="cannot be written"):
        Cluster(tmp_path / "postgres").start()


def test_cluster_socket_fits_the_limit_of_the_system(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["a-folder-with-a-long-name"] * 8)
    assert len(str(Cluster(deep).socket_folder / ".s.PGSQL.5432")) < 104
