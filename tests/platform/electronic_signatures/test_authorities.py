"""Who is trusted lies in one folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from shanyraq.platform.electronic_signatures.authorities import authorities, is_offered
from shanyraq.platform.electronic_signatures.checks import check_electronic_signatures
from tests.platform.electronic_signatures.authority_scene import Authority


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.ELECTRONIC_SIGNATURES_FOLDER = str(tmp_path)
    return tmp_path


def test_nobody_is_trusted_from_the_start(settings: Any) -> None:
    assert not is_offered()
    assert authorities().roots == ()


def test_the_folder_is_read_anew_when_it_changes(folder: Path) -> None:
    assert not is_offered()
    made = Authority()
    made.trust(folder)
    assert [each.self_issued for each in authorities().roots] == ["yes"] or len(authorities().roots) == 1
    assert len(authorities().others) == 1
    (folder / "root.pem").unlink()
    assert not is_offered()
    (folder / "both.pem").write_bytes(made.root.pem + made.issuer.pem)
    os.utime(folder / "both.pem", (1, 1))
    assert is_offered()


def test_a_bad_file_is_passed_over_and_reported(folder: Path, settings: Any) -> None:
    made = Authority()
    made.trust(folder)
    (folder / "notes.txt").write_text("not looked at")
    assert check_electronic_signatures() == []
    (folder / "bad.cer").write_bytes(b"no certificate")
    (folder / "person.pem").write_bytes(made.issue().pem)
    assert len(authorities().roots) == 1
    assert [error.id for error in check_electronic_signatures()] == ["electronic_signatures.E001"] * 2
    settings.ELECTRONIC_SIGNATURES_SILENCE = "maybe"
    assert check_electronic_signatures()[-1].id == "electronic_signatures.E002"
