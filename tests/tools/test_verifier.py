"""The verifier in one file."""

import subprocess
import sys
from pathlib import Path

from shanyraq_verify.command import NOT_PROVED, PROVED
from tests.shanyraq_verify.built_logs import PETITION, of_signatures
from tools.verifier import build


def test_one_file_checks_a_log_with_python_alone(tmp_path: Path) -> None:
    file, folder = tmp_path / "shanyraq-verify.pyz", str(of_signatures(300).write(tmp_path / "log"))
    build(file)
    for published, code in (("300", PROVED), ("301", NOT_PROVED)):
        command = [
            sys.executable,
            "-I",
            "-S",
            str(file),
            "recount",
            folder,
            PETITION,
            "--published",
            published,
        ]
        ended = subprocess.run(
            command, capture_output=True, text=True, check=False, cwd=tmp_path, env={}, timeout=120
        )
        assert (ended.returncode, ended.stderr) == (code, "")


def test_the_same_sources_give_the_same_file(tmp_path: Path) -> None:
    build(tmp_path / "one.pyz")
    build(tmp_path / "two.pyz")
    assert (tmp_path / "one.pyz").read_bytes() == (tmp_path / "two.pyz").read_bytes()
