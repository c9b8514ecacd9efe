"""Icons, ornaments and pictures."""

from django.template import Context as TemplateContext

from shanyraq.design.components.choices import ICON_SIZES, ORNAMENTS, one_of
from shanyraq.design.icon_names import ICONS
from shanyraq.design.parts import Picture
from shanyraq.design.preferences import Preferences

Context = dict[str, object]

MIRRORED_ICONS = frozenset({"arrow-start", "arrow-end", "chevron-start", "chevron-end", "external", "play"})


def images_off(context: TemplateContext) -> bool:
    """Whether the reader of this page asked for descriptions instead of pictures."""
    preferences = context.get("preferences")
    return isinstance(preferences, Preferences) and preferences.images == "off"


def icon(*, name: str, label: str = "", size: str = "") -> Context:
    """A line icon of the sprite; without `label` it is hidden from screen readers."""
    one_of(name, ICONS, what="name")
    one_of(size, ICON_SIZES, what="size")
    return {"name": name, "label": label, "size": size, "mirrored": name in MIRRORED_ICONS}


def ornament(*, name: str = "band") -> Context:
    """One ornament; decoration only, never behind text, at most one a view."""
    one_of(name, ORNAMENTS, what="name")
    return {"name": name}


def picture(
    context: TemplateContext,
    *,
    picture: Picture,
    priority: bool = False,
    sizes: str = "",
    bare: bool = False,
) -> Context:
    """A figure with description, caption and credit; `priority` loads it at once, `bare` drops the caption.

    With images off the description stands in the place of the picture.
    """
    return {
        "picture": picture,
        "priority": priority,
        "sizes": sizes or picture.sizes,
        "bare": bare,
        "images_off": images_off(context),
        "LANGUAGE_CODE": context.get("LANGUAGE_CODE", ""),
    }
