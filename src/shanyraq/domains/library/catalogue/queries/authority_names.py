"""An authority with its names as its page shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from shanyraq.domains.library.catalogue.queries.facts import Value
from shanyraq.domains.library.catalogue.queries.shown import direct_order
from shanyraq.domains.library.catalogue.wording.languages import direction, script_of
from shanyraq.platform.vocabularies.models import Authority, AuthorityIdentifier
from shanyraq.platform.vocabularies.queries.authorities import names_of, shown_names

MOST_NAMES: Final = 24
"""Other names that a page tells."""
_REGISTERS: Final = {
    "viaf": ("VIAF", "https://viaf.org/viaf/"),
    "isni": ("ISNI", "https://isni.org/isni/"),
    "wikidata": ("Wikidata", "https://www.wikidata.org/wiki/"),
    "lcnaf": ("LCNAF", "https://id.loc.gov/authorities/names/"),
    "orcid": ("ORCID", "https://orcid.org/"),
}
_TYPES: Final = {"person": "Person", "body": "Organization", "meeting": "Event", "place": "Place"}


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedAuthority:
    """``name`` for the reader's language, with its ``lang`` and ``direction``; other names and numbers."""

    authority: Authority
    family: tuple[int, ...]
    name: str
    lang: str
    direction: str
    others: tuple[Value, ...]
    numbers: tuple[Value, ...]

    @property
    def public_id(self) -> str:
        """What its address is made of."""
        return self.authority.public_id

    def json_ld(self, address: str) -> dict[str, Any]:
        """The object of schema.org."""
        told = {
            "@context": "https://schema.org",
            "@type": _TYPES.get(self.authority.kind, "DefinedTerm"),
            "@id": address,
            "name": self.name,
            "alternateName": [each.text for each in self.others],
            "sameAs": [each.href for each in self.numbers if each.href],
        }
        if self.authority.kind == "person":
            told |= {"birthDate": _year(self.authority.born), "deathDate": _year(self.authority.died)}
        return {key: value for key, value in told.items() if value}


def named(authority: Authority, family: Sequence[int], language: str) -> NamedAuthority:
    """The authority with the names and numbers of all that were merged into it. Three queries."""
    names = shown_names(family, language)
    best = names.get(authority.pk) or next(iter(names.values()), None)
    name = direct_order(best.text if best else "—", authority.kind)
    others = [direct_order(each.text, authority.kind) for each in names_of(authority)]
    script = script_of(name)
    return NamedAuthority(
        authority=authority,
        family=tuple(family),
        name=name,
        lang=(best.bcp47 if best else "") or (f"und-{script}" if script else ""),
        direction=direction(name),
        others=tuple(_marked(each) for each in dict.fromkeys(others) if each != name)[:MOST_NAMES],
        numbers=_numbers(family),
    )


def _numbers(family: Sequence[int]) -> tuple[Value, ...]:
    rows = AuthorityIdentifier.objects.filter(authority__in=list(family)).order_by("scheme", "value")
    return tuple(_number(scheme, value) for scheme, value in rows.values_list("scheme", "value").distinct())


def _number(scheme: str, value: str) -> Value:
    label, address = _REGISTERS.get(scheme, (scheme.upper(), ""))
    bare = value.replace(" ", "")
    return Value(f"{label} {value}", f"{address}{bare}" if address and bare.isalnum() else "")


def _marked(text: str) -> Value:
    script = script_of(text)
    return Value(text, lang=f"und-{script}" if script else "", direction=direction(text))


def _year(year: int | None) -> str:
    return f"{year:04}" if year and year > 0 else ""
