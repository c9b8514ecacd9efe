"""The folder of a machine: made once, kept, and refused with one line when it cannot be written."""

import os
import stat
from pathlib import Path

import pytest

from shanyraq.config.launcher.errors import CannotStart
from shanyraq.config.launcher.place import SECRETS, Place


@pytest.fixture(autouse=True)
def environment_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in SECRETS:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv(name, "x")  # so that what load_environment sets is undone afterwards
        monkeypatch.delenv(name)
    monkeypatch.setenv("SHANYRAQ_VAR", str(tmp_path / "var"))


def test_place_makes_its_keys_once_and_for_the_owner_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Place.open().load_environment()
    first = {name: os.environ[name] for name in SECRETS}
    for name in SECRETS:
        monkeypatch.delenv(name)
    Place.open().load_environment()
    assert {name: os.environ[name] for name in SECRETS} == first
    assert len(set(first.values())) == len(SECRETS)
    assert stat.S_IMODE((tmp_path / "var" / "secrets.env").stat().st_mode) == 0o600


def test_place_lets_the_environment_win(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHANYRAQ_SECRET_KEY", "given")
    Place.open().load_environment()
    assert os.environ["SHANYRAQ_SECRET_KEY"] == "given"


def test_place_that_cannot_be_written_is_refused_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("SHANYRAQ_VAR", str(tmp_path / "file" / "var"))
    with pytest.raises(CannotStart, match="cannot be written") as refused:
        Place.open()
    assert "\n" not in str(refused.value)
