"""Reading files of records: whatever the bytes, records or errors come, in their places."""

import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shanyraq.domains.library.catalogue.formats import encodings, iso2709, iso5426, marcxml
from shanyraq.domains.library.catalogue.formats.originals import export
from shanyraq.domains.library.catalogue.formats.reading import parse, read, recognise
from shanyraq.domains.library.catalogue.formats.record import (
    Field,
    MarcRecord,
    NotMarc,
    SourceRecord,
    control,
    data,
)
from shanyraq.domains.library.catalogue.formats.writing import TooLong, collection, to_iso2709, to_marcxml

LEADER = "00000nam a2200000 a 4500"


def record(number: str = "1", title: str = "Абай жолы", *more: Field) -> MarcRecord:
    return MarcRecord(LEADER, [control("001", number), data("245", "10", ("a", title)), *more])


def all_of(content: bytes, **options: str) -> list[SourceRecord]:
    return list(read(io.BytesIO(content), **options))


def titles(sources: list[SourceRecord]) -> list[str]:
    return [next(each.record.every("245")).first("a") if each.record else each.error for each in sources]


def in_bytes(encoding: str, title: str, leader: bytes = b"nam  22") -> bytes:
    """A record whose title is in another encoding, with a right directory."""
    number, text = b"1\x1e", b"10\x1fa" + title.encode(encoding) + b"\x1e"
    directory = b"001%04d%05d245%04d%05d\x1e" % (len(number), 0, len(text), len(number))
    length = 24 + len(directory) + len(number) + len(text) + 1
    head = b"%05d%s%05d a 4500" % (length, leader, 24 + len(directory))
    return head + directory + number + text + b"\x1d"


# signs that separate, and line ends that XML may not keep in attributes, are no part of texts
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x1d\x1e\x1f"), max_size=40)
XML_TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"),
    max_size=40,
)
TAG = st.from_regex(r"[0-9][1-9][0-9]", fullmatch=True)
CODE = st.sampled_from("abcdefghijklmnopqrstuvwxyz0123456789")
INDICATORS = st.text(st.sampled_from(" 0123456789"), min_size=2, max_size=2)


def records(text: st.SearchStrategy[str]) -> st.SearchStrategy[MarcRecord]:
    subfields = st.lists(st.tuples(CODE, text), min_size=1, max_size=5)
    fields = st.builds(Field, TAG, INDICATORS, subfields, st.just(""))
    controls = st.builds(control, st.sampled_from(["001", "003", "005", "008"]), text)
    return st.builds(
        lambda first, rest: MarcRecord(LEADER, [first, *rest]), controls, st.lists(fields, max_size=12)
    )


@given(records(TEXT))
def test_iso2709_written_and_read_is_the_same(given_record: MarcRecord) -> None:
    (found,) = all_of(to_iso2709(given_record), encoding="utf-8")
    assert found.record is not None
    assert found.record.fields == given_record.fields
    assert found.warnings == (() if "\ufffd" not in str(given_record) else ("bad_bytes",))


@given(records(XML_TEXT))
def test_marcxml_written_and_read_is_the_same(given_record: MarcRecord) -> None:
    (found,) = all_of(collection([to_marcxml(given_record)]))
    assert found.record == given_record


@given(st.binary(max_size=400))
def test_any_bytes_give_records_or_errors(content: bytes) -> None:
    for reader in (iso2709.read, marcxml.read):
        for found in reader(io.BytesIO(content)):
            assert (found.record is None) == bool(found.error)
            assert content[found.offset : found.end] == found.original


@example(0, b"\xfe\xff", 0)
@given(st.integers(0, 300), st.binary(min_size=1, max_size=12), st.integers(0, 40))
def test_damage_in_one_record_never_spoils_the_last(place: int, damage: bytes, cut: int) -> None:
    first, last = to_iso2709(record("1")), to_iso2709(record("2", "Соңғы"))
    place = min(place, len(first) - 2)
    broken = first[:place] + damage.replace(b"\x1d", b"") + first[place + cut : -1] + b"\x1d"
    assert titles(all_of(broken + last))[-1] == "Соңғы"
    element, end = to_marcxml(record("1")), to_marcxml(record("2", "Соңғы"))
    place = min(place, len(element))
    spoilt = element[:place] + damage.replace(b"<", b"").replace(b"&", b"") + element[place + cut :]
    assert titles(all_of(b"<collection>" + spoilt + end + b"</collection>"))[-1] == "Соңғы"


