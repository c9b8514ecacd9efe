"""Assets: what comes from npm is copied once, and told plainly when it is not there."""

import json
from pathlib import Path

import pytest

from tools import assets
from tools.repository import ROOT


def test_write_makes_the_folder_hold_exactly_the_files(tmp_path: Path) -> None:
    (tmp_path / "old.css").write_text("old")
    assert assets.write({"a.css": b"a", "fonts/b.woff2": b"b"}, tmp_path) == 3
    assert assets.write({"a.css": b"a", "fonts/b.woff2": b"b"}, tmp_path) == 0
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["a.css", "b.woff2"]


def test_main_says_in_one_line_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(assets, "MODULES", tmp_path)
    assert assets.main() == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "npm ci" in told


def test_minified_keeps_the_meaning() -> None:
    css = "/* why */\na:hover ,\nb {\n  margin: 0 auto;\n  inline-size: calc(1px + 2px);\n}\n"
    assert assets.minified(css) == "a:hover,b{margin:0 auto;inline-size:calc(1px + 2px)}"


def test_style_sheet_begins_with_the_order_of_layers() -> None:
    css = assets.style_sheet().decode()
    assert css.startswith("@layer reset,tokens,base,layout,components,adjust,print;@layer tokens{")
    assert css.count("{") == css.count("}")


def test_packages_are_pinned_and_name_no_host() -> None:
    package = json.loads((ROOT / "package.json").read_text())
    versions = [*package["dependencies"].values(), *package["devDependencies"].values()]
    assert all(version.replace(".", "").isdigit() for version in versions)
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text()
