"""The house is tidy: sizes, names, texts, no foreign hosts, no empty folders."""

from pathlib import Path

import pytest

from tools import checks
from tools.repository import ROOT, tracked

LOCKS = (
    "package-lock.json",
    *(f"requirements/{name}.txt" for name in ("build", "runtime", "embedded", "development")),
)


@pytest.mark.parametrize("check", checks.CHECKS)
def test_own_checks_find_nothing(check: object) -> None:
    assert list(check()) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_names_no_host(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert '"resolved"' not in text
    assert "--index-url" not in text
    assert "--extra-index-url" not in text


def test_no_folder_of_the_sources_is_empty() -> None:
    held = {parent for path in tracked("src") for parent in path.parents}
    empty = [
        folder
        for folder in (ROOT / "src" / "shanyraq").glob("**/")
        if folder not in held and "__pycache__" not in folder.parts and "vendor" not in folder.parts
    ]
    assert [folder for folder in empty if _has_no_file(folder)] == []


def _has_no_file(folder: Path) -> bool:
    return not any(path.is_file() for path in folder.glob("**/*"))


def test_licence_is_the_european_union_public_licence() -> None:
    assert (ROOT / "LICENCE").read_text(encoding="utf-8").startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
