"""How fast records go out by OAI-PMH, in each format.

    python -m benchmarks library_oai

A whole list is harvested through the view, by its resumption tokens. The aim is 2 000 records a second.
"""

from __future__ import annotations

import re
import time

from benchmarks.library_shelf import shelf

RECORDS = 20_000
AIM = 2_000
_TOKEN = re.compile(r"<resumptionToken[^>]*>([^<]+)<")


def main() -> int:
    """Harvest and print records a second."""
    with shelf(RECORDS):
        for prefix in ("oai_dc", "marc21", "unimarc"):
            number, seconds = harvest(prefix)
            assert number == RECORDS, (prefix, number)
            print(f"{prefix:<8} {number} records, {number / seconds:,.0f} records/s (aim {AIM:,})")
    return 0


def harvest(prefix: str) -> tuple[int, float]:
    """Records of a whole list and the seconds that it took."""
    from django.test import Client  # noqa: PLC0415 -- needs the settings

    client, query, number = Client(), f"verb=ListRecords&metadataPrefix={prefix}", 0
    began = time.perf_counter()
    while query:
        body = client.get(f"/oai?{query}").content.decode()
        number += body.count("<record><header>")
        found = _TOKEN.search(body)
        query = f"verb=ListRecords&resumptionToken={found[1]}" if found else ""
    return number, time.perf_counter() - began
