"""Backup and restore as docs/operations.md tells it, tried on a real cluster."""

import subprocess
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from shanyraq.config.launcher.cluster import Cluster, binaries
from shanyraq.config.testing import FAST
from tests.factories.portal import NewsPageFactory, SectionPageFactory, make_home

TITLES = "SELECT title, url_path, live FROM wagtailcore_page ORDER BY path"
PROGRAM = binaries()


def _address(database: str) -> str:
    """The connection address of a database on the server that the tests use."""
    found = settings.DATABASES["default"]
    return f"postgresql://{found['USER']}@/{database}?host={found['HOST'].replace('/', '%2F')}"


@pytest.mark.skipif(not (PROGRAM / "pg_dump").exists(), reason="this build of PostgreSQL has no pg_dump")
@pytest.mark.django_db(transaction=True)
def test_restored_backup_holds_every_page(tmp_path: Path) -> None:
    home = make_home()
    NewsPageFactory(parent=SectionPageFactory(parent=home, slug="news"), title="Жаңалық")
    with connection.cursor() as cursor:
        cursor.execute(TITLES)
        before = cursor.fetchall()
    dump = tmp_path / "shanyraq.dump"
    dumped = [str(PROGRAM / "pg_dump"), "--format=custom", f"--file={dump}"]
    subprocess.run([*dumped, _address(connection.settings_dict["NAME"])], check=True, timeout=300)

    elsewhere = Cluster(tmp_path / "restored", FAST)
    elsewhere.start()
    try:
        restore = [str(PROGRAM / "pg_restore"), "--no-owner", f"--dbname={elsewhere.url}", str(dump)]
        subprocess.run(restore, check=True, timeout=300)
        with psycopg.connect(elsewhere.url) as restored:
            assert restored.execute(TITLES).fetchall() == before
            guard = "SELECT count(*) FROM pg_trigger WHERE tgname = 'append_only'"
            assert restored.execute(guard).fetchone() != (0,)
    finally:
        elsewhere.stop()
