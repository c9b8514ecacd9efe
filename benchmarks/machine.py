"""The machine that a benchmark ran on, in a line."""

import os
import platform
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

ADDITIONS = 1_000_000


def described(load: str) -> str:
    """Processor, cores, their speed, system and Python, *load* (what kept it busy) and the day."""
    model = platform.processor() or platform.machine()
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        model = next(line.partition(": ")[2] for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        pass
    cores = f"{os.cpu_count()} cores of {speed():.0f} million additions a second"
    machine = f"{model}, {cores}, {platform.system()}, Python {platform.python_version()}"
    return f"{machine}; {load}; {datetime.now(UTC):%Y-%m-%d}."


def speed() -> float:
    """Million additions a second that one core does in Python, the best of five tries.

    Machines of one name may be twice as fast on one day as on another; by this, figures of two days compare.
    """
    return max(ADDITIONS / 1e6 / _seconds_of_adding() for _ in range(5))


def _seconds_of_adding() -> float:
    before, total = time.thread_time(), 0
    for number in range(ADDITIONS):
        total += number
    return time.thread_time() - before


class Memory(NamedTuple):
    """Bytes of a process: the peak of all that lay in memory, and what is its own, mapped files left out."""

    peak: int
    own: int


NO_MEMORY = Memory(0, 0)


def largest_below(parent: int) -> Memory:
    """Memory of the largest Python process that descends from *parent* (Linux)."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            stat = (folder / "stat").read_text().rpartition(") ")[2].split()
        except OSError:
            continue
        children.setdefault(int(stat[1]), []).append(int(folder.name))
    waiting, largest = [parent], NO_MEMORY
    while waiting:
        for child in children.get(waiting.pop(), []):
            waiting.append(child)
            largest = max(largest, _memory(child))
    return largest


def _memory(process: int) -> Memory:
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return NO_MEMORY
    found = dict(line.split(":", 1) for line in lines if ":" in line)
    if not found["Name"].strip().startswith(("python", "granian")):
        return NO_MEMORY
    return Memory(*(int(found.get(name, "0 kB").split()[0]) * 1024 for name in ("VmHWM", "RssAnon")))
