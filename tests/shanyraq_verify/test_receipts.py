"""Receipts of signers."""

from dataclasses import replace
from pathlib import Path

import pytest

from shanyraq_verify.command import NOT_CHECKED, NOT_PROVED, PROVED, main
from shanyraq_verify.receipts import Receipt
from tests.shanyraq_verify.built_logs import BuiltLog, of_signatures


def _log(tmp_path: Path) -> tuple[BuiltLog, Receipt, Path, str]:
    log = of_signatures(700)
    receipt = log.sign_petition(7)
    for number in range(1000, 1400):
        log.sign_petition(number)
    file = tmp_path / "receipt.json"
    file.write_text(receipt.text(), encoding="utf-8")
    return log, receipt, file, str(log.write(tmp_path / "log"))


def test_a_receipt_is_read_as_it_was_written(tmp_path: Path) -> None:
    _, receipt, _, _ = _log(tmp_path)
    assert Receipt.parse(receipt.text()) == receipt


def test_a_signature_is_found_by_its_receipt(tmp_path: Path) -> None:
    _, receipt, file, folder = _log(tmp_path)
    assert main(["receipt", str(file), folder]) == PROVED
    assert main(["receipt", str(file), folder, "--whole"]) == PROVED
    file.write_text(replace(receipt, index=None, checkpoint=None).text(), encoding="utf-8")
    assert main(["receipt", str(file), folder]) == NOT_CHECKED
    assert main(["receipt", str(file), folder, "--whole"]) == PROVED


@pytest.mark.parametrize(
    "change",
    [{"territory": "1"}, {"bucket": "2026-11-26T08"}, {"salt": "0" * 32}, {"index": 1}, {"salt": "x"}],
    ids=str,
)
def test_a_changed_receipt_proves_nothing(change: dict[str, object], tmp_path: Path) -> None:
    _, receipt, file, folder = _log(tmp_path)
    file.write_text(replace(receipt, **change).text(), encoding="utf-8")
    assert main(["receipt", str(file), folder]) == NOT_PROVED


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"format": "shanyraq receipt v1"}', "[" * 20_000], ids=range(5)
)
def test_what_is_no_receipt_is_not_checked(text: str, tmp_path: Path) -> None:
    _, _, file, folder = _log(tmp_path)
    file.write_text(text, encoding="utf-8")
    assert main(["receipt", str(file), folder]) == NOT_CHECKED


def test_a_signature_that_was_taken_out_later_does_not_count(tmp_path: Path) -> None:
    log, receipt, file, folder = _log(tmp_path)
    before = len(log.entries)
    log.withdraw(receipt)
    log.write(Path(folder), before)
    assert main(["receipt", str(file), folder]) == PROVED
    assert main(["receipt", str(file), folder, "--whole"]) == NOT_PROVED


def test_a_log_that_broke_the_promise_of_a_receipt_has_forked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log, receipt, file, _ = _log(tmp_path)
    del log.entries[receipt.index or 0]
    assert main(["receipt", str(file), str(log.write(tmp_path / "fork"))]) == NOT_PROVED
    said = capsys.readouterr().out
    assert "the log has forked" in said
    assert receipt.checkpoint is not None
    assert receipt.checkpoint in said
