"""A source for the tests: pictures in a folder, some for everybody, some for one reader."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.http import HttpRequest

from shanyraq.platform.imaging import access, sources
from shanyraq.platform.imaging.sources import Decision, Picture


@dataclass
class Shelf:
    """Counts what it is asked; ``allowed`` may be changed while it serves."""

    pictures: dict[str, Picture] = field(default_factory=dict)
    allowed: set[str] = field(default_factory=set)
    holds: float = 60
    located: int = 0
    decided: list[tuple[str, str]] = field(default_factory=list)

    def put(self, name: str, path: Path, **described: object) -> None:
        self.pictures[name] = Picture(path, **({"version": "1"} | described))

    def locate(self, name: str) -> Picture | None:
        self.located += 1
        return self.pictures.get(name)

    def may_see(self, group: str, request: HttpRequest) -> Decision:
        reader = request.COOKIES.get("reader", "")
        self.decided.append((group, reader))
        return Decision(is_allowed=reader in self.allowed, holds=self.holds)


@contextmanager
def registered(prefix: str = "shelf") -> Iterator[Shelf]:
    """A shelf that is served under *prefix* as long as the block lasts."""
    shelf = Shelf()
    access.forget_everything()
    sources.register(prefix, shelf)
    try:
        yield shelf
    finally:
        sources.forget(prefix)
        access.forget_everything()
