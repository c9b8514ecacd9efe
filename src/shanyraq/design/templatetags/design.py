"""The components as template tags: `{% load design %}`.

All properties are keyword-only, so a misspelt one stops the template; what a property may be is said
beside the function in `shanyraq.design.components`. Tags that hold content end with `end<name>`.
"""

import functools
import inspect
from collections.abc import Callable

from django.template import Library
from django.template.loader import get_template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from shanyraq.design.components import actions, content, forms, media, navigation
from shanyraq.design.fonts import preloaded_files
from shanyraq.kernel.languages import LANGUAGES

register = Library()

Function = Callable[..., dict[str, object]]


def _takes_context(function: Callable[..., object]) -> bool:
    return next(iter(inspect.signature(function).parameters), "") == "context"


def _leaf(function: Function) -> None:
    """Register a component without content."""
    name = function.__name__
    template = f"design/components/{name}.html"
    register.inclusion_tag(template, takes_context=_takes_context(function), name=name)(function)


def _block(function: Function) -> None:
    """Register a component with content, which reaches its template as `content`."""
    name = function.__name__

    @functools.wraps(function)
    def render(*args: object, **kwargs: object) -> SafeString:
        template = get_template(f"design/components/{name}.html")
        return mark_safe(template.render(function(*args, **kwargs)))  # noqa: S308 - escaped by the engine

    register.simple_block_tag(takes_context=_takes_context(function), name=name)(render)


LEAVES: tuple[Function, ...] = (
    actions.button,
    actions.link_button,
    media.icon,
    media.ornament,
    media.picture,
    navigation.skip_link,
    navigation.breadcrumbs,
    navigation.pagination,
    content.section_heading,
    content.card,
    content.tag,
    content.table,
    content.definition_list,
    content.empty_state,
    forms.form_errors,
)

BLOCKS: tuple[Function, ...] = (
    actions.dialog,
    navigation.tabs,
    content.hero,
    content.card_grid,
    content.alert,
)

for _component in LEAVES:
    _leaf(_component)

for _component in BLOCKS:
    _block(_component)

register.simple_block_tag(takes_context=True, name="tab")(navigation.tab)
register.simple_tag(name="field")(forms.field)


@register.simple_tag
def preloaded_fonts() -> list[str]:
    """Addresses of the fonts that a page in the current language is sure to need."""
    return [static(path) for path in preloaded_files(get_language() or "")]


@register.simple_tag
def language_attributes(*, code: str) -> SafeString:
    """`lang` and `dir` of text in the language `code`; nothing when it is the interface's language."""
    if not code or code == get_language() or code not in LANGUAGES:
        return SafeString("")
    language = LANGUAGES[code]
    return format_html(' lang="{}" dir="{}"', language.bcp47, language.direction)
