"""Clients of the search: threads of one process that ask one query after the other; prints what they waited.

    python -m benchmarks.search_clients {engine|suggestions|page} QUERIES CLIENTS [ADDRESS or FOLDER]

One process of ``search_scale`` each, so that its memory is that of a process that serves.
"""

from __future__ import annotations

import json
import resource
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from benchmarks import search_queries
from benchmarks.search_queries import Asked

PER_PAGE = 20
Ask = Callable[[Asked], int]
opening: list[float] = []
"""Seconds that it took to open the index; nothing for a client of pages."""


def main() -> None:
    what, path, clients, where = sys.argv[1:5]
    open_client = {"engine": engine, "suggestions": suggestions, "page": page}[what](where)
    measured = run(search_queries.read(Path(path)), int(clients), open_client)
    print(json.dumps(measured | {"open_seconds": sum(opening), "memory": _memory()}))


def run(asked: list[Asked], clients: int, open_client: Callable[[], Ask]) -> dict[str, Any]:
    """Every client asks its share; the first of them were asked before, so that nothing is opened lazily."""
    waited: dict[str, list[float]] = defaultdict(list)
    found: list[int] = []
    start = threading.Barrier(clients + 1)

    def work(share: list[Asked]) -> None:
        ask = open_client()
        for each in share[:5]:
            ask(each)
        start.wait()
        for each in share:
            begun = time.perf_counter()
            number = ask(each)
            waited[each.way].append((time.perf_counter() - begun) * 1000)
            found.append(number)

    threads = [threading.Thread(target=work, args=(asked[place::clients],)) for place in range(clients)]
    for thread in threads:
        thread.start()
    start.wait()
    begun = time.perf_counter()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - begun
    return {"ways": waited, "rate": len(asked) / seconds, "found": sum(map(bool, found)) / len(found)}


def engine(folder: str) -> Callable[[], Ask]:
    """``find``, what is kept of the twenty results, and their marked passages."""
    from benchmarks.kazqad import prepare_django  # noqa: PLC0415 - a client of pages does not need it

    prepare_django()
    from shanyraq.platform.search.engine.opening import open_index  # noqa: PLC0415 - after the settings
    from shanyraq.platform.search.queries.results import looked_up  # noqa: PLC0415 - after the settings
    from shanyraq.platform.search.queries.staff_choices import StaffChoices, built_in_stop_words  # noqa: PLC0415 - after the settings

    begun = time.perf_counter()
    searcher = open_index(Path(folder)).searcher()
    opening.append(time.perf_counter() - begun)
    choices = StaffChoices({}, built_in_stop_words(), {})

    def ask(each: Asked) -> int:
        return looked_up(searcher, wish_of(each), choices).total

    return lambda: ask


def suggestions(folder: str) -> Callable[[], Ask]:
    """Titles that begin as typed, without the question to the database."""
    from benchmarks.kazqad import prepare_django  # noqa: PLC0415 - after the settings

    prepare_django()
    from shanyraq.platform.search.engine.opening import open_index  # noqa: PLC0415 - after the settings
    from shanyraq.platform.search.queries.suggestions import looked_up  # noqa: PLC0415 - after the settings

    begun = time.perf_counter()
    searcher = open_index(Path(folder)).searcher()
    opening.append(time.perf_counter() - begun)
    return lambda: lambda each: len(looked_up(searcher, wish_of(each)))


def page(address: str) -> Callable[[], Ask]:
    """The whole page of results over one connection that is kept."""
    place = urlsplit(address)

    def open_client() -> Ask:
        connection = HTTPConnection(place.netloc, timeout=60)

        def ask(each: Asked) -> int:
            connection.request("GET", path_of(each), headers={"Accept-Encoding": "gzip"})
            answer = connection.getresponse()
            size = len(answer.read())
            if answer.status != 200:
                raise SystemExit(f"{path_of(each)} answers {answer.status}")
            return size

        return ask

    return open_client


def wish_of(each: Asked) -> Any:
    """The query as the search takes it."""
    from shanyraq.platform.search.asking.wishes import Order, Wish  # noqa: PLC0415 - after the settings

    return Wish(
        words=each.words,
        language=each.language,
        kinds=(each.kind,) if each.kind else (),
        order=Order(each.order),
        offset=(each.page - 1) * PER_PAGE,
        limit=PER_PAGE,
    )


def path_of(each: Asked) -> str:
    """The address of the query's page of results, or of its suggestions."""
    if each.way == "suggestions":
        return f"/{each.language}/search/suggestions.json?{urlencode({'q': each.words})}"
    wanted = {"q": each.words, "kind": each.kind, "page": each.page if each.page > 1 else ""}
    wanted["sort"] = each.order if each.order != "best" else ""
    given = {name: value for name, value in wanted.items() if value}
    return f"/{each.language}/search/?{urlencode(given)}"


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    main()
