"""The check of sizes and names finds what it should."""

from pathlib import Path

from tools.house import LONGEST_MODULE, LONGEST_TEMPLATE, violations


def test_house_names_what_is_too_long_or_says_nothing(tmp_path: Path) -> None:
    long_module = tmp_path / "petition.py"
    long_module.write_text("x = 1\n" * (LONGEST_MODULE + 1))
    long_template = tmp_path / "page.html"
    long_template.write_text("<p>\n" * (LONGEST_TEMPLATE + 1))
    mute = tmp_path / "utils.py"
    mute.write_text("x = 1\n")
    found = list(violations(iter([long_module, long_template, mute])))
    assert len(found) == 3
    assert f"{LONGEST_MODULE + 1} lines" in found[0]
    assert f"{LONGEST_TEMPLATE + 1} lines" in found[1]
    assert "says nothing" in found[2]


def test_house_accepts_a_short_file_with_a_name(tmp_path: Path) -> None:
    path = tmp_path / "petition.py"
    path.write_text("x = 1\n" * LONGEST_MODULE)
    assert list(violations(iter([path]))) == []