def test_wrong_length_is_told_and_the_record_read() -> None:
    content = bytearray(to_iso2709(record()))
    content[:5] = b"00040"
    (found,) = all_of(bytes(content))
    assert (titles([found]), found.warnings) == (["Абай жолы"], ("wrong_length",))


def test_lost_terminator_leaves_two_records() -> None:
    first, second = to_iso2709(record("1", "Бір"))[:-1], to_iso2709(record("2", "Екі"))
    found = all_of(first + second)
    assert titles(found) == ["Бір", "Екі"]
    assert found[0].warnings == ("no_terminator",)
    assert found[1].offset == len(first)


def test_lengths_in_letters_instead_of_bytes_are_passed_over() -> None:
    text = "10\x1faАбай жолы\x1e"
    directory = f"00100020000024500{len(text):02d}00002\x1e"
    given_bytes = f"00000nam a22{24 + len(directory):05d} a 4500{directory}1\x1e{text}\x1d".encode()
    (found,) = all_of(given_bytes)
    assert (titles([found]), found.warnings) == (["Абай жолы"], ("wrong_length", "wrong_directory"))


def test_blanks_between_records_are_no_garbage() -> None:
    content = b"\r\n".join(to_iso2709(record(str(number))) for number in range(3)) + b"\r\n\x1a"
    found = all_of(content)
    assert [each.error for each in found] == ["", "", ""]
    assert [content[each.offset : each.offset + 5].isdigit() for each in found] == [True] * 3


def test_record_of_many_blocks_is_found_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(iso2709, "BLOCK_BYTES", 7)
    monkeypatch.setattr(marcxml, "BLOCK_BYTES", 7)
    given_records = [record(str(number), f"Кітап {number}") for number in range(5)]
    assert titles(all_of(b"".join(map(to_iso2709, given_records)))) == [f"Кітап {n}" for n in range(5)]
    found = all_of(collection(map(to_marcxml, given_records)))
    assert titles(found) == [f"Кітап {n}" for n in range(5)]


@pytest.mark.parametrize("make", [to_iso2709, to_marcxml])
def test_reading_goes_on_from_any_record(make: object) -> None:
    content = b"\n".join(make(record(str(number))) for number in range(4))  # type: ignore[operator]  # a writer
    found = all_of(content)
    rest = list(read(io.BytesIO(content), offset=found[1].end, ordinal=2))
    assert [(each.ordinal, each.offset, each.original) for each in rest] == [
        (each.ordinal, each.offset, each.original) for each in found[2:]
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "empty"), (b" \n\x00", "empty"), (b"PK\x03\x04 no", "not_marc"), (b"%PDF-1.4", "not_marc")],
)
def test_what_is_no_marc_is_told(content: bytes, code: str) -> None:
    with pytest.raises(NotMarc) as wrong:
        recognise(content)
    assert wrong.value.code == code


def test_marc8_is_read_by_its_marks_and_escapes() -> None:
    content = in_bytes("latin-1", "L\xe2ettre \x1b(NaBWG\x1b(B")
    (found,) = all_of(content)
    assert (titles([found]), found.encoding) == (["Léttre Абвг"], "marc-8")


@pytest.mark.parametrize(
    ("written", "title", "leader", "told"),
    [
        ("cp1251", "Путь Абая: роман", b"nam  22", "cp1251"),
        ("kz1048", "Қан мен тер: әңгіме", b"nam  22", "kz1048"),
        ("utf-8", "Абай жолы", b"nam  22", "utf-8"),
        ("utf-8", "Abai", b"nam a22", "utf-8"),
    ],
)
def test_encoding_is_told_by_the_bytes(written: str, title: str, leader: bytes, told: str) -> None:
    (found,) = all_of(in_bytes(written, title, leader))
    assert (titles([found]), found.encoding, found.warnings) == ([title], told, ())


