"""How long a reader waits for the page of an edition that no cache holds.

    python -m benchmarks library_pages

Pages of editions all over an invented union catalogue, rendered one after the other in one process, in
Kazakh, Arabic and English. The aim is 60 ms for 95 of 100.
"""

from __future__ import annotations

import random
import statistics
import time

from benchmarks.library_shelf import shelf

RECORDS = 20_000
PAGES = 400
AIM_MS = 60.0


def main() -> int:
    """Render and print the times."""
    with shelf(RECORDS):
        times = measure()
        found = statistics.quantiles(times, n=20)
        print(
            f"edition pages, uncached, {RECORDS} editions: median {statistics.median(times):.1f} ms, "
            f"p95 {found[18]:.1f} ms (aim {AIM_MS:.0f})"
        )
    return 0


def measure() -> list[float]:
    """Milliseconds of each page."""
    from django.test import Client  # noqa: PLC0415 -- needs the settings

    from shanyraq.domains.library.catalogue.models import Edition  # noqa: PLC0415 -- needs the settings

    ids = random.Random(4).sample(list(Edition.objects.values_list("public_id", flat=True)), PAGES + 20)
    client, times = Client(), []
    for place, public_id in enumerate(ids):
        address = f"/{('kk', 'ar', 'en')[place % 3]}/library/editions/{public_id}/"
        began = time.perf_counter()
        response = client.get(address)
        took = (time.perf_counter() - began) * 1000
        assert response.status_code == 200, address
        if place >= 20:  # templates and languages are loaded by the first
            times.append(took)
    return times
