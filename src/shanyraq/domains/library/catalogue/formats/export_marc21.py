"""A description as a record of MARC 21, for who wants the catalogue's best knowledge of an edition."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from shanyraq.domains.library.catalogue.description import Agent, Description, Heading
from shanyraq.domains.library.catalogue.formats.record import Field, MarcRecord, control, data

_TYPES: Final = {
    "book": "am", "serial": "as", "article": "aa", "map": "em", "score": "cm", "sound": "im", "video": "gm",
    "picture": "km", "manuscript": "tm", "dissertation": "am", "electronic": "mm", "kit": "om",
    "object": "rm",
}  # fmt: skip  # pairs read better in rows
_AGENTS: Final = {
    "person": ("100", "700", "1 "),
    "body": ("110", "710", "2 "),
    "meeting": ("111", "711", "2 "),
}
_SUBJECTS: Final = {
    "topic": "650", "person": "600", "body": "610", "place": "651", "period": "648", "title": "630",
    "genre": "655",
}  # fmt: skip  # pairs read better in rows
_SCRIPTS: Final = {
    "Arab": "(3",
    "Cyrl": "(N",
    "Grek": "(S",
    "Hebr": "(2",
    "Latn": "(B",
    "Hani": "$1",
    "Jpan": "$1",
    "Kore": "$1",
}
_CLASSES: Final = {"udc": "080", "ddc": "082", "lcc": "050"}


class _Parallels:
    """Fields 880 with the numbers by which they are linked."""

    def __init__(self) -> None:
        self.fields: list[Field] = []
        self._last = 0

    def linked(self, field: Field, code: str, heading: Heading) -> Field:
        """*field* with a link to fields 880 that hold *heading* in other scripts."""
        if not heading.others:
            return field
        self._last += 1
        for script, text in heading.others:
            link = f"{field.tag}-{self._last:02d}/{_SCRIPTS.get(script, '')}".rstrip("/")
            others = [
                (each, text if each == code else value) for each, value in field.subfields if each == code
            ]
            self.fields.append(data("880", field.indicators, ("6", link), *others))
        return data(field.tag, field.indicators, ("6", f"880-{self._last:02d}"), *field.subfields)


def marc21_from(
    description: Description, *, control_number: str, changed_at: datetime, agency: str = ""
) -> MarcRecord:
    """The record, in the order of its tags; *agency* is an ISIL."""
    parallels = _Parallels()
    fields = [
        control("001", control_number),
        control("005", f"{changed_at:%Y%m%d%H%M%S}.0"),
        control("008", _fixed(description, changed_at)),
        *_numbers(description, agency),
        *_names(description, parallels),
        *_titles(description, parallels),
        *_publication(description),
        *_notes(description),
        *_subjects(description),
        *_holdings(description),
        *parallels.fields,
    ]
    kept = [each for each in fields if each.value or each.subfields]
    leader = f"00000n{_TYPES[description.kind]} a2200000 i 4500"
    return MarcRecord(leader, sorted(kept, key=lambda each: each.tag))


def filled(tag: str, indicators: str, *subfields: tuple[str, str]) -> Field:
    """A data field without its empty subfields."""
    return data(tag, indicators, *((code, text) for code, text in subfields if text))


def _fixed(description: Description, changed_at: datetime) -> str:
    first = f"{description.year:04d}" if description.year else "    "
    last = f"{description.last_year:04d}" if description.last_year else "    "
    if description.kind == "serial":
        kind, last = ("d", last) if description.last_year else ("c", "9999")
    else:
        kind = "m" if description.last_year else "s" if description.year else "n"
    language = next(iter(description.languages), "und")
    place = (description.country or "xx").ljust(3)[:3]
    return f"{changed_at:%y%m%d}{kind}{first}{last}{place}{'|' * 17}{language[:3]:3}  "


def _numbers(description: Description, agency: str) -> list[Field]:
    languages = [("a", code) for code in description.languages]
    original = [("h", code) for code in description.original_languages]
    fields = [filled("020", "  ", ("a", isbn)) for isbn in description.isbns]
    fields += [filled("022", "  ", ("a", f"{issn[:4]}-{issn[-4:]}")) for issn in description.issns]
    fields += [_identifier(scheme, value) for scheme, value in description.identifiers]
    fields.append(filled("040", "  ", ("a", agency), ("c", agency)))
    if len(languages) > 1 or original:
        fields.append(filled("041", "1 " if original else "0 ", *languages, *original))
    for scheme, notation in description.classes:
        tag = _CLASSES.get(scheme, "084")
        given = "rubbk" if scheme == "bbk" else scheme
        fields.append(filled(tag, "  ", ("a", notation), ("2", given if tag == "084" else "")))
    return fields


def _identifier(scheme: str, value: str) -> Field:
    if scheme == "lccn":
        return filled("010", "  ", ("a", value))
    if scheme == "oclc":
        return filled("035", "  ", ("a", f"(OCoLC){value}"))
    if scheme == "bnb":
        return filled("015", "  ", ("a", value))
    return filled("024", "7 ", ("a", value), ("2", scheme))


def _names(description: Description, parallels: _Parallels) -> list[Field]:
    fields, has_main = [], False
    for agent in description.agents:
        is_main = agent.is_main and not has_main
        has_main = has_main or is_main
        fields.append(_name(agent, parallels, is_main=is_main))
    return fields


def _name(agent: Agent, parallels: _Parallels, *, is_main: bool) -> Field:
    main, added, indicators = _AGENTS[agent.kind]
    roles = [("4", role) for role in agent.roles]
    ids = [("0", f"({scheme}){value}" if scheme else value) for scheme, value in agent.identifiers]
    field = filled(
        main if is_main else added, indicators, ("a", agent.name.text), ("d", agent.dates), *roles, *ids
    )
    return parallels.linked(field, "a", agent.name)


def _titles(description: Description, parallels: _Parallels) -> list[Field]:
    has_main = any(agent.is_main for agent in description.agents)
    title = filled(
        "245", "10" if has_main else "00", ("a", description.title.text), ("b", description.subtitle),
        ("n", description.part_number), ("p", description.part_title), ("c", description.responsibility),
    )  # fmt: skip  # the subfields in two lines
    return [
        filled("240", "10", ("a", description.original_title)),
        parallels.linked(title, "a", description.title),
        *(
            parallels.linked(filled("246", "3 ", ("a", each.text)), "a", each)
            for each in description.other_titles
        ),
        filled("730", "0 ", ("a", description.uniform_title)),
    ]


def _publication(description: Description) -> list[Field]:
    places = [("a", place) for place in description.places]
    publishers = [("b", name) for name in description.publishers]
    return [
        filled("250", "  ", ("a", description.edition)),
        filled("264", " 1", *places, *publishers, ("c", description.date)),
        filled(
            "300",
            "  ",
            ("a", description.extent),
            ("b", description.illustrations),
            ("c", description.dimensions),
        ),
        filled("310", "  ", ("a", description.frequency)),
        *(
            filled("490", "0 ", ("a", each.title), ("x", each.issn), ("v", each.number))
            for each in description.series
        ),
    ]


def _notes(description: Description) -> list[Field]:
    return [
        *(filled("500", "  ", ("a", note)) for note in description.notes),
        filled("502", "  ", ("a", "Dissertation" if description.kind == "dissertation" else "")),
        *(filled("505", "0 ", ("a", line)) for line in description.contents.splitlines()),
        *(filled("520", "  ", ("a", line)) for line in description.summary.splitlines()),
        filled("521", "  ", ("a", description.audience)),
        filled("773", "0 ", ("t", description.host)),
        *(filled("856", "4 ", ("u", link.address), ("y", link.label)) for link in description.links),
    ]


def _subjects(description: Description) -> list[Field]:
    return [
        filled(_SUBJECTS[each.kind], " 7" if each.scheme else " 4", ("a", each.text), ("2", each.scheme))
        for each in description.subjects
    ]


def _holdings(description: Description) -> list[Field]:
    return [
        filled(
            "852",
            "  ",
            ("b", each.branch),
            ("j", each.shelf_mark),
            ("t", each.inventory_number),
            ("p", each.barcode),
            ("z", each.note),
        )
        for each in description.holdings
    ]
