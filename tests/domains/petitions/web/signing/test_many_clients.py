"""Five hundred clients press at once with one identity, over HTTP, against the house's server: one counts."""

from __future__ import annotations

import datetime as dt
import os
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from importlib import import_module
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.utils import timezone

from shanyraq.domains.petitions.actions.signing import LOG
from shanyraq.domains.petitions.models import Petition, Signature
from shanyraq.platform.accounts.actions.persons import link_person
from shanyraq.platform.accounts.models import User
from shanyraq.platform.accounts.web.fresh import SESSION_KEY as SIGNED_IN_AT
from shanyraq.platform.transparency.log.sequencing import sequence_now
from tests.domains.petitions.signing_scene import (
    AT,
    iin,
    open_petition,
    published,
    recounted,
    region,
    valid_rows,
)
from tests.factories.accounts import UserFactory, identity

pytestmark = pytest.mark.django_db(transaction=True)

CLIENTS: Final = 500
TERRITORY: Final = "750000000"
START_SECONDS: Final = 60
SECRET: Final = "c" * 32
"""The cookie and the field by which a form shows that it is ours; each client has a session of its own."""

REPOSITORY: Final = Path(__file__).resolve().parents[5]


@pytest.fixture
def port() -> Iterator[int]:
    """Of a server of the house that works on the database of the tests."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number = int(probe.getsockname()[1])
    parameters = connection.get_connection_params()
    address = f"postgresql://{parameters['user']}@/{parameters['dbname']}?host={parameters['host']}"
    options = f"--interface wsgi --host 127.0.0.1 --port {number} --blocking-threads 8 --log-level warning"
    server = subprocess.Popen(
        [sys.executable, "-m", "granian", *options.split(), "shanyraq.config.wsgi:application"],
        cwd=REPOSITORY,
        env=os.environ | {"DATABASE_URL": address, "PYTHONPATH": f"{REPOSITORY}/src:{REPOSITORY}"},
    )
    try:
        _wait_for(number, server)
        yield number
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait(20)


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the server did not start")


def sessions_of(user: User, number: int) -> list[str]:
    """Cookies of *number* browsers in which *user* is signed in."""
    made = []
    for _browser in range(number):
        session = import_module(settings.SESSION_ENGINE).SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "shanyraq.platform.accounts.backends.PasswordBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session[SIGNED_IN_AT] = int(time.time())
        session.create()
        made.append(session.session_key)
    return made


def press(port: int, petition: Petition, session: str, *, gate: threading.Barrier) -> tuple[int, str]:
    """Status and destination of one client's answer; all begin together."""
    client = HTTPConnection("127.0.0.1", port, timeout=120)
    names = settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME
    cookies = "; ".join(f"{name}={value}" for name, value in zip(names, (session, SECRET), strict=True))
    body = urlencode({"territory": TERRITORY, "csrfmiddlewaretoken": SECRET})
    headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
    gate.wait()
    client.request("POST", f"/en/petitions/{petition.public_id}/sign/", body, headers)
    answer = client.getresponse()
    answer.read()
    client.close()
    return answer.status, answer.headers.get("Location", "")


def test_five_hundred_clients_with_one_identity_count_once(port: int) -> None:
    region(TERRITORY)
    region("710000000")
    petition = open_petition(signing_ends_at=timezone.now() + dt.timedelta(days=1))
    user = UserFactory()
    link_person(user=user, identity=identity(iin(1)), at=AT)
    cookies = sessions_of(user, CLIENTS)
    gate = threading.Barrier(CLIENTS, timeout=60)
    with ThreadPoolExecutor(max_workers=CLIENTS) as clients:
        pressed = [clients.submit(press, port, petition, cookie, gate=gate) for cookie in cookies]
        answers: Counter[Any] = Counter(each.result(timeout=300) for each in pressed)

    assert answers == {(302, f"/en/petitions/{petition.public_id}/signature/"): CLIENTS}
    sequence_now(LOG)
    assert Signature.objects.count() == valid_rows(petition) == 1
    assert published(petition) == recounted(petition)
    assert published(petition) == {"valid": 1, "signed": 1, "withdrawn": 0, "invalidated": 0}
