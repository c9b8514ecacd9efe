"""The command, from outside: what it says of good logs and of hostile ones."""

import json
from pathlib import Path

import pytest

from shanyraq.kernel.merkle.tiles import Tile, pack_entries, unpack_entries
from shanyraq_verify.command import NOT_CHECKED, NOT_PROVED, PROVED, main
from tests.shanyraq_verify.built_logs import (
    OTHER,
    PETITION,
    BuiltLog,
    Handler,
    of_signatures,
    served,
)

SIZES = (0, 1, 2, 255, 256, 257, 600, 66_000)


@pytest.mark.parametrize("size", SIZES)
def test_check_proves_a_whole_log_of_any_size(
    size: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = of_signatures(size)
    assert main(["check", str(log.write(tmp_path)), "--key", str(log.key)]) == PROVED
    assert f"recomputed from {size} entries" in capsys.readouterr().out


@pytest.mark.parametrize("earlier", [1, 255, 256, 300, 511, 512])
def test_check_goes_on_from_its_state(
    earlier: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = of_signatures(70_000)
    state = ["--state", str(tmp_path / "state")]
    folder = tmp_path / "log"
    BuiltLog(whole.entries[: 65_536 + earlier]).write(folder)
    assert main(["check", str(folder), *state]) == PROVED
    whole.write(folder, 65_536 + earlier)
    capsys.readouterr()
    assert main(["check", str(folder), *state]) == PROVED
    assert f"recomputed from {70_000 - 65_536 - earlier} entries" in capsys.readouterr().out
    assert main(["check", str(folder), *state]) == PROVED
    assert "recomputed from 0 entries" in capsys.readouterr().out


def test_a_key_of_the_first_time_is_warned_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = of_signatures(3)
    state = ["--state", str(tmp_path / "state")]
    assert main(["check", str(log.write(tmp_path / "log")), *state]) == PROVED
    assert "WARNING" in capsys.readouterr().out
    assert main(["check", str(tmp_path / "log"), *state]) == PROVED
    assert "WARNING" not in capsys.readouterr().out


def test_another_key_or_origin_proves_nothing(tmp_path: Path) -> None:
    log = of_signatures(3)
    other_key = BuiltLog(log.entries, seed=b"o" * 32).key
    other_origin = BuiltLog(log.entries, origin="elsewhere.example/logs/petitions").key
    folder = str(log.write(tmp_path))
    assert main(["check", folder, "--key", str(other_key)]) == NOT_PROVED
    assert main(["check", folder, "--key", str(other_origin)]) == NOT_PROVED
    assert main(["check", folder, "--key", "nonsense"]) == NOT_CHECKED


def _spoil(folder: Path, tile: Tile, content: bytes) -> None:
    (folder / tile.path).write_bytes(content)


@pytest.mark.parametrize(
    "tile", [Tile(-1, 0), Tile(-1, 2, 88), Tile(0, 1), Tile(0, 2, 88), Tile(1, 0, 2)], ids=str
)
def test_truncated_files_prove_nothing(tile: Tile, tmp_path: Path) -> None:
    log = of_signatures(600)
    folder = log.write(tmp_path)
    _spoil(folder, tile, (folder / tile.path).read_bytes()[:-1])
    assert main(["check", str(folder)]) == NOT_PROVED
    (folder / tile.path).unlink()
    assert main(["check", str(folder)]) == NOT_CHECKED


def test_longer_files_are_not_read(tmp_path: Path) -> None:
    folder = of_signatures(600).write(tmp_path)
    _spoil(folder, Tile(0, 0), b"x" * 10_000)
    assert main(["check", str(folder)]) == NOT_CHECKED


def test_swapped_entries_prove_nothing(tmp_path: Path) -> None:
    folder = of_signatures(600).write(tmp_path)
    entries = unpack_entries((folder / Tile(-1, 0).path).read_bytes())
    entries[0], entries[1] = entries[1], entries[0]
    _spoil(folder, Tile(-1, 0), pack_entries(entries))
    assert main(["check", str(folder)]) == NOT_PROVED


def test_a_whole_tree_under_another_root_proves_nothing(tmp_path: Path) -> None:
    log = of_signatures(600)
    folder = BuiltLog([*log.entries[:599], log.entries[0]]).write(tmp_path)
    (folder / "checkpoint").write_text(log.note(), encoding="utf-8")
    assert main(["check", str(folder)]) == NOT_PROVED


@pytest.mark.parametrize("later", [300, 301, 900])
def test_a_fork_is_seen_and_its_proof_is_shown(
    later: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = of_signatures(later)
    log.entries[5] = log.entries[6]
    earlier = of_signatures(300)
    state = ["--state", str(tmp_path / "state")]
    assert main(["check", str(earlier.write(tmp_path / "earlier")), *state]) == PROVED
    remembered = (tmp_path / "state").read_bytes()
    capsys.readouterr()
    assert main(["check", str(log.write(tmp_path / "later")), *state]) == NOT_PROVED
    said = capsys.readouterr().out
    assert "the log has forked" in said
    assert earlier.note() in said
    assert log.note() in said
    assert (tmp_path / "state").read_bytes() == remembered


def test_a_log_that_shrank_proves_nothing(tmp_path: Path) -> None:
    log = of_signatures(300)
    state = ["--state", str(tmp_path / "state")]
    assert main(["check", str(log.write(tmp_path / "log")), *state]) == PROVED
    BuiltLog(log.entries[:299]).write(tmp_path / "log")
    assert main(["check", str(tmp_path / "log"), *state]) == NOT_PROVED


def test_a_damaged_state_is_not_passed_over(tmp_path: Path) -> None:
    folder = of_signatures(3).write(tmp_path / "log")
    for damage in ("", "{}", "[]", '{"format": "shanyraq-verify state v1"}', "[" * 50_000):
        (tmp_path / "state").write_text(damage, encoding="utf-8")
        assert main(["check", str(folder), "--state", str(tmp_path / "state")]) == NOT_CHECKED


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff",
        b"null",
        b"[]",
        b'{"a":1.5}',
        b'{ "a":1}',
        b'{"b":1,"a":1}',
        b"[" * 60_000,
        b'{"a":' * 9_000,
    ],
    ids=range(9),
)
def test_an_entry_that_is_not_canonical_is_named(
    body: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = of_signatures(3)
    log.entries.append(body)
    folder = str(log.write(tmp_path))
    assert main(["check", folder]) == NOT_PROVED
    assert main(["recount", folder, PETITION, "--published", "3"]) == NOT_PROVED
    assert capsys.readouterr().out.count("entry 3: ") == 2


def _story() -> BuiltLog:
    log = BuiltLog()
    receipts = [log.sign_petition(number) for number in range(6)]
    log.sign_petition(0, OTHER)
    log.withdraw(receipts[0])
    log.sign_petition(0, salt=1)
    log.invalidate(receipts[1])
    reinstated = log.reinstate(receipts[2], log.invalidate(receipts[2]))
    log.invalidate(receipts[2], reinstated)
    log.reinstate(receipts[3], log.invalidate(receipts[3]))
    return log


def test_a_petition_is_recounted_and_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(_story().write(tmp_path))
    assert main(["recount", folder, PETITION, "--published", "4"]) == PROVED
    said = capsys.readouterr().out
    assert "What this cannot prove" in said
    assert main(["recount", folder, PETITION, "--published", "5"]) == NOT_PROVED
    assert main(["recount", folder, PETITION, "--published", "6", "--size", "7"]) == PROVED
    assert main(["recount", folder, PETITION, "--published", "5", "--size", "8"]) == PROVED
    assert main(["recount", folder, PETITION, "--published", "4", "--size", "999"]) == NOT_CHECKED
    assert main(["recount", folder, "nosuchone0", "--published", "0"]) == PROVED
    capsys.readouterr()
    assert main(["recount", folder]) == PROVED
    assert f"{PETITION}             7            1            2            4" in capsys.readouterr().out


def test_one_who_is_counted_twice_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = _story()
    log.sign_petition(4, salt=1)
    folder = str(log.write(tmp_path))
    assert main(["recount", folder, PETITION]) == NOT_PROVED
    assert f"entry {len(log.entries) - 1}: counted twice" in capsys.readouterr().out
    assert main(["recount", folder]) == NOT_PROVED
    assert main(["recount", folder, OTHER, "--published", "1"]) == PROVED


def _publish(site: Path, log: BuiltLog, count: int, size: int) -> None:
    log.write(site / "logs" / "petitions")
    file = site / "petitions" / PETITION / "count.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    stated = {"as_of": "2026-11-26T07:20:59Z", "count": count, "log_size": size, "needed": 50, "state": "x"}
    file.write_text(json.dumps(stated), encoding="utf-8")


def test_the_published_number_is_found_beside_the_log(tmp_path: Path) -> None:
    _publish(tmp_path, _story(), 6, 7)
    with served(tmp_path) as (site, _):
        address = f"{site}/logs/petitions"
        assert main(["recount", address, PETITION]) == PROVED
        _publish(tmp_path, _story(), 4, 7)
        assert main(["recount", address, PETITION]) == NOT_PROVED
        _publish(tmp_path, _story(), 4, len(_story().entries))
        assert main(["recount", address, "--compare"]) == PROVED
        _publish(tmp_path, _story(), 3, len(_story().entries))
        assert main(["recount", address, "--compare"]) == NOT_PROVED


def test_a_log_is_checked_over_http(tmp_path: Path) -> None:
    of_signatures(10_000).write(tmp_path)
    with served(tmp_path) as (site, _):
        assert main(["check", site]) == PROVED
        assert main(["check", f"{site}/nothing"]) == NOT_CHECKED


class Redirecting(Handler):
    def do_GET(self) -> None:  # noqa: N802 - the name that http.server calls
        self.send_response(302)
        self.send_header("Location", "http://localhost:1/elsewhere" + self.path)
        self.send_header("Content-Length", "0")
        self.end_headers()


class Endless(Handler):
    def do_GET(self) -> None:  # noqa: N802 - the name that http.server calls
        self.send_response(200)
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"x" * 65_536)
        except OSError:
            self.close_connection = True


class BreakingOff(Handler):
    def do_GET(self) -> None:  # noqa: N802 - the name that http.server calls
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"x")
        self.close_connection = True


@pytest.mark.parametrize("handler", [Redirecting, Endless, BreakingOff])
def test_hostile_hosts_come_to_an_end(handler: type[Handler], tmp_path: Path) -> None:
    with served(tmp_path, handler) as (site, _):
        assert main(["check", site]) == NOT_CHECKED


def test_what_a_log_says_cannot_steer_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = BuiltLog(origin="evil\x1b[2J/logs/petitions").write(tmp_path)
    assert main(["check", str(folder)]) == PROVED
    assert "\x1b" not in capsys.readouterr().out
