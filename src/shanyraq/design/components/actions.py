"""Buttons, links that look like buttons, and disclosure by dialog."""

from shanyraq.design.components.choices import BUTTON_KINDS, BUTTON_TYPES, CONTROLLERS, one_of

Context = dict[str, object]


def button(
    *,
    text: str,
    kind: str = "primary",
    type: str = "submit",  # noqa: A002 - the attribute's name in HTML
    name: str = "",
    value: str = "",
    icon: str = "",
    icon_end: str = "",
    controller: str = "",
    wide: bool = False,
) -> Context:
    """A button that says what happens. `controller` attaches a script controller by its name."""
    one_of(kind, BUTTON_KINDS, what="kind")
    one_of(type, BUTTON_TYPES, what="type")
    one_of(controller, CONTROLLERS, what="controller")
    return {
        "text": text,
        "kind": kind,
        "type": type,
        "name": name,
        "value": value,
        "icon": icon,
        "icon_end": icon_end,
        "controller": controller,
        "wide": wide,
    }


def link_button(
    *,
    text: str,
    href: str,
    kind: str = "primary",
    icon: str = "",
    icon_end: str = "",
    lang: str = "",
    download: bool = False,
    wide: bool = False,
) -> Context:
    """A link with the weight of a button, for the one next step of a page."""
    one_of(kind, BUTTON_KINDS, what="kind")
    return {
        "text": text,
        "href": href,
        "kind": kind,
        "icon": icon,
        "icon_end": icon_end,
        "lang": lang,
        "download": download,
        "wide": wide,
    }


def dialog(
    content: str,
    *,
    anchor: str,
    title: str,
    opener: str,
    kind: str = "secondary",
    icon: str = "",
) -> Context:
    """A modal dialog and the link that opens it; without scripts the link jumps to the opened text."""
    one_of(kind, BUTTON_KINDS, what="kind")
    return {
        "content": content,
        "anchor": anchor,
        "title": title,
        "opener": opener,
        "kind": kind,
        "icon": icon,
    }