def test_text_encoded_twice_is_undone() -> None:
    twice = "Târgu Mureş".encode().decode("latin-1")
    (found,) = all_of(in_bytes("utf-8", twice))
    assert (titles([found]), found.encoding, found.warnings) == (
        ["Târgu Mureş"],
        "utf-8-twice",
        ("twice_encoded",),
    )


def test_iso5426_puts_marks_behind_their_letters() -> None:
    assert iso5426.decode(b"Mure\xd0s \xc2e\xe9 \xfb") == "Mureş éØ ß"


def test_every_encoding_reads_ascii() -> None:
    for name in encodings.ENCODINGS[1:]:
        assert encodings.decoder(name)(b"Abai") == "Abai"


def test_irbis_values_without_subfields_are_kept() -> None:
    given_record = MarcRecord(LEADER, [data("101", "  ", ("", "kaz")), data("200", "  ", ("A", "Абай"))])
    (found,) = all_of(to_iso2709(given_record))
    assert found.record is not None
    assert found.record.fields == given_record.fields


def test_prefixes_wrappers_comments_and_diagnostics_do_not_matter() -> None:
    content = (
        b'<?xml version="1.0"?><srw:records xmlns:srw="urn:srw" xmlns:m="http://www.loc.gov/MARC21/slim">'
        b"<!-- <m:record><m:leader/></m:record> -->"
        b"<srw:record><srw:recordData><srw:diagnostics/></srw:recordData></srw:record>"
        b"<srw:record><m:record><m:leader>00000nam a2200000 a 4500</m:leader>"
        b'<m:controlfield tag="001">7</m:controlfield>'
        b'<m:datafield tag="245" ind1="1" ind2="0"><m:subfield code="a">A &amp; B</m:subfield></m:datafield>'
        b"</m:record></srw:record></srw:records>"
    )
    (found,) = all_of(content)
    assert titles([found]) == ["A & B"]
    assert found.original.startswith(b"<m:record>")
    (again,) = all_of(b"".join(export([("marcxml", "utf-8", found.original)], format="marcxml")))
    assert again.record == found.record


def test_entities_are_never_expanded() -> None:
    content = (
        b'<!DOCTYPE c [<!ENTITY x SYSTEM "file:///etc/passwd">]><collection><record><controlfield tag="001">1'
        b'</controlfield><datafield tag="245" ind1=" " ind2=" "><subfield code="a">&x;</subfield></datafield>'
        b"</record></collection>"
    )
    (found,) = all_of(content)
    assert "root:" not in str(found.record)
    assert found.warnings == ("repaired_xml",)


def test_broken_xml_record_is_told_alone() -> None:
    good = to_marcxml(record("1"))
    content = (
        b"<collection>"
        + good
        + b"<record><leader>x</leader><datafield></record>"
        + good[:80]
        + good
        + b"</collection>"
    )
    assert titles(all_of(content)) == ["Абай жолы", "xml", "truncated", "Абай жолы"]


def test_cp1251_marcxml_is_read_by_its_declaration() -> None:
    text = to_marcxml(record("1", "Путь Абая")).decode()
    content = f'<?xml version="1.0" encoding="windows-1251"?>\n<collection>{text}</collection>'.encode(
        "cp1251"
    )
    (found,) = all_of(content)
    assert (titles([found]), found.encoding) == (["Путь Абая"], "windows-1251")
    assert parse(found.original, format=found.format, encoding=found.encoding) == found.record


def test_utf16_marcxml_is_read() -> None:
    content = ('<?xml version="1.0" encoding="UTF-16"?>' + to_marcxml(record()).decode()).encode("utf-16")
    assert titles(all_of(content)) == ["Абай жолы"]


def test_originals_come_out_byte_for_byte() -> None:
    content = to_iso2709(record("1")) + in_bytes("cp1251", "Путь Абая")
    found = all_of(content)
    kept = [(each.format, each.encoding, each.original) for each in found]
    assert b"".join(export(kept, format="iso2709")) == content


def test_too_long_records_are_refused_by_the_writer() -> None:
    with pytest.raises(TooLong):
        to_iso2709(record("1", "а" * 5000))
    with pytest.raises(TooLong):
        to_iso2709(MarcRecord(LEADER, [data("500", "  ", ("a", "x" * 9000)) for _ in range(12)]))
