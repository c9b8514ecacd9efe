"""Children are started together, watched, and stopped together; nothing else is touched."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from shanyraq.config.launcher.errors import CannotStart
from shanyraq.config.launcher.services import Services, require_free_port, require_no_leftovers


def test_busy_port_is_refused_in_one_line() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CannotStart, match=f"Port {port}") as refused:
            require_free_port("127.0.0.1", port)
    assert "\n" not in str(refused.value)


def test_leftovers_of_an_earlier_run_are_named(tmp_path: Path) -> None:
    note = tmp_path / "running.json"
    left = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)", "shanyraq"])
    try:
        while not Path(
            f"/proc/{left.pid}/cmdline"
        ).read_bytes():  # the name appears a moment after the process
            pass
        note.write_text(json.dumps([left.pid]))
        with pytest.raises(CannotStart, match=str(left.pid)):
            require_no_leftovers(note)
    finally:
        left.kill()
        left.wait(30)


@pytest.mark.parametrize("text", ["[]", "[999999999]", "broken", '{"a": 1}', "[1]"])
def test_note_of_processes_that_are_gone_or_not_ours_is_cleared(tmp_path: Path, text: str) -> None:
    note = tmp_path / "running.json"
    note.write_text(text)
    require_no_leftovers(note)
    assert not note.exists()


def test_child_that_ends_by_itself_ends_the_run(tmp_path: Path) -> None:
    services = Services(tmp_path / "running.json")
    services.start("clock", "calendar", "--no-such-option")
    with pytest.raises(CannotStart, match="clock"):
        services.wait()
    services.stop()
    assert not (tmp_path / "running.json").exists()


def test_stop_ends_what_was_started(tmp_path: Path) -> None:
    services = Services(tmp_path / "running.json")
    services.start("shell", "http.server", "0", "--bind", "127.0.0.1")
    child = json.loads((tmp_path / "running.json").read_text())[1]
    services.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
