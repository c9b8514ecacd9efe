"""Bibliographic descriptions by GOST R 7.0.100-2018 and by GOST 7.1-2003."""

from __future__ import annotations

from typing import Final

from shanyraq.domains.library.catalogue.description import Description
from shanyraq.domains.library.catalogue.exports.citations.names import (
    authors_of,
    initials_first,
    inverted,
    with_role,
)

DASH: Final = ". – "
_CONTENT: Final = {
    "ru": {
        "text": "Текст", "map": "Карта", "score": "Ноты", "sound": "Звук", "video": "Видео",
        "picture": "Изображение", "direct": "непосредственный", "electronic": "электронный",
    },
    "kk": {
        "text": "Мәтін", "map": "Карта", "score": "Ноталар", "sound": "Дыбыс", "video": "Бейне",
        "picture": "Сурет", "direct": "тікелей", "electronic": "электрондық",
    },
}  # fmt: skip  # the two languages side by side
"""Kinds of content and means of access, GOST R 7.0.100-2018, 5.8 (area 0, put at the end of citations)."""


def gost_2018(told: Description) -> str:
    """The description by GOST R 7.0.100-2018 with the area of content and access at its end."""
    words = _CONTENT["kk" if "kaz" in told.languages[:1] else "ru"]
    content = words.get(told.kind, words["text"])
    access = words["electronic" if told.kind == "electronic" else "direct"]
    return f"{_joined([_opening(told), *_areas(told), f'{content} : {access}'])}."


def gost_2003(told: Description) -> str:
    """The description by GOST 7.1-2003, with the general designation of material after the title."""
    words = _CONTENT["kk" if "kaz" in told.languages[:1] else "ru"]
    designation = "Электронный ресурс" if told.kind == "electronic" else words.get(told.kind, words["text"])
    return f"{_joined([_opening(told, f' [{designation}]'), *_areas(told)])}."


def _joined(areas: list[str]) -> str:
    return DASH.join(area.rstrip(" .") if area[-1:] == "." else area for area in areas if area)


def _opening(told: Description, designation: str = "") -> str:
    """Heading and area of title: under the first author of up to three, else under the title."""
    authors = authors_of(told)
    persons = [each for each in authors if each.kind == "person"]
    heading = f"{inverted(persons[0]).rstrip('.')}. " if 0 < len(persons) <= 3 else ""
    title = ". ".join(
        part.strip(" .") for part in (told.title.text, told.part_number, told.part_title) if part
    )
    subtitle = f" : {told.subtitle}" if told.subtitle else ""
    shown = _responsibility(told)
    return f"{heading}{title}{designation}{subtitle}{f' / {shown}' if shown else ''}"


def _responsibility(told: Description) -> str:
    """As the book has it; else made of the names: all up to four authors, of more the first with [и др.]."""
    if told.responsibility:
        return told.responsibility.strip(" .")
    authors = [initials_first(each) for each in authors_of(told)]
    if len(authors) > 4:
        others = "[және т. б.]" if "kaz" in told.languages[:1] else "[и др.]"
        authors = [*authors[:2], f"{authors[2]} {others}"]
    parts = [", ".join(authors)] if authors else []
    is_kazakh = "kaz" in told.languages[:1]
    for role, kazakh, russian in (
        ("edt", "ред.", "под ред."),
        ("trl", "ауд.", "пер."),
        ("com", "құраст.", "сост."),
    ):
        people = ", ".join(initials_first(each) for each in with_role(told, role))
        if people:
            parts.append(f"{kazakh if is_kazakh else russian} {people}")
    return " ; ".join(parts)


def _areas(told: Description) -> list[str]:
    place = "; ".join(told.places)
    publisher = " : ".join(part for part in (place, " : ".join(told.publishers)) if part)
    imprint = ", ".join(part for part in (publisher, told.date or str(told.year or "")) if part)
    extent = told.extent
    if told.illustrations:
        extent = f"{extent} : {told.illustrations}"
    if told.dimensions:
        extent = f"{extent} ; {told.dimensions}"
    series = " ".join(
        f"({' ; '.join(part for part in (each.title, each.number) if part)})" for each in told.series
    )
    numbers = [f"ISBN {number}" for number in told.isbns] + [f"ISSN {number}" for number in told.issns]
    host = f"// {told.host}" if told.host else ""
    return [host, told.edition, imprint, extent.strip(" :;"), series, *numbers]
