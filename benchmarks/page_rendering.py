"""What a web process spends on one page that no cache holds: processor time and queries.

    python -m benchmarks.page_rendering [name …]

One process renders pages of the demo content over and over: home, a reserve, a section, results of a search,
an edition of the library, a petition. Processor time of the process alone (not the database's), so that other
work on the machine disturbs it little; the least time disturbs it least.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Sequence
from urllib.parse import quote, urlsplit

from benchmarks import servers
from benchmarks.in_process import answer

TIMES = 60
WARMING = 5
WORD = "қазақ"


def main(arguments: Sequence[str] | None = None) -> int:
    """Render and print."""
    wanted = set(sys.argv[1:] if arguments is None else arguments)
    os.environ["SHANYRAQ_PAGE_CACHE"] = "0"
    with servers.prepared_platform():
        _build_index()
        print("| Page | Least ms | Median ms | Queries |\n|---|---:|---:|---:|")
        for name, path in addresses().items():
            if not wanted or name in wanted:
                least, median, queries = measured(path)
                print(f"| {name} | {least:.1f} | {median:.1f} | {queries} |")
    return 0


def addresses() -> dict[str, str]:
    """A page of each kind among the demo content, in Kazakh."""
    from shanyraq.domains.library.catalogue.models import Edition  # noqa: PLC0415 - Django is set up by then
    from shanyraq.domains.petitions.models import Petition  # noqa: PLC0415 - Django is set up by then
    from shanyraq.domains.petitions.states import PetitionState  # noqa: PLC0415 - Django is set up by then
    from shanyraq.surfaces.portal import models  # noqa: PLC0415 - Django is set up by then

    reserve = models.PlacePage.objects.get(slug="otrar", locale__language_code="kk")
    edition = Edition.objects.order_by("pk")[0]
    petition = Petition.objects.filter(state=PetitionState.COLLECTING).order_by("pk")[0]
    return {
        "home": "/kk/",
        "reserve": _path(reserve),
        "section": _path(reserve.get_parent()),
        "search": f"/kk/search/?q={quote(WORD)}",
        "edition": f"/kk/library/editions/{edition.public_id}/",
        "petition": f"/kk/petitions/{petition.public_id}/",
    }


def measured(path: str) -> tuple[float, float, int]:
    """The least and the median processor time in milliseconds, and the queries of one rendering."""
    from django.db import connection  # noqa: PLC0415 - Django is set up by then
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 - opens the database's connection

    times = []
    for place in range(WARMING + TIMES):
        begun = time.process_time()
        status, _body = answer(path, {})
        took = (time.process_time() - begun) * 1000
        if not status.startswith("200"):
            raise servers.BenchmarkError(f"{path} answers {status}")
        if place >= WARMING:
            times.append(took)
    with CaptureQueriesContext(connection) as captured:
        answer(path, {})
    return min(times), statistics.median(times), len(captured)


def _path(page: object) -> str:
    return urlsplit(page.get_url()).path  # type: ignore[attr-defined]  # Wagtail has no types


def _build_index() -> None:
    from django.core.management import call_command  # noqa: PLC0415 - Django is set up by then

    call_command("search", "rebuild", verbosity=0)


if __name__ == "__main__":
    sys.exit(main())
