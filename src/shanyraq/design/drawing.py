"""Drawing a component: its function checks the properties, its template gives the HTML.

`draw` is for tags of other rooms that end in a component, so that no template stands in between; the tags
of `{% load design %}` rest on it too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from html import escape
from typing import Any, Final

from django.template.loader import get_template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

Component = Callable[..., dict[str, object]]

MOST_KEPT: Final = 2048
"""Drawings of settled components that a process keeps; about 300 bytes each."""
MOST_FILLED: Final = 1024
"""Drawings of components that hold content (cards, pictures) that a process keeps; about 2 kB each."""
MOST_SHAPES: Final = 512
"""Templates cut for filling in, one for each shape and language, that a process keeps; about 2 kB each."""
_BLANK: Final = re.compile("\ue000([0-9]+)\ue001")


@cache
def _template(name: str) -> Any:
    return get_template(f"design/components/{name}.html")


def draw(component: Component, *given: object, **properties: object) -> SafeString:
    """The HTML of a component; `given` is what it takes beside properties: context, content."""
    return _rendered(component, component(*given, **properties))


def draw_filled(component: Component, *given: object, **properties: object) -> SafeString:
    """The same for a component whose HTML follows from what its function returns and the language alone.

    The function is called each time; its template is rendered once for the same values. Values that cannot
    be told apart by hashing (a list among them) are drawn each time.
    """
    values = component(*given, **properties)
    try:
        return _filled_in(get_language(), component, **values)
    except TypeError:
        return _rendered(component, values)


def fill_in(template: str, texts: Mapping[str, Any], **shape: object) -> SafeString:
    """The HTML of a template with *texts* filled in, for what stands on many pages.

    The template is rendered once for each *shape* (and language), which alone its conditions may ask; of a
    text it may only say where it stands. Texts are escaped where they are not safe.
    """
    return blank(template, *texts, **shape)(*texts.values())


def blank(template: str, *names: str, **shape: object) -> Blank:
    """The same to be filled in several times, for what stands many times on one page."""
    return _blank(get_language(), template, names, **shape)


class Blank:
    """A rendered template with places for texts; called with them in their order, it gives the HTML."""

    __slots__ = ("_pieces",)

    def __init__(self, pieces: tuple[str | int, ...]) -> None:
        self._pieces = pieces

    def __call__(self, *texts: Any) -> SafeString:
        values = [escape(text) if type(text) is str else conditional_escape(text) for text in texts]
        return mark_safe("".join([values[each] if isinstance(each, int) else each for each in self._pieces]))  # noqa: S308 - escaped above


def _rendered(component: Component, values: dict[str, object]) -> SafeString:
    return mark_safe(_template(component.__name__).render(values))  # noqa: S308 - escaped by the engine


def draw_settled(component: Component, **properties: object) -> SafeString:
    """The HTML of a component that is settled by its properties and the language; drawn once for each."""
    return _drawn_in(get_language(), component, **properties)


# By type too: text that is safe and the same text that must be escaped are equal.
@lru_cache(maxsize=MOST_KEPT, typed=True)
def _drawn_in(_language: str | None, component: Component, **properties: object) -> SafeString:
    return draw(component, **properties)


@lru_cache(maxsize=MOST_SHAPES, typed=True)
def _blank(_language: str | None, template: str, names: tuple[str, ...], **shape: object) -> Blank:
    """The template around its blanks, and for each blank the place of its text."""
    blanks = {name: mark_safe(f"\ue000{place}\ue001") for place, name in enumerate(names)}  # noqa: S308 - our own sign
    drawn = get_template(template).render({**shape, **blanks})
    return Blank(tuple(int(each) if odd % 2 else each for odd, each in enumerate(_BLANK.split(drawn))))


@lru_cache(maxsize=MOST_FILLED, typed=True)
def _filled_in(_language: str | None, component: Component, **values: object) -> SafeString:
    return _rendered(component, values)
