"""What a card says of a page: the words and the picture that design's card is fed with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from shanyraq.design import parts
from shanyraq.surfaces.portal import models
from shanyraq.surfaces.portal.queries.addresses import address_of
from shanyraq.surfaces.portal.queries.pictures import SHAPES, renditions_of

KINDS: dict[str, Any] = {
    "NewsPage": _("News"),
    "EventPage": _("Event"),
    "PersonPage": _("Person"),
    "CollectionPage": _("Collection"),
    "ExhibitionPage": _("Exhibition"),
    "StoryPage": _("Story"),
    "RoutePage": _("Route"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The properties of design's card; ``lang`` is the language of title, summary and picture."""

    title: str
    href: str
    summary: str
    picture: parts.Picture | None
    label: str
    meta: str
    lang: str


def card_of(page: Any, language: str, *, shape: str = "card") -> Card:
    """The card of a page or ``Teaser`` of the tree of ``language``."""
    return Card(
        title=page.title,
        href=address_of(page, language),
        summary=page.summary,
        picture=picture_of(page, shape=shape),
        label=label_of(page),
        meta=meta_of(page),
        lang=page.content_language,
    )


def label_of(page: Any) -> str:
    """What the page is, in the language in force: its type where its kind has types, else its kind."""
    kind = getattr(page, "kind", "") or type(page).__name__
    types = getattr(getattr(models, kind, None), "Type", None)
    if types is not None and page.type:
        return str(types(page.type).label)
    return str(KINDS.get(kind, ""))


def meta_of(page: Any) -> str:
    """The small line under the summary: date, years, maker, age. Empty for what has none."""
    describe = _META.get(getattr(page, "kind", "") or type(page).__name__)
    return describe(page) if describe else ""


def picture_of(page: Any, *, shape: str = "card") -> parts.Picture | None:
    """The page's picture for design, ``None`` for a page without one."""
    if page.picture is None:
        return None
    description, credit = page.picture_text
    return drawn(
        page.picture,
        description=description or page.title,
        credit=credit,
        shape=shape,
        language=page.content_language,
    )


def drawn(
    picture: Any, *, description: str, credit: str = "", caption: str = "", shape: str, language: str
) -> parts.Picture:
    """A picture in all sizes of a shape (see ``queries.pictures``); WebP first, JPEG as the address."""
    sizes = SHAPES[shape]
    found = renditions_of(picture, sizes.specs)
    fallback = found[sizes.specs[-1]]
    by_width = {found[spec].width: found[spec].url for spec in sizes.specs[:-1]}
    return parts.Picture(
        url=fallback.url,
        width=fallback.width,
        height=fallback.height,
        description=description,
        credit=credit,
        caption=caption,
        srcset=", ".join(f"{url} {width}w" for width, url in by_width.items()),
        sizes=sizes.sizes,
        language=language,
    )


def years(first: Any, last: Any) -> str:
    """``870–950``; a person still alive or a single year gives one year; ISO dates give their year."""
    found = [str(each).partition("-")[0] for each in (first, last) if each]
    return "–".join(dict.fromkeys(found))


def days(first: Any, last: Any) -> str:
    """Two dates in the form of the language in force; empty without any."""
    found = [date_format(each, "DATE_FORMAT") for each in (first, last) if each]
    return " – ".join(dict.fromkeys(found))


def ages(story: Any) -> str:
    """``6–9 years`` in the language in force; empty where the age is not said."""
    bounds = [str(each) for each in (story.age_from, story.age_to) if each is not None]
    if not bounds:
        return ""
    count = story.age_to or story.age_from
    return ngettext("%(age)s year", "%(age)s years", count) % {"age": "–".join(dict.fromkeys(bounds))}


def reading_time(story: Any) -> str:
    """``5 minutes`` in the language in force; empty where it is not said."""
    if not story.minutes:
        return ""
    return ngettext("%(count)s minute", "%(count)s minutes", story.minutes) % {"count": story.minutes}


def joined(*words: str) -> str:
    """Words on one line, each isolated, so that a number beside a date stays whole from right to left."""
    return " · ".join(_isolated(word) for word in words if word)


def _isolated(word: str) -> str:
    """An isolate without letters would run from left to right; years run as the page does."""
    if not any(letter.isalpha() for letter in word):
        return word
    return f"\N{FIRST STRONG ISOLATE}{word}\N{POP DIRECTIONAL ISOLATE}"


_META: dict[str, Callable[[Any], str]] = {
    "NewsPage": lambda page: date_format(page.date, "DATE_FORMAT"),
    "DocumentPage": lambda page: joined(page.number, days(page.date, None)),
    "ExhibitionPage": lambda page: days(page.first_date, page.last_date),
    "PersonPage": lambda page: years(page.born, page.died),
    "WorkPage": lambda page: joined(page.maker_names, years(page.year, page.year_to)),
    "StoryPage": lambda page: joined(ages(page), reading_time(page)),
}
