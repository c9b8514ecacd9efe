"""The cache as a WSGI application in front of Django's."""

from collections.abc import Callable, Iterable
from time import monotonic
from typing import Any

from django.conf import settings

from shanyraq.platform.page_cache import measures
from shanyraq.platform.page_cache.entries import Entry, make_entry
from shanyraq.platform.page_cache.generation import TICKET, Ticket
from shanyraq.platform.page_cache.keys import Key, key_of, query_keys
from shanyraq.platform.page_cache.marks import MARK, Mark
from shanyraq.platform.page_cache.store import Store, Turns
from shanyraq.platform.page_cache.watch import GenerationWatch

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

MOST_TURNS = 3


class CachedPages:
    """Answers anonymous readers from memory and passes everything else to *application*.

    What may be kept is said by the views (``marks.cacheable``) and vetted by ``PageCacheVetting``; what is
    served is decided by the generation (``watch``). Never serves when in doubt.
    """

    def __init__(self, application: Application) -> None:
        self.application = application
        self.store = Store(settings.PAGE_CACHE_BYTES)
        self.turns = Turns()
        self.watch = GenerationWatch(on_doubt=self.store.clear, on_change=self._on_change)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        key = key_of(environ)
        if key is None:
            return self.application(environ, start_response)
        generation = self._generation()
        entry = self._kept(key, generation) if generation is not None else None
        if entry is not None:
            return self._give(entry, environ, start_response, outcome="hit")
        may_keep = generation is not None and not self.store.is_unfit(key, generation)
        if not may_keep or environ["REQUEST_METHOD"] == "HEAD":
            return self._render(None, environ, start_response)
        return self._render_in_turn(key, environ, start_response)

    def _kept(self, key: Key, generation: int) -> Entry | None:
        """What may be given at once; the few threads of a process do not all wait for one rendering."""
        is_taken = self.turns.is_taken(key)
        return self.store.late(key, generation) if is_taken else self.store.get(key, generation)

    def _generation(self) -> int | None:
        """The present generation; None where nothing may be kept or served."""
        if not settings.PAGE_CACHE_ENABLED:
            return None
        generation = self.watch.known()
        if generation is None:
            measures.DOUBT.inc()
        return generation

    def _render_in_turn(self, key: Key, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        for _ in range(MOST_TURNS):
            with self.turns.take(key) as mine:
                if mine:
                    return self._render(key, environ, start_response)
            generation = self.watch.known()
            if generation is None or self.store.is_unfit(key, generation):
                break
            entry = self.store.get(key, generation)
            if entry is not None:
                return self._give(entry, environ, start_response, outcome="hit")
        return self._render(key, environ, start_response)

    def _render(self, key: Key | None, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Let the application answer; what is everybody's is kept under *key*, if there is one.

        It is also given compressed, kept or not: the mark says that it holds nothing of the reader's, so its
        length tells nothing that a stranger could not read (BREACH). All else is passed on as it is.
        """
        ticket = Ticket()
        if key is not None:
            environ[TICKET] = ticket
        started: list[tuple[Any, ...]] = []
        result = self.application(environ, lambda *given: started.append(given))
        mark: Mark | None = getattr(result, MARK, None)
        kept_under = key if key is not None and self._may_keep(key, ticket, mark) else None
        if mark is None:
            start_response(*started[-1])
            return result
        entry = make_entry(
            generation=ticket.generation or 0, expires=monotonic() + mark.seconds,
            status=started[-1][0], headers=started[-1][1], body=_whole(result), control=mark.control,
        )  # fmt: skip  # each line is one thought
        if kept_under is not None:
            self.store.put(kept_under, entry)
            self._measure()
        return self._give(entry, environ, start_response, outcome="miss" if kept_under else "")

    def _may_keep(self, key: Key, ticket: Ticket, mark: Mark | None) -> bool:
        if ticket.generation is not None and mark is not None and query_keys(key.query) <= mark.query:
            return True
        measures.UNFIT.inc()
        if ticket.generation is not None:
            self.store.mark_unfit(key, ticket.generation)
        return False

    def _give(
        self, entry: Entry, environ: Environ, start_response: StartResponse, *, outcome: str
    ) -> Iterable[bytes]:
        if outcome:
            (measures.HIT if outcome == "hit" else measures.MISS).inc()
        status, headers, body = entry.answer(environ, outcome=outcome if settings.PAGE_CACHE_TELLS else "")
        start_response(status, headers)
        return body

    def _on_change(self, generation: int) -> None:
        self.store.forget_before(generation)
        measures.GENERATION.set(generation)
        self._measure()

    def _measure(self) -> None:
        measures.BYTES.set(self.store.size)
        measures.ENTRIES.set(len(self.store))


def _whole(result: Any) -> bytes:
    try:
        return b"".join(result)
    finally:
        if hasattr(result, "close"):
            result.close()
