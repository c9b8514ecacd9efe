"""The machine that a benchmark ran on, in a line."""

import os
import platform
from datetime import UTC, datetime
from pathlib import Path


def described(load: str) -> str:
    """Processor, cores, system and Python, *load* (what kept it busy) and the day."""
    model = platform.processor() or platform.machine()
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        model = next(line.partition(": ")[2] for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        pass
    machine = f"{model}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    return f"{machine}; {load}; {datetime.now(UTC):%Y-%m-%d}."


def largest_below(parent: int) -> int:
    """Bytes of memory of the largest Python process that descends from *parent* (peak, Linux)."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            stat = (folder / "stat").read_text().rpartition(") ")[2].split()
        except OSError:
            continue
        children.setdefault(int(stat[1]), []).append(int(folder.name))
    waiting, largest = [parent], 0
    while waiting:
        for child in children.get(waiting.pop(), []):
            waiting.append(child)
            largest = max(largest, _peak(child))
    return largest


def _peak(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0
    found = dict(line.split(":", 1) for line in lines if ":" in line)
    is_server = found["Name"].strip().startswith(("python", "granian"))
    return int(found.get("VmHWM", "0 kB").split()[0]) * 1024 if is_server else 0
