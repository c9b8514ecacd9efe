"""The same field in another script: 880 with $6 in MARC 21, $6 and $7 in UNIMARC."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from shanyraq.domains.library.catalogue.formats.record import Field, MarcRecord

Index = dict[str, list[Field]]
Linked = dict[int, list[Field]]
"""From the identity of a field to the same in other scripts."""

_OCCURRENCE: Final = re.compile(r"([0-9A-Z]{3})-([0-9]{2})")
_UNIMARC_LINK: Final = re.compile(r"a[0-9]{2}")


def index_plain(record: MarcRecord) -> tuple[Index, Linked]:
    """Fields by their tags, nothing linked."""
    index: Index = {}
    for field in record.fields:
        index.setdefault(field.tag, []).append(field)
    return index, {}


def index_880(record: MarcRecord) -> tuple[Index, Linked]:
    """MARC 21, Appendix A: 880 $6 "245-01" belongs to the 245 with $6 "880-01"; "245-00" stands for
    itself.
    """
    index, linked = index_plain(record)
    for other in index.pop("880", ()):
        found = _OCCURRENCE.match(other.first("6"))
        if found is None:
            continue
        tag, number = found.groups()
        main = next((each for each in index.get(tag, ()) if each.first("6")[4:6] == number), None)
        if number == "00" or main is None:
            index.setdefault(tag, []).append(other)
        else:
            linked.setdefault(id(main), []).append(other)
    return index, linked


def index_unimarc(record: MarcRecord) -> tuple[Index, Linked]:
    """UNIMARC: fields of one tag with the same $6 "a01", the others told by $7; a second title with
    $7 too.
    """
    index, linked = index_plain(record)
    for tag, fields in index.items():
        if len(fields) > 1 and tag[:1] in "2567":
            index[tag] = _without_parallels(tag, fields, linked)
    return index, linked


def _without_parallels(tag: str, fields: list[Field], linked: Linked) -> list[Field]:
    kept: list[Field] = []
    mains: dict[str, Field] = {}
    for field in fields:
        script, link = field.first("7"), field.first("6")[:3]
        if tag == "200" and script and not link:
            link = "a00"
        main = mains.get(link) if script and _UNIMARC_LINK.match(link) else None
        if main is not None:
            linked.setdefault(id(main), []).append(field)
            continue
        kept.append(field)
        if tag == "200" and not link:
            link = "a00"
        if _UNIMARC_LINK.match(link):
            mains.setdefault(link, field)
    return kept


INDEXERS: Final[dict[str, Callable[[MarcRecord], tuple[Index, Linked]]]] = {
    "880": index_880,
    "unimarc": index_unimarc,
    "none": index_plain,
}
