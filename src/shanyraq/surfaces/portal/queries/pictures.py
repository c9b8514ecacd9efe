"""Pictures and their sizes for a whole page at once: many cards cost no more queries than one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib.postgres.aggregates import JSONBAgg
from django.db.models import QuerySet
from django.db.models.functions import JSONObject
from wagtail.images.models import Filter

from shanyraq.kernel.prepared import Prepared, among, names_of, record_of
from shanyraq.surfaces.portal import models
from shanyraq.surfaces.portal.queries.teasers import Teaser


@dataclass(frozen=True, slots=True)
class Shape:
    """How a picture is cut: Wagtail's filters from small to large, and the attribute ``sizes``."""

    filters: tuple[str, ...]
    sizes: str

    @property
    def specs(self) -> tuple[str, ...]:
        """WebP in every size, then the smallest as JPEG for those who know neither."""
        return (*(f"{each}|format-webp" for each in self.filters), f"{self.filters[0]}|format-jpeg")


SHAPES = {
    "card": Shape(
        ("fill-480x320", "fill-810x540"), "(min-width: 60rem) 24rem, (min-width: 40rem) 46vw, 92vw"
    ),
    "hero": Shape(("fill-640x480", "fill-960x720", "fill-1440x1080"), "(min-width: 60rem) 40rem, 92vw"),
    "wide": Shape(("fill-768x384", "fill-1280x640", "fill-1600x800"), "(min-width: 84rem) 78rem, 92vw"),
    "body": Shape(("width-640", "width-1080"), "(min-width: 60rem) 46rem, 92vw"),
}
SHARED = "fill-1200x630|format-jpeg"
"""What Open Graph and search engines show."""

_SIZES = "_portal_sizes"
SPECS = frozenset({SHARED, *(spec for shape in SHAPES.values() for spec in shape.specs)})


@dataclass(frozen=True, slots=True)
class Size:
    """A picture in one size and format, as a template needs it; ``file`` is its name in the storage."""

    file: str
    width: int
    height: int

    @property
    def url(self) -> str:
        """The address; worked out when asked for, because a page shows few of the sizes there are."""
        field = models.PictureRendition._meta.get_field("file")  # noqa: SLF001 -- Django's documented API
        return str(field.storage.url(self.file))


def prepare(*values: Any) -> None:
    """Give every page and body picture among ``values`` its picture with all sizes. One query.

    Understands pages, occurrences, stops, and lists of them.
    """
    pages = [page for value in values for page in _pages_in(value)]
    drawn = [picture for page in pages for picture in _body_pictures(page)]
    at_hand = {each.pk: each for each in filter(None, map(_loaded, pages))}
    wanted = {page.picture_id for page in pages if page.picture_id} | {each.pk for each in drawn}
    found = _with_sizes(wanted, at_hand)
    for page in pages:
        if page.picture_id:
            page.picture = found.get(page.picture_id)
    for picture in drawn:
        picture.__dict__[_SIZES] = sizes_at_hand(found[picture.pk])


def sizes_at_hand(picture: Any) -> dict[str, Size]:
    """The sizes that ``prepare`` found, by filter."""
    return picture.__dict__.get(_SIZES, {})


def renditions_of(picture: Any, specs: Iterable[str]) -> dict[str, Any]:
    """The picture in these sizes, by filter; made now when it was never shown in one of them."""
    known = sizes_at_hand(picture)
    missing = [spec for spec in specs if spec not in known]
    return known | (picture.get_renditions(*missing) if missing else {})


def _loaded(page: Any) -> models.Picture | None:
    """The picture of a page where it came with the page; no query."""
    if isinstance(page, Teaser):
        return page.picture
    return page.picture if type(page).picture.is_cached(page) else None


def _drawn() -> QuerySet[Any, Any]:
    """Pictures, each with a list of its sizes; of one that was never shown, every value in it is empty."""
    columns = ("filter_spec", "focal_point_key", "file", "width", "height")
    sizes = JSONBAgg(JSONObject(**{name: f"renditions__{name}" for name in columns}))
    found = models.Picture.objects.filter(among("pk", "ids")).annotate(sizes=sizes)
    return found.values_list("sizes", *names_of(models.Picture))


_DRAWN = Prepared(_drawn)


def _with_sizes(ids: set[int], pictures: dict[int, models.Picture]) -> dict[int, models.Picture]:
    """Pictures by id with the sizes that exist, those already at hand among ``pictures`` built once."""
    if not ids:
        return {}
    place_of_id = names_of(models.Picture).index("id")
    for sizes, *values in _DRAWN.rows(ids=list(ids)):
        number = values[place_of_id]
        if number not in pictures:
            pictures[number] = record_of(models.Picture, tuple(values))
        picture = pictures[number]
        picture.__dict__[_SIZES] = {
            each["filter_spec"]: Size(each["file"], each["width"], each["height"])
            for each in sizes
            if each["filter_spec"] in SPECS
            and each["focal_point_key"] == _focus(picture, each["filter_spec"])
        }
    return pictures


def _focus(picture: models.Picture, spec: str) -> str:
    """What tells a size of this picture from those made before its focal point moved."""
    return Filter(spec).get_cache_key(picture) if picture.has_focal_point() else _unfocused(spec)


@cache
def _unfocused(spec: str) -> str:
    no_picture = models.Picture(collection_id=0)  # else Wagtail asks which collection is the first
    return Filter(spec).get_cache_key(no_picture)


def _pages_in(value: Any) -> Iterator[Any]:
    if isinstance(value, models.PortalPage | Teaser):
        yield value
    elif inner := getattr(value, "event", None) or getattr(value, "place", None):
        yield from _pages_in(inner)
    elif isinstance(value, list | tuple) or hasattr(value, "object_list"):
        for each in value:
            yield from _pages_in(each)


def _body_pictures(page: Any) -> Iterable[models.Picture]:
    """Pictures in the body of the page itself; bodies of pages in lists are left alone.

    A picture that was deleted since is not there any more.
    """
    if not getattr(page, "shows_body", False):
        return
    for block in page.body:
        if block.block_type == "picture":
            yield from filter(None, [block.value["image"]])
        elif block.block_type == "gallery":
            yield from filter(None, (each["image"] for each in block.value["pictures"]))
        elif block.block_type == "video":
            yield from filter(None, [block.value["poster"]])
