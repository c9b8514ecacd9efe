"""A description as a record of UNIMARC."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from shanyraq.domains.library.catalogue.description import Agent, Description, Heading
from shanyraq.domains.library.catalogue.formats.export_marc21 import filled
from shanyraq.domains.library.catalogue.formats.record import Field, MarcRecord, control, data
from shanyraq.domains.library.catalogue.profiles.codes import iso_of_country, unimarc_of_role

_TYPES: Final = {
    "book": "am", "serial": "as", "article": "aa", "map": "em", "score": "cm", "sound": "im", "video": "gm",
    "picture": "km", "manuscript": "bm", "dissertation": "am", "electronic": "lm", "kit": "mm",
    "object": "rm",
}  # fmt: skip  # pairs read better in rows
_SUBJECTS: Final = {
    "topic": "606", "person": "600", "body": "601", "place": "607", "period": "606", "title": "605",
    "genre": "608",
}  # fmt: skip  # pairs read better in rows
_SCRIPTS: Final = {
    "Latn": "ba",
    "Cyrl": "ca",
    "Jpan": "da",
    "Hani": "ea",
    "Arab": "fa",
    "Grek": "ga",
    "Hebr": "ha",
    "Thai": "ia",
    "Deva": "ja",
    "Kore": "ka",
}
_CLASSES: Final = {"udc": "675", "ddc": "676", "lcc": "680"}


class _Links:
    """Numbers by which fields in several scripts belong together ($6)."""

    def __init__(self) -> None:
        self._last = 0

    def fields(self, field: Field, heading: Heading) -> list[Field]:
        """*field*, then the same with *heading* in its other scripts."""
        if not heading.others:
            return [field]
        self._last += 1
        link = f"a{self._last:02d}"
        first = data(
            field.tag,
            field.indicators,
            ("6", link),
            ("7", _SCRIPTS.get(heading.script, "zz")),
            *field.subfields,
        )
        return [
            first,
            *(
                data(
                    field.tag,
                    field.indicators,
                    ("6", link),
                    ("7", _SCRIPTS.get(script, "zz")),
                    *_named(text, field),
                )
                for script, text in heading.others
            ),
        ]


def _named(text: str, field: Field) -> list[tuple[str, str]]:
    return (
        _parts_of_name(text)
        if field.tag[0] == "7" and any(code == "b" for code, _ in field.subfields)
        else [("a", text)]
    )


def unimarc_from(
    description: Description, *, control_number: str, changed_at: datetime, agency: str = ""
) -> MarcRecord:
    """The record, in the order of its tags; *agency* is an ISIL."""
    links = _Links()
    fields = [
        control("001", control_number),
        control("005", f"{changed_at:%Y%m%d%H%M%S}.0"),
        *_numbers(description),
        data("100", "  ", ("a", _general(description, changed_at))),
        filled(
            "101",
            "1 " if description.original_languages else "0 ",
            *(("a", code) for code in description.languages),
            *(("c", code) for code in description.original_languages),
        ),
        filled("102", "  ", ("a", iso_of_country(description.country))),
        *_titles(description, links),
        *_publication(description),
        *_notes(description),
        *_subjects(description),
        *_names(description, links),
        filled("801", " 0", ("b", agency)),
        *(filled("856", "4 ", ("u", link.address), ("z", link.label)) for link in description.links),
        *_holdings(description),
    ]
    kept = [each for each in fields if each.value or each.subfields]
    leader = f"00000n{_TYPES[description.kind]}  2200000   4500"
    return MarcRecord(leader, sorted(kept, key=lambda each: each.tag))


def _general(description: Description, changed_at: datetime) -> str:
    """Field 100$a: 36 signs; 50 at 26 says Unicode."""
    if description.kind == "serial":
        kind = "b" if description.last_year else "a"
    else:
        kind = "g" if description.last_year else "d" if description.year else "u"
    first = f"{description.year:04d}" if description.year else "    "
    last = f"{description.last_year:04d}" if description.last_year else "9999" if kind == "a" else "    "
    script = _SCRIPTS.get(description.title.script, "  ")
    return f"{changed_at:%Y%m%d}{kind}{first}{last}u  y0engy50      {script}"


def _numbers(description: Description) -> list[Field]:
    fields = [filled("010", "  ", ("a", isbn)) for isbn in description.isbns]
    fields += [filled("011", "  ", ("a", f"{issn[:4]}-{issn[-4:]}")) for issn in description.issns]
    for scheme, value in description.identifiers:
        if scheme == "oclc":
            fields.append(filled("035", "  ", ("a", f"(OCoLC){value}")))
        elif scheme == "bnb":
            fields.append(filled("020", "  ", ("b", value)))
        else:
            fields.append(filled("017", "70", ("a", value), ("2", scheme)))
    return fields


def _titles(description: Description, links: _Links) -> list[Field]:
    title = filled(
        "200", "1 ", ("a", description.title.text), ("e", description.subtitle), ("h",
        description.part_number),
        ("i", description.part_title), ("f", description.responsibility),
    )  # fmt: skip  # the subfields in two lines
    return [
        *links.fields(title, description.title),
        filled("500", "10", ("a", description.uniform_title)),
        *(filled("517", "1 ", ("a", each.text)) for each in description.other_titles),
        filled("454", " 1", ("t", description.original_title)),
        filled("461", " 0", ("t", description.host)),
    ]


def _publication(description: Description) -> list[Field]:
    places = [("a", place) for place in description.places]
    publishers = [("c", name) for name in description.publishers]
    return [
        filled("205", "  ", ("a", description.edition)),
        filled("210", "  ", *places, *publishers, ("d", description.date)),
        filled(
            "215",
            "  ",
            ("a", description.extent),
            ("c", description.illustrations),
            ("d", description.dimensions),
        ),
        *(
            filled("225", "0 ", ("a", each.title), ("x", each.issn), ("v", each.number))
            for each in description.series
        ),
        filled("326", "  ", ("a", description.frequency)),
    ]


def _notes(description: Description) -> list[Field]:
    return [
        *(filled("300", "  ", ("a", note)) for note in description.notes),
        *(filled("327", "1 ", ("a", line)) for line in description.contents.splitlines()),
        filled("328", "  ", ("a", "Dissertation" if description.kind == "dissertation" else "")),
        *(filled("330", "  ", ("a", line)) for line in description.summary.splitlines()),
        filled("333", "  ", ("a", description.audience)),
    ]


def _subjects(description: Description) -> list[Field]:
    fields = [
        filled(_SUBJECTS[each.kind], "  ", ("a", each.text), ("2", each.scheme))
        for each in description.subjects
    ]
    for scheme, notation in description.classes:
        tag = _CLASSES.get(scheme, "686")
        given = "rubbk" if scheme == "bbk" else scheme
        fields.append(filled(tag, "  ", ("a", notation), ("2", given if tag == "686" else "")))
    return fields


def _names(description: Description, links: _Links) -> list[Field]:
    fields: list[Field] = []
    has_main = False
    for agent in description.agents:
        is_main = agent.is_main and not has_main
        has_main = has_main or is_main
        fields += links.fields(_name(agent, is_main=is_main), agent.name)
    return fields


def _name(agent: Agent, *, is_main: bool) -> Field:
    roles = [("4", unimarc_of_role(role)) for role in agent.roles]
    ids = [("3", f"({scheme}){value}" if scheme else value) for scheme, value in agent.identifiers]
    if agent.kind == "person":
        name = _parts_of_name(agent.name.text)
        return filled("700" if is_main else "702", " 1", *name, ("f", agent.dates), *roles, *ids)
    indicators = "12" if agent.kind == "meeting" else "02"
    tag = "710" if is_main else "712"
    return filled(tag, indicators, ("a", agent.name.text), ("f", agent.dates), *roles, *ids)


def _parts_of_name(text: str) -> list[tuple[str, str]]:
    family, comma, given = text.partition(", ")
    return [("a", family), ("b", given)] if comma else [("a", text)]


def _holdings(description: Description) -> list[Field]:
    return [
        filled(
            "995",
            "  ",
            ("b", each.branch),
            ("f", each.barcode),
            ("j", each.inventory_number),
            ("k", each.shelf_mark),
            ("r", each.item_type),
            ("u", each.note),
        )
        for each in description.holdings
    ]
