"""wrk, a load generator, with the percentiles that it does not print by itself."""

import json
import random
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

REPORT = """
done = function(summary, latency, requests)
  local failed = summary.errors.status + summary.errors.timeout + summary.errors.read + summary.errors.connect
  io.write(string.format("REPORT %d %d %d %d %d\\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(95), failed))
end
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """Requests a second and milliseconds."""

    rate: float
    median: float
    p95: float
    failed: int


def _asking(paths: Sequence[str], headers: tuple[str, ...]) -> str:
    """Lua that goes through *paths*; wrk leaves out ``-H`` where a script makes the requests."""
    shuffled = list(paths)
    random.Random(1).shuffle(shuffled)
    listed = ",".join(json.dumps(path) for path in shuffled)
    lines = [_header(*one.split(": ", 1)) for one in headers]
    return f"""
local paths = {{{listed}}}
local at = 0
{chr(10).join(lines)}
request = function()
  at = at % #paths + 1
  return wrk.format("GET", paths[at])
end
"""


def _header(name: str, value: str) -> str:
    return f"wrk.headers[{json.dumps(name)}] = {json.dumps(value)}"


def is_there() -> bool:
    return shutil.which("wrk") is not None


def measure(
    address: str, *, seconds: int, connections: int, headers: tuple[str, ...] = (), paths: Sequence[str] = ()
) -> Measured:
    """Load *address* with one thread and *connections* that ask again as soon as they are answered.

    With *paths*, each request asks for the next of them, in a random order.
    """
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "report.lua"
        script.write_text(REPORT + (_asking(paths, headers) if paths else ""))
        given = [part for header in headers for part in ("-H", header)]
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s", "-s", str(script)]
        finished = subprocess.run([*command, *given, address], capture_output=True, text=True, check=True)
    found = re.search(r"REPORT (\d+) (\d+) (\d+) (\d+) (\d+)", finished.stdout)
    if found is None:
        raise RuntimeError(finished.stdout + finished.stderr)
    requests, duration, median, p95, failed = map(int, found.groups())
    return Measured(requests / (duration / 1e6), median / 1000, p95 / 1000, failed)
