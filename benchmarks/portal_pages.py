"""How fast pages of the portal and of petitions are, beside what this machine can do at best.

    python -m benchmarks.portal_pages [--seconds 8]

In one run: (a) the home page, a reserve's page, a petition's and its bare count from the page cache, (b) the
same rendered each time, (c) nginx with the same bytes as a file, (d) a minimal Django view on the same web
server. Prints ratios and writes them to benchmarks/results/portal_pages.md.
"""

import argparse
import shutil
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks import machine, servers, wrk
from benchmarks.wrk import Measured

RESULT = Path(__file__).parent / "results" / "portal_pages.md"
CONNECTIONS = 16
# As many as there are workers: the time one reader waits, without a queue before the server.
QUIET_CONNECTIONS = servers.WORKERS
# nginx sends these too, so that its answers are as long
SAME = ("Content-Encoding", "Content-Security-Policy", "Vary", "ETag", "Cache-Control")
TABLE = (
    "| Page | What serves it | Requests/s | Median ms | 95 % ms | Failed |",
    "|---|---|---:|---:|---:|---:|",
)
COMPARED = ("| Page | Measure | Found | Aim |", "|---|---|---:|---:|")
GZIP = ("Accept-Encoding: gzip",)


@dataclass
class Page:
    """One page and all that was measured of it."""

    name: str
    path: str
    queries: int = 0
    size: int = 0
    is_kept: bool = False
    cached: Measured | None = None
    rendered: Measured | None = None
    quiet: Measured | None = None
    nginx: Measured | None = None
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seconds", type=int, default=8, help="of each measurement")
    parser.add_argument("paths", nargs="*", help="other pages than the home page and a reserve's")
    options = parser.parse_args(arguments)
    seconds = options.seconds
    if not wrk.is_there():
        print("portal_pages: skipped, wrk is not installed (Debian: apt install wrk).")
        return 0
    try:
        print(run(options.paths, seconds))
    except servers.BenchmarkError as error:
        print(f"portal_pages: {error}", file=sys.stderr)
        return 1
    return 0


def run(paths: Sequence[str], seconds: int) -> str:
    """Measure everything and write the result; gives its text."""
    with servers.prepared_platform():
        pages = [Page(path, path) for path in paths] or find_pages()
        for page in pages:
            page.queries = count_queries(page.path)
        measure_cached(pages, seconds)
        measure_rendered(pages, seconds)
    measure_nginx(pages, seconds)
    with servers.granian("benchmarks.minimal:application") as address:
        minimal = wrk.measure(address + "/", seconds=seconds, connections=CONNECTIONS)
    text = report(pages, minimal)
    if not paths:
        RESULT.parent.mkdir(exist_ok=True)
        RESULT.write_text(text)
    return text


def find_pages() -> list[Page]:
    """The Kazakh home page and, where the demo content is loaded, a reserve's, a petition's and its count."""
    from wagtail.models import Page as WagtailPage  # noqa: PLC0415 - Django is set up by then

    from shanyraq.domains.petitions.models import Petition  # noqa: PLC0415 - Django is set up by then

    pages = [Page("home", "/kk/")]
    reserve = WagtailPage.objects.filter(slug="otrar", locale__language_code="kk").live().first()
    address = reserve.get_url() if reserve else None
    if address:
        pages.append(Page("reserve", urlsplit(address).path))
    petition = Petition.objects.filter(state="collecting").order_by("pk").first()
    if petition:
        pages.append(Page("petition", f"/kk/petitions/{petition.public_id}/"))
        pages.append(Page("count of a petition", f"/petitions/{petition.public_id}/count.json"))
    return pages


def count_queries(path: str) -> int:
    """Queries of a rendering by a process that has served before."""
    from django.db import connection  # noqa: PLC0415 - Django is set up by then
    from django.test import Client  # noqa: PLC0415 - its models need settings
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 - opens the database's connection

    client = Client(headers={"host": "127.0.0.1"}, raise_request_exception=False)
    for _ in range(2):
        status = client.get(path).status_code
        if status != 200:
            raise servers.BenchmarkError(f"{path} answers {status}")
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


