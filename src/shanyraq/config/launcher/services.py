"""The web server and the worker: started together, watched, stopped together."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

from shanyraq.config.launcher.errors import CannotStart

STOP_SECONDS = 10


def require_free_port(host: str, port: int) -> None:
    """:raises CannotStart: when something listens there already."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CannotStart(
                f"Port {port} on {host} cannot be used ({error.strerror}); "
                "stop what listens there or choose another one with --port."
            ) from error


def require_no_leftovers(note: Path) -> None:
    """Refuse to start beside processes that an earlier run left behind.

    :raises CannotStart: naming them, so that a person decides.
    """
    alive = [process for process in _noted(note) if _is_ours(process)]
    if alive:
        numbers = " ".join(str(process) for process in alive)
        raise CannotStart(f"An earlier run is still there; stop it first with: kill {numbers}")
    note.unlink(missing_ok=True)


def _noted(note: Path) -> list[int]:
    try:
        return [int(process) for process in json.loads(note.read_text())]
    except (OSError, ValueError, TypeError):
        return []


def _is_ours(process: int) -> bool:
    """A process number may have been given to another program since: only our own commands count."""
    try:
        return b"shanyraq" in Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        listed = subprocess.run(
            ["ps", "-p", str(process), "-o", "command="], capture_output=True, check=False
        )
        return b"shanyraq" in listed.stdout


class Services:
    """The child processes of one run."""

    def __init__(self, note: Path) -> None:
        self._note = note
        self._children: dict[str, subprocess.Popen[bytes]] = {}
        self._stopping = False

    def start(self, name: str, *command: str) -> None:
        # A session of its own keeps the terminal's Ctrl-C from the children: we stop them in order.
        self._children[name] = subprocess.Popen([sys.executable, "-m", *command], start_new_session=True)
        self._note.write_text(json.dumps([os.getpid(), *(child.pid for child in self._children.values())]))

    def wait(self) -> None:
        """Block until a signal to stop or until a child ends by itself.

        :raises CannotStart: when a child ended although nobody asked for it.
        """
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._ask_to_stop)
        while not self._stopping:
            for name, child in self._children.items():
                if child.poll() is not None:
                    raise CannotStart(f"The {name} ended with code {child.returncode}; see its lines above.")
            time.sleep(0.2)

    def wait_until_answering(self, host: str, port: int, seconds: float = 60) -> None:
        """:raises CannotStart: when the web server ends or does not listen in time."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
                if probe.connect_ex((host, port)) == 0:
                    return
            if any(child.poll() is not None for child in self._children.values()):
                return  # `wait` says which one
            time.sleep(0.1)
        raise CannotStart(f"The web server did not answer within {seconds:.0f} seconds.")

    def stop(self) -> None:
        """End what this run started, politely, then firmly; nothing else."""
        for child in self._children.values():
            if child.poll() is None:
                child.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for child in self._children.values():
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()
        self._note.unlink(missing_ok=True)

    def _ask_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping = True
