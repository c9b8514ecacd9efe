"""The facts of an edition in the words of the reader's language, in the order in which a catalogue tells
them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from shanyraq.domains.library.catalogue.description import Agent, Description, Subject
from shanyraq.domains.library.catalogue.queries.authorities import NOWHERE, Linked
from shanyraq.domains.library.catalogue.queries.shown import ShownEdition, direct_name
from shanyraq.domains.library.catalogue.wording.languages import (
    bcp47,
    direction,
    language_name,
    script_name,
    script_of,
)
from shanyraq.domains.library.catalogue.wording.words import role_name
from shanyraq.kernel.errors import Refusal
from shanyraq.kernel.identifiers import isbn_10, parse_isbn


@dataclass(frozen=True, slots=True)
class Value:
    """A text of a fact; ``href`` leads to more of it, ``lang`` and ``direction`` are those of the text."""

    text: str
    href: str = ""
    lang: str = ""
    direction: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A term with its values."""

    term: str
    values: tuple[Value, ...]


def facts_of(edition: ShownEdition, links: Linked = NOWHERE) -> list[Fact]:
    """Everything that the description tells, but the title and who made it."""
    told = edition.described
    rows = (*_making(told, edition), *_form(told), *_numbers(told), *_about(told, links))
    return [fact for fact in rows if fact.values]


def makers_of(told: Description, links: Linked = NOWHERE) -> list[Value]:
    """Everybody who made it, with their parts in it and a link to all that they made."""
    return [_maker(agent, links.agents.get(place, "")) for place, agent in enumerate(told.agents)]


def other_titles(edition: ShownEdition) -> list[Value]:
    """The title in other scripts, parallel and other titles, each once."""
    told = edition.described
    headings = (told.title, *told.other_titles)
    found = [text for heading in headings for text in heading.texts]
    unique = [text for text in dict.fromkeys(found) if text and text != told.title.text]
    return [_foreign(text, told.languages[:1]) for text in unique]


def subjects_of(told: Description, links: Linked) -> list[Value]:
    """Subjects with links to all about them."""
    return [
        Value(subject.text, subject_address(subject, links.of_subject(subject)), **_marks(subject.text))
        for subject in told.subjects
        if subject.text
    ]


def person_address(name: str, public_id: str = "") -> str:
    """The page of a person or body; without an authority all that is found by the name in the record."""
    if public_id:
        return reverse("library_catalogue:person", args=[public_id])
    return f"{reverse('library_catalogue:person_by_name')}?{urlencode({'name': name})}"


def subject_address(subject: Subject, public_id: str = "") -> str:
    """All editions about a subject, by its authority where there is one."""
    if public_id:
        return reverse("library_catalogue:subject", args=[public_id])
    return f"{reverse('library_catalogue:subject_by_name')}?{urlencode({'name': subject.text})}"


def _maker(agent: Agent, public_id: str) -> Value:
    roles = ", ".join(dict.fromkeys(filter(None, map(role_name, agent.roles))))
    name = direct_name(agent)
    note = ", ".join(part for part in (agent.dates.strip(" ,."), roles) if part)
    return Value(name, person_address(agent.name.text, public_id), note=note, **_marks(name))


def _making(told: Description, edition: ShownEdition) -> Iterator[Fact]:
    yield Fact(
        pgettext("of a publication", "Statement of responsibility"), _texts([told.responsibility], told)
    )
    yield Fact(_("Edition"), _texts([told.edition], told))
    publication = ": ".join(filter(None, ["; ".join(told.places), "; ".join(told.publishers)]))
    dated = ", ".join(filter(None, [publication, edition.date]))
    yield Fact(_("Published"), _texts([dated], told))
    yield Fact(_("Language"), tuple(Value(language_name(code)) for code in told.languages))
    yield Fact(_("Translated from"), tuple(Value(language_name(code)) for code in told.original_languages))
    yield Fact(_("Script"), tuple(Value(script_name(code)) for code in told.scripts))
    yield Fact(_("Original title"), _texts([told.original_title or told.uniform_title], told))
    yield Fact(_("In"), _texts([told.host], told))


def _form(told: Description) -> Iterator[Fact]:
    extent = "; ".join(filter(None, [told.extent, told.illustrations, told.dimensions]))
    yield Fact(_("Extent"), _texts([extent], told))
    yield Fact(_("Frequency"), _texts([told.frequency], told))
    series = [" ; ".join(filter(None, [each.title, each.number])) for each in told.series]
    yield Fact(_("Series"), _texts(series, told))


def _numbers(told: Description) -> Iterator[Fact]:
    yield Fact(_("ISBN"), tuple(map(_isbn, told.isbns)))
    yield Fact(_("ISSN"), tuple(Value(_hyphened(number)) for number in told.issns))
    for scheme, label in (("udc", _("UDC")), ("bbk", _("LBC")), ("ddc", _("Dewey")), ("lcc", _("LCC"))):
        yield Fact(label, tuple(Value(value) for name, value in told.classes if name == scheme))
    others = [f"{name.upper()} {value}" for name, value in told.identifiers]
    yield Fact(_("Other numbers"), tuple(map(Value, others)))


def _about(told: Description, links: Linked) -> Iterator[Fact]:
    yield Fact(_("Subjects"), tuple(subjects_of(told, links)))
    yield Fact(_("For readers"), _texts([told.audience], told))
    yield Fact(_("Contents"), _texts([told.contents], told))
    yield Fact(_("Notes"), _texts(told.notes, told))
    yield Fact(
        _("Links"),
        tuple(
            Value(each.label or each.address, each.address)
            for each in told.links
            if each.address.startswith(("https://", "http://"))
        ),
    )


def _isbn(number: str) -> Value:
    """A valid ISBN with its old form beside it; a wrong one as it stands on the book."""
    try:
        thirteen = parse_isbn(number)
    except Refusal:
        return Value(number, note=_("as printed; the check digit is wrong"))
    ten = isbn_10(thirteen)
    return Value(thirteen, note=ten or "")


def _hyphened(issn: str) -> str:
    bare = issn.replace("-", "")
    return f"{bare[:4]}-{bare[4:]}" if len(bare) == 8 else issn


def _texts(texts: Iterable[str], told: Description) -> tuple[Value, ...]:
    return tuple(_foreign(text, told.languages[:1]) for text in texts if text)


def _foreign(text: str, languages: tuple[str, ...]) -> Value:
    """A text of the record, marked with its language as well as we can tell."""
    script = script_of(text)
    usual = bcp47(languages[0], script) if languages else ""
    return Value(text, lang=usual or f"und-{script}" if script else "", direction=direction(text))


def _marks(text: str) -> dict[str, str]:
    script = script_of(text)
    return {"lang": f"und-{script}" if script else "", "direction": direction(text)}
