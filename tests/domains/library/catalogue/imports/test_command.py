"""``shanyraq library import`` and ``harvest`` at the command line."""

import csv
import io
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from shanyraq.domains.library.catalogue.management.commands.library import subcommands
from shanyraq.domains.library.catalogue.models import ImportRun, Record
from shanyraq.domains.library.network.models import Library
from tests.domains.library.catalogue.imports.conftest import book


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("library", *arguments, stdout=out)
    return out.getvalue()


def test_subcommands_are_found() -> None:
    assert {"harvest", "import"} <= set(subcommands())


def test_import_prints_its_sum(member: Library, tmp_path: Path) -> None:
    file = tmp_path / "books.mrc"
    file.write_bytes(book("1") + book("2"))
    printed = run("import", str(file), "--member", "pilot", "--profile", "marc21")
    assert (
        "2 records read: 2 created, 0 changed, 0 unchanged, 0 deleted, 0 refused; 0 with warnings" in printed
    )
    assert Record.objects.count() == 2


def test_dry_run_says_that_nothing_was_stored(member: Library, tmp_path: Path) -> None:
    file = tmp_path / "books.mrc"
    file.write_bytes(book("1"))
    printed = run("import", str(file), "--member", "pilot", "--profile", "marc21", "--dry-run")
    assert "1 records read (trial: nothing was stored)" in printed
    assert Record.objects.count() == 0


def test_refused_records_give_exit_code_3_and_a_table(member: Library, tmp_path: Path) -> None:
    file, table = tmp_path / "books.mrc", tmp_path / "refused.csv"
    file.write_bytes(book("1") + b"=cmd()" * 10 + b"\x1d" + book("1"))
    with pytest.raises(CommandError) as failed:
        run("import", str(file), "--member", "pilot", "--profile", "marc21", "--refused", str(table))
    assert failed.value.returncode == 3
    rows = list(csv.reader(table.open(encoding="utf-8")))
    assert rows == [
        ["record", "offset", "control_number", "code", "detail"],
        ["2", str(len(book("1"))), "", "garbage", "garbage"],
        ["3", str(len(book("1")) + 61), "1", "repeated_number", "repeated_number: 1"],
    ]


@pytest.mark.parametrize(
    ("member_code", "profile", "told"),
    [
        ("nobody", "marc21", "no member has the code 'nobody'"),
        ("pilot", "marc22", "no profile has the code 'marc22'"),
    ],
)
def test_unknown_codes_are_told(
    member: Library, tmp_path: Path, member_code: str, profile: str, told: str
) -> None:
    file = tmp_path / "books.mrc"
    file.write_bytes(book("1"))
    with pytest.raises(CommandError, match=told) as failed:
        run("import", str(file), "--member", member_code, "--profile", profile)
    assert failed.value.returncode == 1


def test_file_that_is_no_marc_fails(member: Library, tmp_path: Path) -> None:
    file = tmp_path / "books.txt"
    file.write_text("Абай жолы", encoding="utf-8")
    with pytest.raises(CommandError, match="not_marc"):
        run("import", str(file), "--member", "pilot", "--profile", "marc21")
    with pytest.raises(CommandError, match="No such file"):
        run("import", str(tmp_path / "none.mrc"), "--member", "pilot", "--profile", "marc21")


def test_resume_without_interrupted_import_is_told(member: Library, tmp_path: Path) -> None:
    file = tmp_path / "books.mrc"
    file.write_bytes(book("1"))
    with pytest.raises(CommandError, match="no interrupted import"):
        run("import", str(file), "--member", "pilot", "--profile", "marc21", "--resume")
    assert ImportRun.objects.count() == 0


def test_what_was_brought_in_comes_out_byte_for_byte(member: Library, tmp_path: Path) -> None:
    source, target = tmp_path / "books.mrc", tmp_path / "again.mrc"
    source.write_bytes(book("1") + book("2", "Қан мен тер"))
    run("import", str(source), "--member", member.code, "--profile", "marc21")
    assert run("export", str(target), "--member", member.code) == "2 records written.\n"
    assert target.read_bytes() == source.read_bytes()
    with pytest.raises(CommandError):
        run("export", str(target), "--member", member.code)
    other = tmp_path / "again.xml"
    assert run("export", str(other), "--member", member.code, "--format", "marcxml") == "0 records written.\n"
