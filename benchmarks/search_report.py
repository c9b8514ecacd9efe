"""The table of ``search_scale``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from benchmarks import machine

AIMS = {
    "engine": ("≤ 20 ms", "p95 of the engine, 8 clients"),
    "page": ("≤ 60 ms", "p95 of the whole results page, 8 clients"),
    "suggestions": ("≤ 10 ms", "p95 of suggestions, 8 clients"),
    "indexing": ("≥ 10 000", "records a second indexed with analysis"),
    "memory": ("≤ 1 GB", "peak memory of a serving process, mapped parts of the index included"),
    "own memory": ("–", "memory of its own"),
    "opening": ("≤ 1 s", "opening the index"),
}
NAMES = {
    "engine 1": "engine, 1 client",
    "engine 8 threads": "engine, 8 threads of 1 process",
    "engine 8 in 2": "engine, 8 clients over 2 processes",
    "suggestions 1": "suggestions, 1 client",
    "suggestions 8 in 2": "suggestions, 8 clients over 2 processes",
    "page 1": "results page, 1 client",
    "page 8": "results page, 8 clients",
    "suggestions page 8": "suggestions over HTTP, 8 clients",
}


@dataclass
class Outcome:
    """All that was measured; times in milliseconds, sizes in bytes."""

    records: int
    load: tuple[float, float] = (0.0, 0.0)
    generated: float = 0.0
    memory: machine.Memory = machine.NO_MEMORY
    built: dict[str, Any] = field(default_factory=dict)
    measured: dict[str, dict[str, Any]] = field(default_factory=dict)
    rivals: dict[str, dict[str, Any]] = field(default_factory=dict)
    skipped: list[str] = field(default_factory=list)


def report(outcome: Outcome) -> str:
    """Everything as Markdown."""
    load = f"load average {outcome.load[0]:.1f} before and {outcome.load[1]:.1f} after"
    lines = [
        f"# Search in {outcome.records:,} records".replace(",", " "),
        "",
        machine.described(load),
        "Clients ask the next query as soon as the last is answered; they run on the same machine.",
        "",
        *_aims(outcome),
        *_latencies(outcome),
        *_ways(outcome),
        *_rivals(outcome),
        *outcome.skipped,
    ]
    return "\n".join(lines).rstrip() + "\n"


def percentile(waited: Iterable[float], share: float) -> float:
    """The time within which that share of the answers came."""
    ordered = sorted(waited)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


def _all(measured: dict[str, Any]) -> list[float]:
    return [each for waited in measured["ways"].values() for each in waited]


def _aims(outcome: Outcome) -> list[str]:
    measured, built = outcome.measured, outcome.built
    found = {
        "engine": f"{percentile(_all(measured['engine 8 in 2']), 0.95):.1f} ms",
        "page": f"{percentile(_all(measured['page 8']), 0.95):.1f} ms",
        "suggestions": f"{percentile(_all(measured['suggestions 8 in 2']), 0.95):.1f} ms",
        "indexing": f"{outcome.records / built['seconds']:.0f}",
        "memory": f"{outcome.memory.peak / 1e9:.2f} GB",
        "own memory": f"{outcome.memory.own / 1e9:.2f} GB",
        "opening": f"{measured['engine 1']['open_seconds']:.2f} s",
    }
    rows = [f"| {what} | {found[name]} | {aim} |" for name, (aim, what) in AIMS.items()]
    sizes = (
        f"Index: {built['bytes'] / 1e9:.2f} GB. Indexing took {built['seconds']:.0f} s up to the commit "
        f"({built['cpu']:.0f} s of processors), {built['with_merges']:.0f} s with the merges; "
        f"the process that built it needed {built['memory'] / 1e9:.2f} GB."
    )
    return ["| Measure | Found | Aim |", "|---|---:|---:|", *rows, "", sizes, ""]


def _latencies(outcome: Outcome) -> list[str]:
    lines = ["| What | p50 ms | p95 ms | p99 ms | a second |", "|---|---:|---:|---:|---:|"]
    for name, label in NAMES.items():
        if name in outcome.measured:
            lines.append(_row(label, outcome.measured[name]))
    return [*lines, ""]


def _row(label: str, measured: dict[str, Any]) -> str:
    waited = _all(measured)
    times = " | ".join(f"{percentile(waited, share):.1f}" for share in (0.5, 0.95, 0.99))
    return f"| {label} | {times} | {measured['rate']:.0f} |"


def _ways(outcome: Outcome) -> list[str]:
    """The engine's p95 by the kind of query."""
    alone, together = outcome.measured["engine 1"]["ways"], outcome.measured["engine 8 in 2"]["ways"]
    lines = ["| Query | asked | p95 ms, 1 client | p95 ms, 8 clients |", "|---|---:|---:|---:|"]
    for way, waited in alone.items():
        both = f"{percentile(waited, 0.95):.1f} | {percentile(together[way], 0.95):.1f}"
        lines.append(f"| {way} | {len(waited)} | {both} |")
    return [*lines, ""]


def _rivals(outcome: Outcome) -> list[str]:
    if not outcome.rivals:
        return []
    own = outcome.rivals["Shanyraq"]
    lines = [
        "| Side by side | records/s | size GB | p50 ms, 1 | p95 ms, 1 | p95 ms, 8 | p95 ÷ ours, 8 |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for name, found in outcome.rivals.items():
        alone, together = _all(found["1"]), _all(found["8"])
        ratio = percentile(together, 0.95) / percentile(_all(own["8"]), 0.95)
        lines.append(
            f"| {name} | {outcome.records / found['seconds']:.0f} | {found['bytes'] / 1e9:.2f} "
            f"| {percentile(alone, 0.5):.1f} | {percentile(alone, 0.95):.1f} "
            f"| {percentile(together, 0.95):.1f} | {ratio:.1f} |"
        )
    return [*lines, "", _fairness(), ""]


def _fairness() -> str:
    return (
        "PostgreSQL: GIN, ts_rank, the language's configuration (simple for Kazakh), ten best and counts by "
        "kind. Xapian: BM25, Snowball for Russian and English, ten best and counts by kind. Ours: twenty "
        "best, four facets, Kazakh stems and scripts, marked passages. Eight clients: of ours 8 threads of "
        "one process, of PostgreSQL 8 connections, of Xapian 8 processes."
    )
