"""All benchmarks of `make bench`, or those named: `python -m benchmarks page_weight`."""

import importlib
import sys
from pathlib import Path

MEASURING_DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "kazakh"
ALL = (
    "kazakh_round_trip",
    "kazakh_conflation",
    "kazakh_folding",
    "kazqad",
    "chinese_segmentation",
    "portal_pages",
    "page_rendering",
    "page_weight",
    "search_scale",
    "library_clustering",
    "imaging_tiles",
    "library_desks",
    "library_pages",
    "library_oai",
    "log_verifying",
    "petitions_load",
)
DATA = {
    "kazakh_round_trip": "*.*l*",
    "kazakh_conflation": "*.*l*",
    "kazakh_folding": "*.*l*",
    "kazqad": "kazqad-*.jsonl",
}
"""The files of the measuring data that a benchmark is given."""


def main() -> None:
    for name in sys.argv[1:] or ALL:
        print(f"\n== {name} ==", flush=True)
        data = sorted(map(str, MEASURING_DATA.glob(DATA[name]))) if name in DATA else []
        if name in DATA and not data:
            print(f"{name}: skipped, the measuring data is not in {MEASURING_DATA}.")
            continue
        sys.argv = [name, *data]
        importlib.import_module(f"benchmarks.{name}").main()


if __name__ == "__main__":
    main()
