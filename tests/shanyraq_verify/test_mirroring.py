"""Copies of logs."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from shanyraq.kernel.merkle.tiles import Tile
from shanyraq_verify.command import NOT_PROVED, PROVED, main
from tests.shanyraq_verify.built_logs import BuiltLog, of_signatures, served
from tools.repository import ROOT


def test_a_copy_can_be_checked_without_the_log(tmp_path: Path) -> None:
    log = of_signatures(3_000)
    BuiltLog(log.entries[:1_000]).write(tmp_path / "log")
    copy = str(tmp_path / "copy")
    assert main(["mirror", str(tmp_path / "log"), copy]) == PROVED
    log.write(tmp_path / "log", 1_000)
    assert main(["mirror", str(tmp_path / "log"), copy]) == PROVED
    assert main(["check", copy, "--key", str(log.key)]) == PROVED
    assert (tmp_path / "copy" / "checkpoint").read_text(encoding="utf-8") == log.note()


def test_a_fork_is_not_copied_and_the_copy_stays_whole(tmp_path: Path) -> None:
    log = of_signatures(1_000)
    copy = str(tmp_path / "copy")
    assert main(["mirror", str(log.write(tmp_path / "log")), copy]) == PROVED
    fork = of_signatures(2_000)
    fork.entries[3] = fork.entries[4]
    assert main(["mirror", str(fork.write(tmp_path / "fork")), copy]) == NOT_PROVED
    assert main(["check", copy, "--key", str(log.key)]) == PROVED


def test_files_of_a_wrong_log_do_not_stay(tmp_path: Path) -> None:
    log = of_signatures(2_000)
    BuiltLog([*log.entries[:1_999], log.entries[0]]).write(tmp_path / "wrong")
    (tmp_path / "wrong" / "checkpoint").write_text(log.note(), encoding="utf-8")
    copy = tmp_path / "copy"
    assert main(["mirror", str(tmp_path / "wrong"), str(copy)]) == NOT_PROVED
    assert [file for file in copy.rglob("*") if file.is_file()] == []
    assert main(["mirror", str(log.write(tmp_path / "log")), str(copy)]) == PROVED


def test_a_copy_that_was_killed_goes_on(tmp_path: Path) -> None:
    log = of_signatures(30_000)
    log.write(tmp_path / "log")
    copy = tmp_path / "copy"
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    with served(tmp_path / "log") as (address, _):
        command = [sys.executable, "-m", "shanyraq_verify", "mirror", address, str(copy)]
        for _ in range(4):
            copying = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
            time.sleep(0.3)
            copying.send_signal(signal.SIGKILL)
            copying.wait(30)
        assert main(["mirror", address, str(copy)]) == PROVED
    assert main(["check", str(copy), "--key", str(log.key)]) == PROVED


def test_a_damaged_file_that_a_killed_copy_left_is_fetched_again(tmp_path: Path) -> None:
    log = of_signatures(2_000)
    left = tmp_path / "copy" / Tile(-1, 0).path
    left.parent.mkdir(parents=True)
    left.write_bytes(b"")
    command = ["mirror", str(log.write(tmp_path / "log")), str(tmp_path / "copy")]
    assert main(command) == NOT_PROVED
    assert main(command) == PROVED
