"""What can be served: rooms register where their pictures lie and who may see them.

A room calls ``register("page", source)`` in its ``apps.py``; the picture ``page:12.3f`` is then asked for as
``/iiif/3/page:12.3f/…``, and the source is asked for ``12.3f``. The platform knows no room.

Two questions, so that tiles are quick and yet every request is checked (``access.py``):

- ``locate(name)``: where the picture lies and under which ``group`` access to it is decided. Public pictures
  have no group: nobody is asked who they are. Remembered by this process for ``holds`` seconds.
- ``may_see(group, request)``: whether this reader may see pictures of the group (a book, say). ``request`` is
  a Django request with session, user, cookies and address. Remembered for ``holds`` seconds for this group
  and this reader (cookies, authorisation, address): a page of forty tiles costs one decision.

What a takedown or the end of a loan changes holds on the node where it was done from the next request on,
if the room calls ``changes.tell_on_commit``; on other nodes after ``holds`` seconds at most; in shared caches
(proxies, CDN) after ``shared_seconds``, where a public picture gives any.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from django.http import HttpRequest

SEPARATOR = ":"
HOLDS_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that can be served.

    ``path``: a pyramid from ``pyramids.make_pyramid`` on this machine (another picture works too, but
    slowly). ``version``: changes with the content; part of the ETag. ``group``: what access is decided by;
    None for everybody. ``is_immutable``: another content would get another identifier, so that a copy never
    ages. ``rights``: the address of a licence. ``shared_seconds``: for how long a shared cache may give a
    public picture out without asking here; None for as long as the reader's own browser may.
    """

    path: Path
    version: str
    group: str | None = None
    is_immutable: bool = True
    rights: str | None = None
    holds: float = HOLDS_SECONDS
    shared_seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """``is_allowed``, for ``holds`` seconds (0: ask every time). ``is_known_reader`` tells 403 from 401."""

    is_allowed: bool
    is_known_reader: bool = True
    holds: float = HOLDS_SECONDS


class Source(Protocol):
    """What a room registers."""

    def locate(self, name: str) -> Picture | None:
        """The picture of this name, or None (404). *name* is what a stranger typed, at most 200 letters."""
        ...

    def may_see(self, group: str, request: HttpRequest) -> Decision:
        """Whether the reader behind *request* may see the pictures of *group*; not asked for public ones."""
        ...


_sources: dict[str, Source] = {}


def register(prefix: str, source: Source) -> None:
    """Serve the pictures ``prefix:…`` from *source*; registering the same prefix again replaces it."""
    if not prefix.isalnum() or not prefix.isascii():
        raise ValueError(f"a prefix of pictures is ASCII letters and digits, not {prefix!r}")
    _sources[prefix] = source


def forget(prefix: str) -> None:
    """Serve the pictures of *prefix* no longer."""
    _sources.pop(prefix, None)


def source_of(identifier: str) -> tuple[Source, str] | None:
    """The source and the name within it."""
    prefix, separator, name = identifier.partition(SEPARATOR)
    source = _sources.get(prefix) if separator and name else None
    return (source, name) if source else None