def measure_cached(pages: Sequence[Page], seconds: int) -> None:
    with servers.granian("shanyraq.config.wsgi:application") as address:
        for page in pages:
            page.is_kept = _warm(address, page)
            if page.is_kept:
                page.cached = _load(address + page.path, seconds)


def measure_rendered(pages: Sequence[Page], seconds: int) -> None:
    with servers.granian("shanyraq.config.wsgi:application", {"SHANYRAQ_PAGE_CACHE": "0"}) as address:
        for page in pages:
            _warm(address, page)
            page.rendered = _load(address + page.path, seconds)
            page.quiet = _load(address + page.path, seconds, connections=QUIET_CONNECTIONS)


def measure_nginx(pages: Sequence[Page], seconds: int) -> None:
    if shutil.which("nginx") is None:
        print("portal_pages: nginx is not installed (Debian: apt install nginx-light); left out.")
        return
    for page in pages:
        if page.body:
            with servers.nginx(page.body, page.headers) as address:
                page.nginx = _load(address, seconds)


def _load(address: str, seconds: int, *, connections: int = CONNECTIONS) -> Measured:
    wrk.measure(address, seconds=1, connections=connections, headers=GZIP)
    return wrk.measure(address, seconds=seconds, connections=connections, headers=GZIP)


def _warm(address: str, page: Page) -> bool:
    """Ask until every worker has the page; tells whether it is kept. Takes its bytes as served."""
    hits = 0
    for _ in range(100):
        connection = HTTPConnection(urlsplit(address).netloc, timeout=30)
        connection.request("GET", page.path, headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        if answer.status != 200:
            raise servers.BenchmarkError(f"{page.path} answers {answer.status}")
        if answer.headers.get("X-Page-Cache") == "hit":
            hits += 1
            page.body, page.size = body, len(body)
            page.headers = {
                name: answer.headers[name].replace('"', "'") for name in SAME if answer.headers[name]
            }
            if hits == 5 * servers.WORKERS:
                return True
        time.sleep(0.02)
    return False


def report(pages: Sequence[Page], minimal: Measured) -> str:
    load = f"{servers.WORKERS} web processes, {CONNECTIONS} connections, wrk on the same machine"
    lines = ["# Pages of the portal", "", machine.described(load), "", *TABLE]
    for page in pages:
        lines += [
            _row(page.name, "page cache", page.cached),
            _row(page.name, "rendered each time", page.rendered),
            _row(page.name, f"rendered, {QUIET_CONNECTIONS} connections", page.quiet),
            _row(page.name, "nginx, a file of the same bytes", page.nginx),
        ]
    lines += [_row("—", "minimal Django view", minimal), "", *COMPARED]
    for page in pages:
        lines += _ratios(page, minimal)
    return "\n".join(lines) + "\n"


def _ratios(page: Page, minimal: Measured) -> list[str]:
    rows = []
    if page.cached:
        share = page.cached.rate / minimal.rate
        rows.append(f"| {page.name} | cached ÷ minimal view | {share:.2f} | ≥ 0.60 |")
    if page.cached and page.nginx:
        rows.append(f"| {page.name} | cached ÷ nginx | {page.cached.rate / page.nginx.rate:.2f} | |")
    if page.cached and page.rendered:
        rows.append(f"| {page.name} | cached ÷ rendered | {page.cached.rate / page.rendered.rate:.1f} | |")
    if page.quiet:
        rows.append(f"| {page.name} | rendered, 95 % within | {page.quiet.p95:.0f} ms | ≤ 60 ms |")
    rows.append(f"| {page.name} | queries | {page.queries} | ≤ 12 |")
    rows.append(f"| {page.name} | bytes of the page, compressed | {page.size or '—'} | |")
    if not page.is_kept:
        rows.append(f"| {page.name} | kept by the page cache | no | yes |")
    return rows


def _row(page: str, what: str, measured: Measured | None) -> str:
    if measured is None:
        return f"| {page} | {what} | not measured | | | |"
    times = f"{measured.rate:.0f} | {measured.median:.1f} | {measured.p95:.1f}"
    return f"| {page} | {what} | {times} | {measured.failed} |"


if __name__ == "__main__":
    sys.exit(main())
