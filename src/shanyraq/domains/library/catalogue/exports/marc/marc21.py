"""A description as a MARC 21 bibliographic record (RDA punctuation is left to who shows it)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from shanyraq.domains.library.catalogue.description import Agent, Description, Heading
from shanyraq.domains.library.catalogue.formats.record import Field, MarcRecord, control, data

TYPES: Final = {
    "book": "am", "serial": "as", "article": "aa", "map": "em", "score": "cm", "sound": "jm", "video": "gm",
    "picture": "km", "manuscript": "tm", "dissertation": "am", "electronic": "mm",
    "kit": "om", "object": "rm",
}  # fmt: skip  # leader/06 and /07 by kind
_SCRIPTS: Final = {"Arab": "(3", "Latn": "(B", "Hani": "$1", "Cyrl": "(N", "Grek": "(S", "Hebr": "(2"}
_NAME_TAGS: Final = {"person": "00", "body": "10", "meeting": "11"}
_SUBJECT_TAGS: Final = {
    "topic": "650", "person": "600", "body": "610", "place": "651", "period": "648",
    "title": "630", "genre": "655",
}  # fmt: skip  # a table
_CLASSES: Final = {"udc": "080", "bbk": "084", "ddc": "082", "lcc": "050"}

Subfields = list[tuple[str, str]]


def marc21_record(told: Description, *, number: str, changed_at: datetime) -> MarcRecord:
    """A whole record; fields in other scripts stand in 880 and are linked."""
    maker = _Maker(told)
    fields = [
        control("001", number),
        control("005", changed_at.strftime("%Y%m%d%H%M%S.0")),
        control("008", _fixed(told, changed_at)),
        *sorted(maker.fields(), key=lambda field: field.tag),
        *maker.linked,
    ]
    return MarcRecord(f"00000n{TYPES.get(told.kind, 'am')} a2200000 i 4500", fields)


def _fixed(told: Description, changed_at: datetime) -> str:
    """Field 008, 40 characters."""
    first = f"{told.year:04d}" if told.year else "uuuu"
    last = f"{told.last_year:04d}" if told.last_year else "    "
    kind = "s" if told.year else "n"
    if told.kind == "serial":
        kind, last = ("d", last) if told.last_year else ("c", "9999")
    language = (told.languages[0] if told.languages else "und").ljust(3)[:3]
    country = (told.country or "xx").ljust(3)[:3]
    return f"{changed_at:%y%m%d}{kind}{first}{last}{country}{' ' * 17}{language} d"


class _Maker:
    """Makes the fields and collects those in other scripts with their links."""

    def __init__(self, told: Description) -> None:
        self._told = told
        self.linked: list[Field] = []

    def fields(self) -> Iterator[Field]:
        yield from self._numbers()
        yield from self._titles()
        yield from self._makers()
        yield from self._publication()
        yield from self._about()

    def _field(
        self,
        tag: str,
        indicators: str,
        subfields: Subfields,
        *,
        others: tuple[tuple[str, str], ...] = (),
    ) -> Field:
        """A field; with *others*, the text of its first subfield in other scripts, as linked 880s beside."""
        kept = [(code, text) for code, text in subfields if text]
        links: Subfields = []
        for script, text in others:
            occurrence = f"{len(self.linked) + 1:02d}"
            mark = f"/{_SCRIPTS[script]}" if script in _SCRIPTS else ""
            direction = "/r" if script in {"Arab", "Hebr"} else ""
            linked = [("6", f"{tag}-{occurrence}{mark}{direction}"), (kept[0][0], text), *kept[1:]]
            self.linked.append(data("880", indicators, *linked))
            links.append(("6", f"880-{occurrence}"))
        return data(tag, indicators, *links[:1], *kept)

    def _numbers(self) -> Iterator[Field]:
        told = self._told
        yield from (data("020", "  ", ("a", number)) for number in told.isbns)
        yield from (data("022", "  ", ("a", _hyphened(number))) for number in told.issns)
        for scheme, value in told.identifiers:
            if scheme == "lccn":
                yield data("010", "  ", ("a", value))
            elif scheme == "oclc":
                yield data("035", "  ", ("a", f"(OCoLC){value}"))
            else:
                yield data("024", "7 ", ("a", value), ("2", scheme))
        for scheme, notation in told.classes:
            tag = _CLASSES.get(scheme, "084")
            source = [("2", "rubbk" if scheme == "bbk" else scheme)] if tag == "084" else []
            yield data(
                tag, " 4" if tag == "050" else "04" if tag == "082" else "  ", ("a", notation), *source
            )
        if len(told.languages) > 1 or told.original_languages:
            codes = [("a", code) for code in told.languages] + [
                ("h", code) for code in told.original_languages
            ]
            yield data("041", "1 " if told.original_languages else "0 ", *codes)

    def _titles(self) -> Iterator[Field]:
        told = self._told
        main = "1" if any(each.is_main for each in told.agents) else "0"
        subfields = [
            ("a", told.title.text), ("n", told.part_number), ("p", told.part_title), ("b", told.subtitle),
            ("c", told.responsibility),
        ]  # fmt: skip  # in the order of the title page
        yield self._field("245", f"{main}0", subfields, others=told.title.others)
        for heading in told.other_titles:
            yield self._field("246", "3 ", [("a", heading.text)], others=heading.others)
        if told.uniform_title or told.original_title:
            yield data("240" if main == "1" else "130", "10" if main == "1" else "0 ",
                       ("a", told.uniform_title or told.original_title))  # fmt: skip  # one field
        if told.host:
            yield data("773", "0 ", ("t", told.host))

    def _makers(self) -> Iterator[Field]:
        has_main = False
        for agent in self._told.agents:
            is_main = agent.is_main and not has_main
            has_main = has_main or is_main
            yield self._maker(agent, "1" if is_main else "7")

    def _maker(self, agent: Agent, block: str) -> Field:
        tag = block + _NAME_TAGS.get(agent.kind, "00")
        inverted = (
            "1"
            if agent.kind == "person" and "," in agent.name.text
            else "0"
            if agent.kind == "person"
            else "2"
        )
        roles = [("4", role) for role in agent.roles]
        identifiers = [("0", f"({scheme}){value}") for scheme, value in agent.identifiers]
        subfields = [("a", agent.name.text), ("d", agent.dates), *identifiers, *roles]
        return self._field(tag, f"{inverted} ", subfields, others=agent.name.others)

    def _publication(self) -> Iterator[Field]:
        told = self._told
        if told.edition:
            yield data("250", "  ", ("a", told.edition))
        places = [("a", place) for place in told.places]
        publishers = [("b", publisher) for publisher in told.publishers]
        dated = [("c", told.date or str(told.year or ""))]
        imprint = [pair for pair in (*places, *publishers, *dated) if pair[1]]
        if imprint:
            yield data("264", " 1", *imprint)
        form = [("a", told.extent), ("b", told.illustrations), ("c", told.dimensions)]
        if any(text for _code, text in form):
            yield self._field("300", "  ", form)
        if told.frequency:
            yield data("310", "  ", ("a", told.frequency))
        for series in told.series:
            yield self._field("490", "0 ", [("a", series.title), ("x", series.issn), ("v", series.number)])

    def _about(self) -> Iterator[Field]:
        told = self._told
        notes = (("520", told.summary), ("505", told.contents), ("521", told.audience))
        for tag, text in (*(("500", note) for note in told.notes), *notes):
            if text:
                yield data(tag, "0 " if tag == "505" else "  ", ("a", text))
        for subject in told.subjects:
            tag = _SUBJECT_TAGS.get(subject.kind, "650")
            source = [("2", subject.scheme)] if subject.scheme else []
            second = "7" if source else "4"
            first = "1" if tag == "600" else "2" if tag == "610" else "0" if tag == "630" else " "
            heading = Heading(text=subject.text, others=subject.others)
            yield self._field(tag, f"{first}{second}", [("a", heading.text), *source], others=heading.others)
        for link in told.links:
            yield self._field("856", "4 ", [("u", link.address), ("y", link.label)])


def _hyphened(issn: str) -> str:
    bare = issn.replace("-", "")
    return f"{bare[:4]}-{bare[4:]}" if len(bare) == 8 else issn
