"""The closed set of emblems, each a small drawing in the common hand."""

from . import animals, arts, city, halls, heights, household, monuments, pages, plants, ruins, steppe
from .sewing import Emblem

_ROOMS = (monuments, ruins, steppe, heights, household, halls, arts, pages, animals, plants, city)
EMBLEMS: dict[str, Emblem] = {name: emblem for room in _ROOMS for name, emblem in room.DRAWINGS.items()}

__all__ = ["EMBLEMS", "Emblem"]
