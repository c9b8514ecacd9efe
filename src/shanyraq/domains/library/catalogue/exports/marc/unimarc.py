"""A description as a UNIMARC bibliographic record, of the shape that RUSMARC shares."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from shanyraq.domains.library.catalogue.description import Agent, Description
from shanyraq.domains.library.catalogue.formats.record import Field, MarcRecord, control, data

TYPES: Final = {
    "book": "am", "serial": "as", "article": "aa", "map": "em", "score": "cm", "sound": "jm", "video": "gm",
    "picture": "km", "manuscript": "bm", "dissertation": "am", "electronic": "lm",
    "kit": "mm", "object": "rm",
}  # fmt: skip  # label/06 and /07 by kind
FUNCTIONS: Final = {
    "aut": "070", "edt": "340", "trl": "730", "ill": "440", "cmp": "230", "com": "220", "aui": "080",
    "wpr": "080",
    "pht": "600", "prf": "590", "drt": "300", "pbl": "650", "art": "040", "ctg": "180",
    "rev": "675", "ths": "727",
}  # fmt: skip  # UNIMARC's codes of functions by MARC relators
_SCRIPTS: Final = {"Latn": "ba", "Cyrl": "ca", "Arab": "fa", "Hani": "ea", "Grek": "ga", "Hebr": "ha"}
_SUBJECT_TAGS: Final = {
    "topic": "606", "person": "600", "body": "601", "place": "607", "title": "605", "genre": "608",
}  # fmt: skip  # a table
_CLASSES: Final = {"udc": "675", "ddc": "676", "lcc": "680"}


def unimarc_record(told: Description, *, number: str, changed_at: datetime) -> MarcRecord:
    """A whole record; fields in other scripts repeat the tag, joined by $6 and marked by $7."""
    maker = _Maker(told)
    fields = [
        control("001", number),
        control("005", changed_at.strftime("%Y%m%d%H%M%S.0")),
        *sorted(maker.fields(changed_at), key=lambda field: field.tag),
    ]
    return MarcRecord(f"00000n{TYPES.get(told.kind, 'am')}0 2200000   450 ", fields)


def _processing(told: Description, changed_at: datetime) -> str:
    """Field 100$a, 36 characters: dates, language of cataloguing, script of the title."""
    year = f"{told.year:04d}" if told.year else "    "
    last = f"{told.last_year:04d}" if told.last_year else "    "
    kind = "d" if told.year else "u"
    if told.kind == "serial":
        kind, last = ("b", last) if told.last_year else ("a", "9999")
    script = _SCRIPTS.get(told.title.script, "zz")
    return f"{changed_at:%Y%m%d}{kind}{year}{last}{'km '}y0{'kaz'}y{'50'}  {'    '}{script}".ljust(36)[:36]


class _Maker:
    def __init__(self, told: Description) -> None:
        self._told = told
        self._links = 0

    def fields(self, changed_at: datetime) -> Iterator[Field]:
        yield data("100", "  ", ("a", _processing(self._told, changed_at)))
        yield from self._numbers()
        yield from self._titles()
        yield from self._publication()
        yield from self._notes()
        yield from self._subjects()
        yield from self._makers()

    def _scripted(
        self,
        tag: str,
        indicators: str,
        subfields: list[tuple[str, str]],
        *,
        others: tuple[tuple[str, str], ...],
    ) -> Iterator[Field]:
        kept = [pair for pair in subfields if pair[1]]
        if not others:
            yield data(tag, indicators, *kept)
            return
        self._links += 1
        link = ("6", f"a{self._links:02d}")
        yield data(tag, indicators, link, *kept)
        for script, text in others:
            marked = (link, ("7", _SCRIPTS.get(script, "zz")), (kept[0][0], text), *kept[1:])
            yield data(tag, indicators, *marked)

    def _numbers(self) -> Iterator[Field]:
        told = self._told
        yield from (data("010", "  ", ("a", number)) for number in told.isbns)
        yield from (data("011", "  ", ("a", _hyphened(number))) for number in told.issns)
        yield from (data("035", "  ", ("a", f"({scheme}){value}")) for scheme, value in told.identifiers)
        codes = [("a", code) for code in told.languages] + [("c", code) for code in told.original_languages]
        if codes:
            yield data("101", "1 " if told.original_languages else "0 ", *codes)
        if told.country:
            yield data("102", "  ", ("a", told.country.upper()))

    def _titles(self) -> Iterator[Field]:
        told = self._told
        subfields = [
            ("a", told.title.text), ("e", told.subtitle), ("h", told.part_number), ("i", told.part_title),
            ("f", told.responsibility),
        ]  # fmt: skip  # in the order of the title page
        yield from self._scripted("200", "1 ", subfields, others=told.title.others)
        for heading in told.other_titles:
            yield from self._scripted("517", "1 ", [("a", heading.text)], others=heading.others)
        if told.uniform_title:
            yield data("500", "10", ("a", told.uniform_title))
        if told.original_title:
            yield data("454", " 0", ("t", told.original_title))
        if told.host:
            yield data("461", " 0", ("t", told.host))

    def _publication(self) -> Iterator[Field]:
        told = self._told
        if told.edition:
            yield data("205", "  ", ("a", told.edition))
        imprint = [("a", place) for place in told.places] + [("c", each) for each in told.publishers]
        imprint += [("d", told.date or str(told.year or ""))]
        kept = [pair for pair in imprint if pair[1]]
        if kept:
            yield data("210", "  ", *kept)
        form = [("a", told.extent), ("c", told.illustrations), ("d", told.dimensions)]
        extent = [pair for pair in form if pair[1]]
        if extent:
            yield data("215", "  ", *extent)
        for series in told.series:
            pairs = [("a", series.title), ("x", series.issn), ("v", series.number)]
            yield data("225", "2 ", *(pair for pair in pairs if pair[1]))

    def _notes(self) -> Iterator[Field]:
        told = self._told
        rows = (
            ("326", told.frequency),
            ("327", told.contents),
            ("330", told.summary),
            ("333", told.audience),
        )
        for tag, text in (*(("300", note) for note in told.notes), *rows):
            if text:
                yield data(tag, "1 " if tag == "327" else "  ", ("a", text))
        for link in told.links:
            pairs = [("u", link.address), ("z", link.label)]
            yield data("856", "4 ", *(pair for pair in pairs if pair[1]))

    def _subjects(self) -> Iterator[Field]:
        for subject in self._told.subjects:
            tag = _SUBJECT_TAGS.get(subject.kind, "606")
            indicators = " 1" if tag == "600" else "02" if tag == "601" else "  "
            pairs = [("a", subject.text), ("2", subject.scheme)]
            yield from self._scripted(tag, indicators, pairs, others=subject.others)
        for scheme, notation in self._told.classes:
            tag = _CLASSES.get(scheme, "686")
            source = [("2", "rubbk" if scheme == "bbk" else scheme)] if tag == "686" else []
            yield data(tag, "  ", ("a", notation), *source)

    def _makers(self) -> Iterator[Field]:
        has_main = False
        for agent in self._told.agents:
            is_main = agent.is_main and not has_main
            has_main = has_main or is_main
            yield from self._maker(agent, is_main=is_main)

    def _maker(self, agent: Agent, *, is_main: bool) -> Iterator[Field]:
        block = "70" if agent.kind == "person" else "71"
        tag = block + ("0" if is_main else "1" if "aut" in agent.roles else "2")
        family, comma, given = agent.name.text.partition(",")
        functions = [("4", FUNCTIONS[role]) for role in agent.roles if role in FUNCTIONS]
        if agent.kind == "person":
            names = [("a", family.strip()), ("b", given.strip()), ("f", agent.dates)]
            yield data(tag, " 1" if comma else " 0", *(pair for pair in (*names, *functions) if pair[1]))
        else:
            indicators = "12" if agent.kind == "meeting" else "02"
            yield data(tag, indicators, ("a", agent.name.text), *functions)


def _hyphened(issn: str) -> str:
    bare = issn.replace("-", "")
    return f"{bare[:4]}-{bare[4:]}" if len(bare) == 8 else issn
