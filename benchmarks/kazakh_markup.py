"""How fast pages are converted: megabytes of HTML a second in each script.

    python benchmarks/kazakh_markup.py PAGE.html...

The first pass over a page meets new words; the later ones find them in the cache, as a running server does.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from shanyraq.kernel.kazakh.markup import convert
from shanyraq.kernel.kazakh.scripts import Script

_ROUNDS = 20
_PREFIX = ("/kk/", "/kk-latn/")


def speed(html: str, script: Script, rounds: int) -> float:
    """Megabytes (10⁶ bytes of UTF-8) a second over ``rounds`` conversions."""
    started = time.perf_counter()
    for _round in range(rounds):
        convert(html, script, link_prefix=_PREFIX)
    return len(html.encode()) * rounds / 1e6 / (time.perf_counter() - started)


def main() -> None:
    """Print first and later speed for all pages together."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", nargs="+", type=Path, metavar="PAGE")
    html = "\n".join(page.read_text(encoding="utf-8") for page in parser.parse_args().pages)
    for script in (Script.LATIN, Script.ARABIC):
        first, later = speed(html, script, 1), speed(html, script, _ROUNDS)
        print(f"{script.bcp47}: {first:.1f} MB/s at first, {later:.1f} MB/s with the words known")


if __name__ == "__main__":
    main()
