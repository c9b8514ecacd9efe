"""A platform as a newcomer starts it: `shanyraq run`, with its own database, folder and port."""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as default_policy
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import psycopg

from shanyraq.config.testing_template import OWN_SERVER, copy_template

START_SECONDS = 240
STOP_SECONDS = 30
KEPT_PORT = 8654  # the site's address is written into its database
RUN = ("shanyraq.config.launcher.command", "run", "--workers", "2")


@dataclass(frozen=True)
class House:
    """A running platform; ``folder`` is its SHANYRAQ_VAR."""

    address: str
    folder: Path
    environment: dict[str, str] = field(repr=False)

    @property
    def password(self) -> str:
        """The password of the accounts of the demonstration."""
        return self.environment["SHANYRAQ_STAFF_PASSWORD"]

    @property
    def log(self) -> Path:
        """What its processes say."""
        return _log_of(self.folder, self.address)

    @property
    def port(self) -> int:
        return int(self.address.rpartition(":")[2])

    def letter_to(self, recipient: str, seconds: float = 30) -> EmailMessage:
        """The newest letter to *recipient*, as the worker gave it to the mail server; waits for it.

        Call it once for each letter that is expected: what was read is put away.
        """
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            for path in sorted((self.folder / "mail").glob("*.log"), reverse=True):
                letter = message_from_bytes(path.read_bytes(), policy=default_policy)
                if letter["To"] == recipient:
                    path.unlink()
                    return letter
            time.sleep(0.1)
        raise AssertionError(f"No letter came to {recipient}")


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment_of(folder: Path, address: str, database: str | None) -> dict[str, str]:
    """What a demonstration at *address* gets from outside; without *database* it starts its own."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    made = {
        "SHANYRAQ_MODE": "demo",
        "SHANYRAQ_VAR": str(folder),
        "SHANYRAQ_ADDRESS": address,
        "SHANYRAQ_SECRET_KEY": "journeys-" + "k" * 48,
        "SHANYRAQ_IDENTITY_KEY": "journeys-" + "i" * 48,
        "SHANYRAQ_LOG_KEY": "journeys-" + "l" * 48,
        "SHANYRAQ_STAFF_PASSWORD": "journeys-" + "p" * 12,
        "DJANGO_SETTINGS_MODULE": "shanyraq.config.settings",
        "PYTHONUNBUFFERED": "1",
    }
    return kept | made | ({"DATABASE_URL": database} if database else {})


def _log_of(folder: Path, address: str) -> Path:
    return folder / f"journeys-{urlsplit(address).port}.log"


@contextmanager
def running(environment: dict[str, str], *command: str, path: str = "/health/ready") -> Iterator[House]:
    """Run a module of ours as a process until the block ends, and wait till *path* answers at all."""
    folder, address = Path(environment["SHANYRAQ_VAR"]), environment["SHANYRAQ_ADDRESS"]
    log = _log_of(folder, address)
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", *command], env=environment, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        _wait_until_answering(process, f"{address}{path}", log)
        yield House(address, folder, environment)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(STOP_SECONDS)


def _wait_until_answering(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urlopen(url, timeout=5).close()  # noqa: S310 - our own address
        except HTTPError:
            return
        except (URLError, OSError):
            time.sleep(0.2)
        else:
            return
    process.kill()
    raise RuntimeError(f"The platform did not start:\n{log.read_text(encoding='utf-8')[-3000:]}")


def _wait_until_searchable(house: House) -> None:
    """The first index of a node is built after its start; until then the search answers 503."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            urlopen(f"{house.address}/kk/search/", timeout=30).close()  # noqa: S310 - our own address
        except HTTPError as error:
            if error.code != 503:
                raise
            time.sleep(0.3)
        else:
            return
    raise RuntimeError("The search was not ready in time")


@contextmanager
def own_database(url: str) -> Iterator[str]:
    """A new database beside the one of *url*, empty or migrated; drops it afterwards.

    Gives its address.
    """
    name, migrated = f"journeys_{secrets.token_hex(4)}", os.environ.get(OWN_SERVER, "template1")
    parts = urlsplit(url)
    maintenance = parts._replace(path="/postgres").geturl()
    with psycopg.connect(maintenance, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{migrated}"')
    try:
        yield parts._replace(path=f"/{name}").geturl()
    finally:
        with psycopg.connect(maintenance, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def demonstration() -> Iterator[House]:
    """The platform with the demonstration, two web processes and the worker.

    With SHANYRAQ_JOURNEYS_VAR set to a folder, the platform lives there with a database of its own and stays
    for the next time: for the one who writes journeys and cannot wait for the demonstration each time.
    """
    kept = os.environ.get("SHANYRAQ_JOURNEYS_VAR")
    port = KEPT_PORT if kept else free_port()
    address, command = f"http://127.0.0.1:{port}", (*RUN, "--port", str(port))
    if kept:
        Path(kept).mkdir(parents=True, exist_ok=True)
        if not (Path(kept) / "postgres").exists():
            copy_template(Path(kept) / "postgres")
        with running(environment_of(Path(kept), address, None), *command) as house:
            _wait_until_searchable(house)
            yield house
        return
    folder = Path(tempfile.mkdtemp(prefix="shanyraq-journeys-"))
    try:
        with (
            own_database(os.environ["DATABASE_URL"]) as database,
            running(environment_of(folder, address, database), *command) as house,
        ):
            _wait_until_searchable(house)
            yield house
    finally:
        shutil.rmtree(folder, ignore_errors=True)
