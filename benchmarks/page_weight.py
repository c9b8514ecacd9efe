"""What the home page weighs over the wire for a reader of Kazakh, and whether anything jumps while it loads.

    python -m benchmarks.page_weight

Opens the page in Chromium with an empty cache, at a phone's and a desktop's width; writes the outcome to
benchmarks/results/page_weight.md.
"""

import os
import shutil
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from benchmarks import servers

RESULT = Path(__file__).parent / "results" / "page_weight.md"
SIZES = ((360, 740), (1280, 900))
COUNTED = ("Document", "Stylesheet", "Script", "Font")
AIM_BYTES = 250_000
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SHIFTS = """() => new Promise((resolve) => {
  let sum = 0
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value
  }).observe({ type: "layout-shift", buffered: true })
  setTimeout(() => resolve(sum), 1000)
})"""


@dataclass(frozen=True, slots=True)
class Weight:
    """Bytes by type of resource as they came over the wire, and the cumulative layout shift."""

    width: int
    bytes: Counter[str]
    shift: float

    @property
    def counted(self) -> int:
        return sum(self.bytes[kind] for kind in COUNTED)


def main() -> int:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("page_weight: skipped, Chromium is not installed.")
        return 0
    with servers.prepared_platform(), servers.granian("shanyraq.config.wsgi:application") as address:
        weights = [weigh(chromium, f"{address}/kk/", size) for size in SIZES]
    text = report(weights)
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(text)
    print(text)
    return 0


def weigh(chromium: str, address: str, size: tuple[int, int]) -> Weight:
    """Load *address* in a fresh browser and scroll through it."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - a benchmark without it still starts

    kinds: dict[str, str] = {}
    found: Counter[str] = Counter()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        width, height = size
        page = browser.new_page(viewport={"width": width, "height": height}, locale="kk-KZ")
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on(
            "Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]})
        )
        session.on(
            "Network.loadingFinished",
            lambda event: found.update(
                {kinds.get(event["requestId"], "Other"): int(event["encodedDataLength"])}
            ),
        )
        page.goto(address, wait_until="networkidle")
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        page.wait_for_load_state("networkidle")
        shift = page.evaluate(SHIFTS)
        browser.close()
    return Weight(size[0], found, float(shift))


def report(weights: list[Weight]) -> str:
    lines = ["# Weight of the home page for a reader of Kazakh", "",
             "| Width | HTML | CSS | JS | Fonts | Together | Aim | Pictures | Layout shift | Aim |",
             "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|"]  # fmt: skip  # a printed table
    for weight in weights:
        parts = " | ".join(f"{weight.bytes[kind] / 1000:.1f} kB" for kind in COUNTED)
        lines.append(
            f"| {weight.width} | {parts} | {weight.counted / 1000:.1f} kB | ≤ {AIM_BYTES / 1000:.0f} kB | "
            f"{weight.bytes['Image'] / 1000:.1f} kB | {weight.shift:.4f} | 0 |"
        )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
