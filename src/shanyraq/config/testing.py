"""A pytest plugin: a PostgreSQL of the test run's own, up before Django reads its settings.

With ``DATABASE_URL`` set, that server is used instead. Each parallel worker has a server of its own: a
transaction holds back the marks of the search on its whole server, also those of another database. The server
begins as a copy of a migrated one, from whose database Django makes that of the tests.
"""

import os
import secrets
import shutil
import tempfile
from pathlib import Path

from shanyraq.config.launcher.cluster import DATABASE, Cluster
from shanyraq.config.testing_template import FAST, OWN_SERVER, copy_template

pytest_plugins = ["shanyraq.config.testing_flush"]

_started: list[tuple[Cluster, Path]] = []


def _prepare() -> None:
    os.environ.setdefault("SHANYRAQ_SECRET_KEY", secrets.token_urlsafe(32))
    os.environ.setdefault("SHANYRAQ_IDENTITY_KEY", secrets.token_urlsafe(32))
    os.environ.setdefault("SHANYRAQ_LOG_KEY", secrets.token_urlsafe(32))
    os.environ.setdefault("SHANYRAQ_MODE", "test")
    folder = Path(tempfile.mkdtemp(prefix="shanyraq-test-"))
    os.environ.setdefault("SHANYRAQ_VAR", str(folder))
    is_worker = "PYTEST_XDIST_WORKER" in os.environ
    if "DATABASE_URL" not in os.environ or (is_worker and OWN_SERVER in os.environ):
        copy_template(folder / "postgres")
        cluster = Cluster(folder / "postgres", FAST)
        cluster.start()
        _started.append((cluster, folder))
        os.environ["DATABASE_URL"] = cluster.url
        os.environ[OWN_SERVER] = DATABASE


def pytest_unconfigure() -> None:
    for cluster, folder in _started:
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)
    _started.clear()


_prepare()
