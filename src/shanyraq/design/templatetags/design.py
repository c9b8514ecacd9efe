"""The components as template tags: `{% load design %}`.

All properties are keyword-only, so a misspelt one stops the template; what a property may be is said
beside the function in `shanyraq.design.components`. Tags that hold content end with `end<name>`.
"""

import functools
import inspect
from collections.abc import Callable

from django.template import Context, Library
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from shanyraq.design.components import actions, content, forms, media, navigation
from shanyraq.design.context import ChoiceGroup
from shanyraq.design.context import preference_groups as groups_of
from shanyraq.design.drawing import Component, draw, draw_filled, draw_settled, fill_in
from shanyraq.design.fonts import preloaded_files
from shanyraq.design.preferences import Preferences
from shanyraq.kernel.languages import LANGUAGES

register = Library()


def _takes_context(function: Callable[..., object]) -> bool:
    return next(iter(inspect.signature(function).parameters), "") == "context"


def _settled(component: Component) -> None:
    """Register a component without content whose HTML follows from properties and language alone."""
    tag = functools.wraps(component)(functools.partial(draw_settled, component))
    register.simple_tag(tag, name=component.__name__)


def _leaf(component: Component, *, drawn: Callable[..., SafeString] = draw) -> None:
    """Register a component without content."""
    tag = functools.wraps(component)(functools.partial(drawn, component))
    register.simple_tag(tag, takes_context=_takes_context(component), name=component.__name__)


def _block(component: Component) -> None:
    """Register a component with content, which reaches its template as `content`."""
    tag = functools.wraps(component)(functools.partial(draw, component))
    register.simple_block_tag(tag, takes_context=_takes_context(component), name=component.__name__)


SETTLED: tuple[Component, ...] = (
    actions.button,
    actions.link_button,
    media.icon,
    media.ornament,
    navigation.skip_link,
    content.section_heading,
    content.tag,
)

FILLED: tuple[Component, ...] = (media.picture, content.card)

LEAVES: tuple[Component, ...] = (
    navigation.breadcrumbs,
    navigation.filter_links,
    navigation.pagination,
    content.table,
    content.definition_list,
    content.empty_state,
    forms.form_errors,
)

BLOCKS: tuple[Component, ...] = (
    actions.dialog,
    navigation.tabs,
    content.hero,
    content.card_grid,
    content.alert,
)

for _component in SETTLED:
    _settled(_component)

for _component in FILLED:
    _leaf(_component, drawn=draw_filled)

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


@register.filter
def as_written(number: object) -> SafeString:
    """A number of several parts (90-1…90-5, 2024-04), which Arabic around it would turn: last part first."""
    return format_html('<bdi dir="ltr">{}</bdi>', number)


@register.simple_tag
def preference_groups(*, preferences: Preferences) -> tuple[ChoiceGroup, ...]:
    """The settings of the panel, the choices of these preferences marked."""
    return groups_of(preferences)


@register.simple_tag(takes_context=True)
def preferences_panel(context: Context) -> SafeString:
    """The menu in which readers choose how pages look."""
    texts = {name: context.get(name, "") for name in ("displayed_path", "preferences_action")}
    preferences = context.get("preferences") or Preferences()
    return fill_in("design/preferences_panel.html", texts, preferences=preferences)
