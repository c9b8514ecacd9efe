"""The worst day: people sign as fast as they can while others read, and in the end everything is recounted.

    python -m benchmarks.petitions_load [--seconds 60] [--clients 32] [--readers 333] [--people N]

Each signer has an account, a session, a confirmed identity and a form of their own: the whole path of a
signature. Beside it, single rows that pgbench inserts into the same table: the limit of PostgreSQL on this
machine. In the end ``shanyraq-verify`` recounts the log, and the number must be that of the answers, of the
rows and of the page.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import wrk
from benchmarks.machine import described
from benchmarks.petitions_people import CSRF, TERRITORY, open_petition, signed_in_people
from benchmarks.servers import REPOSITORY, granian, prepared_platform
from shanyraq.config.launcher.cluster import binaries

RESULT = Path(__file__).parent / "results" / "petitions_load.md"
PGBENCH_SECONDS = 15
LONGEST_WAIT_SECONDS = 60
PEOPLE_A_SECOND = 1_500
"""More than can sign: nobody waits for somebody to sign."""
SETTLING_SECONDS = 3

SIGN = """
local keys, at = {{}}, 0
local threads = 0
function setup(thread) thread:set("number", threads); threads = threads + 1 end
function init()
  local line = 0
  for key in io.lines("{cookies}") do
    if line % {threads} == number then keys[#keys + 1] = key end
    line = line + 1
  end
  signed, other = 0, 0
end
local body = "csrfmiddlewaretoken={csrf}&territory={territory}"
function request()
  at = at + 1
  if at > #keys then wrk.thread:stop(); at = #keys end
  return wrk.format("POST", "{path}", {{
    ["Cookie"] = "sessionid=" .. keys[at] .. "; csrftoken={csrf}",
    ["Content-Type"] = "application/x-www-form-urlencoded", ["Accept-Language"] = "kk"}}, body)
end
function response(status, headers)
  local place = headers["Location"] or headers["location"] or ""
  if status == 302 and place:find("/signature/") then
    signed = signed + 1
  else other = other + 1 end
end
local all = {{}}
local remember = setup
function setup(thread) remember(thread); all[#all + 1] = thread end
function done(summary, latency, requests)
  local good, bad = 0, 0
  for _, thread in ipairs(all) do good = good + thread:get("signed"); bad = bad + thread:get("other") end
  io.write(string.format("REPORT %d %d %d %d %d %d\\n", good, bad, summary.duration,
    latency:percentile(50), latency:percentile(95), latency:percentile(99)))
end
"""

READ = """
local first = true
function delay() return {pause} end
function done(summary, latency, requests)
  io.write(string.format("REPORT %d %d %d %d %d %d\\n", summary.requests, summary.errors.status,
    summary.duration, latency:percentile(50), latency:percentile(95), latency:percentile(99)))
end
"""


@dataclass(frozen=True, slots=True)
class Answers:
    """How many were answered as they should, how many not; seconds; milliseconds."""

    good: int
    bad: int
    seconds: float
    median: float
    p95: float
    p99: float

    @property
    def rate(self) -> float:
        return self.good / self.seconds

    @classmethod
    def read(cls, printed: str) -> Answers:
        found = re.search(r"REPORT (\d+) (\d+) (\d+) (\d+) (\d+) (\d+)", printed)
        if found is None:
            raise RuntimeError(printed)
        good, bad, duration, *percentiles = map(int, found.groups())
        median, p95, p99 = (each / 1000 for each in percentiles)
        return cls(good, bad, duration / 1e6, median, p95, p99)


@dataclass
class Lag:
    """How long a stored signature waits until it is in the published number: looked at twice a second."""

    petition: str
    stored: list[tuple[float, int]] = field(default_factory=list)
    longest: float = 0.0

    def watch(self, stopping: threading.Event) -> None:
        from django.db import connection  # noqa: PLC0415 - the settings are named before

        while not stopping.wait(0.5):
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT count.signed, (SELECT max(id) FROM petitions_signature) "
                    "FROM petitions_petitioncount AS count "
                    "JOIN petitions_petition AS petition ON petition.id = count.petition_id "
                    "WHERE public_id = %s",
                    [self.petition],
                )
                published, newest = cursor.fetchone()
            now = time.monotonic()
            self.stored.append((now, newest or 0))
            while self.stored and self.stored[0][1] <= published:
                self.stored.pop(0)
            if self.stored:
                self.longest = max(self.longest, now - self.stored[0][0])
        connection.close()


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--clients", type=int, default=32, help="signers at once")
    parser.add_argument("--readers", type=int, default=333, help="pages read a second")
    parser.add_argument("--people", type=int, default=0, help="accounts to prepare (else 1 500 a second)")
    options = parser.parse_args(arguments)
    if not wrk.is_there():
        print("petitions_load: skipped, wrk is not installed (Debian: wrk)")
        return
    with prepared_platform(with_demo=False) as folder:
        lines = _run(folder, options)
    text = "\n".join(lines) + "\n"
    print(text)
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(text)


def _run(folder: Path, options: argparse.Namespace) -> list[str]:
    petition = open_petition()
    options.cookies = folder / "cookies"
    people = options.people or options.seconds * PEOPLE_A_SECOND
    begun = time.monotonic()
    signed_in_people(people, options.cookies)
    print(f"{people} people in {time.monotonic() - begun:.0f} s", flush=True)
    log = subprocess.Popen([sys.executable, "-m", "shanyraq.config.launcher.verifiable_log"], cwd=REPOSITORY)
    try:
        with granian("shanyraq.config.wsgi:application") as address:
            _settle(address, petition)
            signers, readers, lag = _load(address, petition, options)
            waited = _wait_for_the_log()
            rows, published = _numbers(petition)
            proof = _recounted(f"{address}/logs/petitions", petition, published)
    finally:
        log.terminate()
        log.wait()
    limit = _pgbench(petition)
    return [
        "# Signing under load",
        "",
        described("wrk, the web processes, the log and PostgreSQL share it"),
        "",
        f"{options.clients} signers at once for {signers.seconds:.0f} s, each with an account, a session,",
        "a form and an identity of their own; beside it the page of the petition was read",
        f"{readers.rate * 60:,.0f} times a minute.",
        "",
        "| | found | aim |",
        "|---|---|---|",
        f"| signatures a second, whole path | {signers.rate:,.0f} | ≥ 1 000 |",
        f"| p50, p95 of signing | {signers.median:.0f}, {signers.p95:.0f} ms | – |",
        f"| p99 of signing | {signers.p99:.0f} ms | ≤ 250 ms |",
        f"| not signed | {signers.bad} | 0 |",
        f"| p50, p99 of the page for readers | {readers.median:.1f}, {readers.p99:.1f} ms | – |",
        f"| longest wait until counted and proved | {lag.longest:.1f} s | ≤ 10 s |",
        f"| single rows by pgbench into the same table, a second | {limit:,.0f} | – |",
        f"| ours ÷ pgbench | {signers.rate / limit:.2f} | – |",
        "",
        f"Told that they signed: {signers.good:,}. Rows: {rows:,}. Published: {published:,},",
        f"{waited:.1f} s after the last one. Recounted by shanyraq-verify: {proof}.",
    ]


def _settle(address: str, petition: str) -> None:
    """Begin as on a day that has begun: every process has answered, what the people cost is on the disk."""
    from django.db import connection  # noqa: PLC0415 - the settings are named before

    for page in ("sign/", ""):
        asked = f"{address}/kk/petitions/{petition}/{page}"
        subprocess.run(
            ["wrk", "-t1", "-c16", f"-d{SETTLING_SECONDS}s", asked], capture_output=True, check=True
        )
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
    connection.close()


def _recounted(log: str, petition: str, published: int) -> str:
    """What the verifier says of the published number, as anybody asks it from outside."""
    command = [sys.executable, "-m", "shanyraq_verify", "recount", log, petition]
    finished = subprocess.run(
        [*command, "--published", str(published)], capture_output=True, text=True, check=False
    )
    if finished.returncode == 0:
        return "proved"
    return f"NOT PROVED: {finished.stdout[-400:]}{finished.stderr[-400:]}"


def _load(address: str, petition: str, options: argparse.Namespace) -> tuple[Answers, Answers, Lag]:
    threads, connections = 2, 20
    with tempfile.TemporaryDirectory() as name:
        sign, read = Path(name) / "sign.lua", Path(name) / "read.lua"
        path = f"/kk/petitions/{petition}/sign/"
        sign.write_text(
            SIGN.format(cookies=options.cookies, threads=threads, csrf=CSRF, territory=TERRITORY, path=path)
        )
        read.write_text(READ.format(pause=round(1000 * connections / options.readers)))
        lag, stopping = Lag(petition), threading.Event()
        watch = threading.Thread(target=lag.watch, args=[stopping])
        watch.start()
        common = [f"-d{options.seconds}s", "--timeout", "10s", "-s"]
        reading = subprocess.Popen(
            ["wrk", "-t1", f"-c{connections}", *common, str(read), f"{address}/kk/petitions/{petition}/"],
            stdout=subprocess.PIPE,
            text=True,
        )
        signing = subprocess.run(
            ["wrk", f"-t{threads}", f"-c{options.clients}", *common, str(sign), address],
            capture_output=True,
            text=True,
            check=True,
        )
        printed, _errors = reading.communicate()
        stopping.set()
        watch.join()
    return Answers.read(signing.stdout), Answers.read(printed), lag


def _wait_for_the_log() -> float:
    from shanyraq.platform.transparency.models import LogPending  # noqa: PLC0415 - the settings are named before

    begun = time.monotonic()
    while LogPending.objects.exists() and time.monotonic() - begun < LONGEST_WAIT_SECONDS:
        time.sleep(0.2)
    waited = time.monotonic() - begun
    time.sleep(2)  # files follow the commit
    return waited


def _numbers(petition: str) -> tuple[int, int]:
    from shanyraq.domains.petitions.models import PetitionCount, Signature  # noqa: PLC0415 - the settings are named before

    rows = Signature.objects.filter(petition__public_id=petition).count()
    return rows, PetitionCount.objects.values_list("valid", flat=True).get(petition__public_id=petition)


def _pgbench(petition: str) -> float:
    """Single-row inserts a second into the table of signatures, by as many clients as it likes best (8)."""
    from shanyraq.domains.petitions.models import Petition  # noqa: PLC0415 - the settings are named before

    number = Petition.objects.values_list("pk", flat=True).get(public_id=petition)
    script = (
        "INSERT INTO petitions_signature (petition_id, nullifier, territory_id, signed_at, salt, leaf_hash, "
        "public_name, method) VALUES "
        f"({number + 1_000_000}, sha256(random()::text::bytea), '{TERRITORY}', now(), "
        "'\\x00112233445566778899aabbccddeeff', sha256(random()::text::bytea), '', 'identity');\n"
    )
    program = binaries() / "pgbench"
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(script)
        file.flush()
        command = [str(program), "-n", "-c8", "-j2", f"-T{PGBENCH_SECONDS}", "-f", file.name]
        finished = subprocess.run(
            [*command, os.environ["DATABASE_URL"]], capture_output=True, text=True, check=True
        )
    found = re.search(r"tps = ([\d.]+)", finished.stdout)
    if found is None:
        raise RuntimeError(finished.stdout)
    return float(found[1])


if __name__ == "__main__":
    main()
