"""wrk, a load generator, with the percentiles that it does not print by itself."""

import re
import shutil
import subprocess
import tempfile
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


def is_there() -> bool:
    return shutil.which("wrk") is not None


def measure(address: str, *, seconds: int, connections: int, headers: tuple[str, ...] = ()) -> Measured:
    """Load *address* with one thread and *connections* that ask again as soon as they are answered."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "report.lua"
        script.write_text(REPORT)
        given = [part for header in headers for part in ("-H", header)]
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s", "-s", str(script)]
        finished = subprocess.run([*command, *given, address], capture_output=True, text=True, check=True)
    found = re.search(r"REPORT (\d+) (\d+) (\d+) (\d+) (\d+)", finished.stdout)
    if found is None:
        raise RuntimeError(finished.stdout + finished.stderr)
    requests, duration, median, p95, failed = map(int, found.groups())
    return Measured(requests / (duration / 1e6), median / 1000, p95 / 1000, failed)
