"""Loading the law that comes with the house: editions, thresholds, grounds, topics, territories, bodies.

The tables lie in ``rules/law/*.toml`` with their sources. Only what is missing is written: an edition on
which petitions stand, a population that staff have corrected, a body that was closed stay as they are.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import Model

from shanyraq.domains.petitions.models import Body, Edition, Ground, Territory, ThresholdRule, Topic
from shanyraq.domains.petitions.models.law import NUMBERS
from shanyraq.domains.petitions.states import BodyKind, TerritoryKind
from shanyraq.kernel.languages import LANGUAGES

FOLDER: Final = Path(__file__).parents[1] / "rules" / "law"
COUNTRY: Final = "000000000"


@transaction.atomic
def load_law() -> dict[str, int]:
    """Write what is missing; how much of each kind was written. All of it or nothing.

    :raises ValueError: when another edition is in force from the same day as one of the tables.
    """
    written: Counter[str] = Counter()
    for table in (_editions, _topics, _territories, _bodies):
        for kind in table():
            written[kind] += 1
    return dict(written)


def lock_edition(edition: Edition, *, to_change: bool) -> None:
    """Hold the edition as it is until the transaction ends; who changes it waits for who submits under it.

    Many submit at once beside each other.
    """
    strength = "FOR UPDATE" if to_change else "FOR KEY SHARE"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM petitions_edition WHERE id = %s {strength}", [edition.pk])  # noqa: S608 - one of the two above


def hold_body(body: Body) -> None:
    """Hold the addressee's address, kind and territory as they are until the transaction ends.

    Many submit at once beside each other; who changes it waits (migration 0066).
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM petitions_body WHERE id = %s FOR KEY SHARE", [body.pk])


def read_table(name: str) -> dict[str, Any]:
    """One of the tables as it lies in the folder."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def _editions() -> Iterator[str]:
    tables = {table["code"]: table for table in read_table("editions")["edition"]}
    grounds = read_table("grounds")["ground"]
    for code, table in tables.items():
        numbers = tables[table.get("based_on", code)]
        if known := Edition.objects.filter(code=code).first():
            yield from _explained(known, table, numbers["sources"])
            continue
        edition = _edition(code, table, numbers)
        yield "editions"
        for rule in numbers["threshold"]:
            ThresholdRule.objects.create(edition=edition, **rule)
            yield "thresholds"
        for ground in _grounds(edition, grounds):
            ground.save()
            yield "grounds"


def _explained(edition: Edition, table: Mapping[str, Any], sources: Mapping[str, str]) -> Iterator[str]:
    """What an edition that is there was loaded without: sources of its numbers, languages of its texts."""
    Edition.objects.filter(pk=edition.pk, sources={}).update(sources=sources)
    told = [_tell(edition, name, table.get(name, {})) for name in ("source", "doubt")]
    titles = {
        ground.item: dict(ground.title) for ground in _grounds(edition, read_table("grounds")["ground"])
    }
    told += [_tell(ground, "title", titles.get(ground.item, {})) for ground in edition.grounds.all()]
    yield from ["texts"] * sum(told)


def _edition(code: str, table: Mapping[str, Any], numbers: Mapping[str, Any]) -> Edition:
    day = table.get("in_force_date")
    if day is not None and Edition.objects.filter(in_force_date=day).exists():
        raise ValueError(f"another edition of the rules is in force from {day}; {code} cannot be")
    return Edition.objects.create(
        code=code,
        in_force_date=day,
        source=table["source"],
        doubt=table.get("doubt", {}),
        sources=numbers["sources"],
        **{name: table.get(name, numbers[name]) for name in NUMBERS},
    )


def _grounds(edition: Edition, tables: list[dict[str, Any]]) -> Iterator[Ground]:
    position = 0
    for table in tables:
        for item in table["items"] if edition.code in table["editions"] else ():
            position += 1
            yield Ground(
                edition=edition,
                item=item["item"],
                title=_texts(item),
                article=table["article"],
                is_topic=table["is_topic"],
                must_hide=item.get("must_hide", False),
                is_confirmed=item.get("is_confirmed", table.get("is_confirmed", True)),
                position=position,
            )


def _topics() -> Iterator[str]:
    for position, table in enumerate(read_table("topics")["topic"], start=1):
        values = {"name": _texts(table), "position": position}
        _topic, is_new = Topic.objects.get_or_create(slug=table["slug"], defaults=values)
        if is_new:
            yield "topics"


def _territories() -> Iterator[str]:
    table = read_table("territories")
    for place in table["territory"]:
        values = {
            "kind": place["kind"],
            "parent_id": None if place["code"] == COUNTRY else COUNTRY,
            "name": _texts(place),
            "population": place["population"],
            "population_date": table["population_date"],
            "population_source": table["about" if place.get("about") else "exact"],
        }
        territory, is_new = Territory.objects.get_or_create(code=place["code"], defaults=values)
        if is_new:
            yield "territories"
        elif _tell(territory, "name", values["name"]):
            yield "names"


def _bodies() -> Iterator[str]:
    table = read_table("bodies")
    for values in [*_central_bodies(table), *_local_bodies(table)]:
        slug = values.pop("slug")
        body, is_new = Body.objects.get_or_create(slug=slug, defaults=values)
        if is_new:
            yield "bodies"
        elif _tell(body, "name", values["name"]):
            yield "names"


def _central_bodies(table: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for body in table["body"]:
        yield {
            "slug": body["slug"],
            "kind": body["kind"],
            "territory_id": COUNTRY,
            "name": _texts(body),
        }


def _local_bodies(table: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """An akimat and a maslikhat for every region and city of the tables."""
    for place in read_table("territories")["territory"]:
        if place["kind"] != TerritoryKind.REGION:
            continue
        for kind in (BodyKind.AKIMAT, BodyKind.MASLIKHAT):
            patterns = _texts(table[kind.value])
            yield {
                "slug": f"{kind.value}-{table['slugs'][place['code']]}",
                "kind": kind,
                "territory_id": place["code"],
                "name": {
                    code: pattern.format(place=place[code])
                    for code, pattern in patterns.items()
                    if code in place
                },
            }


def _tell(known: Model, field: str, texts: Mapping[str, str]) -> bool:
    """Add to a text of *known* the languages in which it does not stand yet; whether there were any.

    One that staff have changed keeps what they wrote: another language would tell the old text.
    """
    stored = dict(getattr(known, field))
    if not stored or stored == texts or any(texts.get(code) != text for code, text in stored.items()):
        return False
    setattr(known, field, texts)
    known.save(update_fields=[field])
    return True


def _texts(table: Mapping[str, Any]) -> dict[str, str]:
    """The texts of a table by language; its other keys are left out."""
    return {code: table[code] for code in LANGUAGES if code in table}
