"""Drawing a component: its function checks the properties, its template gives the HTML.

`draw` is for tags of other rooms that end in a component, so that no template stands in between; the tags
of `{% load design %}` rest on it too.
"""

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any, Final

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

Component = Callable[..., dict[str, object]]

MOST_KEPT: Final = 2048
"""Drawings of settled components that a process keeps; about 300 bytes each."""
MOST_FILLED: Final = 1024
"""Drawings of components that hold content (cards, pictures) that a process keeps; about 2 kB each."""


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


def _rendered(component: Component, values: dict[str, object]) -> SafeString:
    return mark_safe(_template(component.__name__).render(values))  # noqa: S308 - escaped by the engine


def draw_settled(component: Component, **properties: object) -> SafeString:
    """The HTML of a component that is settled by its properties and the language; drawn once for each."""
    return _drawn_in(get_language(), component, **properties)


# By type too: text that is safe and the same text that must be escaped are equal.
@lru_cache(maxsize=MOST_KEPT, typed=True)
def _drawn_in(_language: str | None, component: Component, **properties: object) -> SafeString:
    return draw(component, **properties)


@lru_cache(maxsize=MOST_FILLED, typed=True)
def _filled_in(_language: str | None, component: Component, **values: object) -> SafeString:
    return _rendered(component, values)
