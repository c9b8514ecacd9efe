"""What a page is made of: hero, headings, cards, tables, definitions, messages."""

from collections.abc import Sequence
from itertools import zip_longest

from django.template import Context as TemplateContext

from shanyraq.design.components.choices import (
    ALERT_KINDS,
    COLUMNS,
    HEADING_LEVELS,
    ORNAMENTS,
    TAG_KINDS,
    one_of,
)
from shanyraq.design.components.media import images_off
from shanyraq.design.parts import Column, Picture, Term

Context = dict[str, object]


def hero(
    context: TemplateContext,
    content: str,
    *,
    title: str,
    summary: str = "",
    kicker: str = "",
    picture: Picture | None = None,
    lang: str = "",
) -> Context:
    """The opening of a page, with its only level-1 heading; `content` holds its actions."""
    return {
        "content": content,
        "title": title,
        "summary": summary,
        "kicker": kicker,
        "picture": picture,
        "lang": lang,
        "preferences": context.get("preferences"),
        "LANGUAGE_CODE": context.get("LANGUAGE_CODE", ""),
    }


def section_heading(
    *,
    text: str,
    level: int = 2,
    anchor: str = "",
    href: str = "",
    link_text: str = "",
    lang: str = "",
) -> Context:
    """A heading with an optional link to all of its kind at the other end of the line."""
    one_of(level, HEADING_LEVELS, what="level")
    return {
        "text": text,
        "level": level,
        "anchor": anchor,
        "href": href,
        "link_text": link_text,
        "lang": lang,
    }


def card(
    context: TemplateContext,
    *,
    title: str,
    href: str,
    summary: str = "",
    picture: Picture | None = None,
    label: str = "",
    meta: str = "",
    lang: str = "",
    level: int = 3,
) -> Context:
    """A link to a thing with picture, label above and meta line below; the whole card is the target."""
    one_of(level, HEADING_LEVELS, what="level")
    return {
        "title": title,
        "href": href,
        "summary": summary,
        "picture": picture,
        "label": label,
        "meta": meta,
        "lang": lang,
        "level": level,
        "images_off": images_off(context),
        "LANGUAGE_CODE": context.get("LANGUAGE_CODE", ""),
    }


def card_grid(content: str, *, columns: int = 3) -> Context:
    """A grid of cards: at most `columns` side by side, one on a phone."""
    one_of(columns, COLUMNS, what="columns")
    return {"content": content, "columns": columns}


def alert(content: str, *, kind: str = "info", title: str = "") -> Context:
    """A message in the flow of the page; its kind is told by icon and word, not by colour alone."""
    one_of(kind, ALERT_KINDS, what="kind")
    icons = {"info": "info", "success": "check", "warning": "warning", "error": "warning"}
    return {"content": content, "kind": kind, "title": title, "icon": icons[kind]}


def tag(*, text: str, href: str = "", kind: str = "plain") -> Context:
    """A short label of a thing: its type, age, state."""
    one_of(kind, TAG_KINDS, what="kind")
    return {"text": text, "href": href, "kind": kind}


def table(
    *,
    caption: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[object]],
    caption_hidden: bool = False,
) -> Context:
    """A table whose first column heads the rows; on a phone each row becomes a block.

    Refuses, with ValueError, a row that has not as many cells as there are columns.
    """
    if any(len(row) != len(columns) for row in rows):
        raise ValueError("Each row of a table needs one cell for each column.")
    return {
        "caption": caption,
        "caption_hidden": caption_hidden,
        "columns": columns,
        "rows": [list(zip_longest(columns, row)) for row in rows],
    }


def definition_list(*, items: Sequence[Term]) -> Context:
    """Facts as pairs of term and definition."""
    return {"items": items}


def empty_state(
    *,
    title: str,
    text: str = "",
    href: str = "",
    link_text: str = "",
    ornament: str = "horns",
) -> Context:
    """Says that there is nothing and what can be done, under an ornament."""
    one_of(ornament, ORNAMENTS, what="ornament")
    return {"title": title, "text": text, "href": href, "link_text": link_text, "ornament": ornament}
