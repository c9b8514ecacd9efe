"""Where an account's own things are in the rooms: links that rooms register and the account's pages show.

A room registers one function in its ``apps.py``; it is asked once a page and answers only with what this
account may open, so a link never leads to a refusal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Place:
    """A link: ``label`` in the reader's language, ``address`` a path, ``is_work`` for what staff does.

    ``group`` is the service to which it belongs, such as ``library``: its rooms show one another's places.
    """

    label: Any
    address: str
    group: str
    is_work: bool = False


Places = Callable[[HttpRequest], Iterable[Place]]
_rooms: dict[Places, str] = {}


def register_places(places: Places, *, group: str = "") -> Places:
    """Show the places of a room; registering twice changes nothing.

    :param group: where all of them belong to one service: the room is not asked for those of others.
    """
    _rooms.setdefault(places, group)
    return places


def places_of(request: HttpRequest, *, group: str = "") -> Sequence[Place]:
    """What the account of *request* may open, own things first; of one group or of all."""
    if not request.user.is_authenticated:
        return []
    asked = [room for room, service in _rooms.items() if group == "" or service in {"", group}]
    found = [place for room in asked for place in room(request)]
    chosen = [place for place in found if group in {"", place.group}]
    return sorted(chosen, key=lambda place: place.is_work)
