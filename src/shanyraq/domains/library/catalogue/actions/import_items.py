"""Copies on shelves, made and kept up to date from the holdings that records tell."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction

from shanyraq.domains.library.catalogue.actions.import_entries import Entry
from shanyraq.domains.library.catalogue.models import Item, ItemState, Record
from shanyraq.domains.library.network.models import Branch, Library

LONGEST = {"inventory_number": 40, "barcode": 40}
CUT = {"shelf_mark": 120, "item_type": 20, "note": 300}
_CHANGING = ("branch", "shelf_mark", "item_type", "note", "inventory_number", "barcode", "state")
Key = tuple[str, ...]


@dataclass(slots=True)
class Held:
    """A record, the holdings that it told before, and its report.

    Of an unchanged record only missing items are made (its branch may be new); what staff changed stays.
    """

    record: Record
    before: Sequence[dict[str, Any]]
    entry: Entry
    only_missing: bool = False


@dataclass(slots=True)
class Shelves:
    """The branches of a library by their codes in small letters, and what stands in them."""

    branches: dict[str, Branch]

    @classmethod
    def of(cls, library: Library) -> Shelves:
        """One query."""
        return cls({branch.code.lower(): branch for branch in library.branches.all()})

    def branch(self, code: str) -> Branch | None:
        """The branch with *code*; the only one there is when a copy names none."""
        if not code and len(self.branches) == 1:
            return next(iter(self.branches.values()))
        return self.branches.get(code.lower())


@dataclass(slots=True)
class _Plan:
    new: list[Item] = field(default_factory=list)
    changed: list[tuple[Item, Entry]] = field(default_factory=list)
    barcodes: dict[str, int] = field(default_factory=dict)
    inventory: dict[tuple[int, str], int] = field(default_factory=dict)


def key_of(holding: dict[str, Any], number: int = 0) -> Key:
    """What tells one copy of a record from another: bar code, else inventory number, else place and order."""
    if holding.get("barcode"):
        return ("barcode", holding["barcode"])
    if holding.get("inventory_number"):
        return ("inventory", holding["inventory_number"])
    return ("place", holding.get("shelf_mark", ""), str(number))


def _free_key(holding: dict[str, Any], taken: Container[Key]) -> Key | None:
    """The key of one more copy; None when the record tells the same number twice."""
    number = 0
    while (key := key_of(holding, number)) in taken:
        if key[0] != "place":
            return None
        number += 1
    return key


def _was_told(key: Key, before: Sequence[dict[str, Any]]) -> bool:
    """Whether the record told of this copy before, so that its absence now means something."""
    name = {"barcode": "barcode", "inventory": "inventory_number", "place": "shelf_mark"}[key[0]]
    return any(holding.get(name, "") == key[1] for holding in before)


def store_items(held: Sequence[Held], shelves: Shelves) -> None:
    """Make, change and withdraw items of saved records. What is not told by records is left alone.

    An unknown branch, a number that another item has, and one that is too long are reported, never invented.
    """
    touched = [each for each in held if each.before or each.record.description.get("holdings")]
    if not touched:
        return
    existing = _existing(touched)
    plan = _taken(touched, shelves)
    for each in touched:
        _plan_record(each, existing.get(each.record.pk, []), shelves=shelves, plan=plan)
    Item.objects.bulk_create(plan.new, ignore_conflicts=True)
    _save_changed(plan.changed)


def _save_changed(changed: Sequence[tuple[Item, Entry]]) -> None:
    """All at once; only where numbers collide (two copies swap theirs) one by one, and the loser is told."""
    if not changed:
        return
    try:
        with transaction.atomic():
            Item.objects.bulk_update([item for item, _entry in changed], _CHANGING)
    except IntegrityError:
        for item, entry in changed:
            try:
                with transaction.atomic():
                    item.save(update_fields=_CHANGING)
            except IntegrityError:
                entry.warn("barcode_taken", item.barcode or item.inventory_number)


def check_items(held: Sequence[Held], shelves: Shelves) -> None:
    """The warnings of ``store_items`` without storing anything, for trials."""
    plan = _taken(held, shelves)
    for each in held:
        _told(each, shelves, plan)


def _existing(held: Sequence[Held]) -> dict[int, list[Item]]:
    found: dict[int, list[Item]] = {}
    for item in Item.objects.filter(record__in=[each.record.pk for each in held]).order_by("pk"):
        found.setdefault(item.record_id, []).append(item)
    return found


def _taken(held: Sequence[Held], shelves: Shelves) -> _Plan:
    """Bar codes and inventory numbers that items have already, with the records they belong to."""
    holdings = [holding for each in held for holding in each.record.description.get("holdings", ())]
    barcodes = {holding["barcode"] for holding in holdings if holding.get("barcode")}
    numbers = {holding["inventory_number"] for holding in holdings if holding.get("inventory_number")}
    plan = _Plan()
    if barcodes:
        owners = Item.objects.filter(barcode__in=barcodes).values_list("barcode", "record")
        plan.barcodes = {str(barcode): record for barcode, record in owners}
    if numbers:
        rows = Item.objects.filter(
            branch__in=[branch.pk for branch in shelves.branches.values()], inventory_number__in=numbers
        ).values_list("branch", "inventory_number", "record")
        plan.inventory = {(branch, number): record for branch, number, record in rows}
    return plan


def _told(each: Held, shelves: Shelves, plan: _Plan) -> dict[Key, dict[str, Any]]:
    """Columns of the items that the record tells of, by their keys; the rest is reported."""
    found: dict[Key, dict[str, Any]] = {}
    for holding in each.record.description.get("holdings", ()):
        values = _values(holding, each, shelves=shelves, plan=plan)
        key = _free_key(values, found) if values else None
        if values and key:
            found[key] = values
    return found


def _plan_record(each: Held, items: list[Item], *, shelves: Shelves, plan: _Plan) -> None:
    told = _told(each, shelves, plan)
    known = _by_key(items)
    by_inventory = {item.inventory_number: key for key, item in known.items() if item.inventory_number}
    for key, values in told.items():
        same = by_inventory.get(values["inventory_number"], key)  # a copy may get its bar code later
        item = known.pop(key, None) or known.pop(same, None)
        if item is None:
            plan.new.append(Item(record=each.record, **values))
        elif not each.only_missing and _change(item, values):
            plan.changed.append((item, each.entry))
    for key, item in known.items():
        if item.state != ItemState.WITHDRAWN and _was_told(key, each.before):
            item.state = ItemState.WITHDRAWN
            plan.changed.append((item, each.entry))


def _by_key(items: list[Item]) -> dict[Key, Item]:
    found: dict[Key, Item] = {}
    for item in items:
        told = {
            "barcode": item.barcode,
            "inventory_number": item.inventory_number,
            "shelf_mark": item.shelf_mark,
        }
        key = _free_key(told, found)
        if key:
            found[key] = item
    return found


def _values(holding: dict[str, Any], each: Held, *, shelves: Shelves, plan: _Plan) -> dict[str, Any] | None:
    """Columns of the item; None when its branch is unknown."""
    branch = shelves.branch(holding.get("branch", ""))
    if branch is None:
        each.entry.warn("unknown_branch", holding.get("branch", ""))
        return None
    values: dict[str, Any] = {name: holding.get(name, "")[:most] for name, most in CUT.items()}
    values["item_type"] = values["item_type"] or "book"
    for name, most in LONGEST.items():
        given = holding.get(name, "")
        if len(given) > most:
            each.entry.warn("number_too_long", given[:60])
            given = ""
        values[name] = given
    owner = each.record.pk or -each.entry.source.ordinal
    if values["barcode"] and plan.barcodes.setdefault(values["barcode"], owner) != owner:
        each.entry.warn("barcode_taken", values["barcode"])
        values["barcode"] = ""
    place = (branch.pk, values["inventory_number"])
    if values["inventory_number"] and plan.inventory.setdefault(place, owner) != owner:
        each.entry.warn("inventory_number_taken", values["inventory_number"])
        values["inventory_number"] = ""
    values["barcode"] = values["barcode"] or None
    return {"branch": branch, **values}


def _change(item: Item, values: dict[str, Any]) -> bool:
    """Put *values* into the item; a withdrawn one that is told again is available. Whether anything
    changed.
    """
    changed = item.state == ItemState.WITHDRAWN
    if changed:
        item.state = ItemState.AVAILABLE
    for name, value in values.items():
        old = item.branch_id if name == "branch" else getattr(item, name)
        if old != (value.pk if name == "branch" else value):
            setattr(item, name, value)
            changed = True
    return changed


def withdraw_items(records: Sequence[Record]) -> None:
    """Copies of deleted records: withdrawn, never deleted."""
    if records:
        Item.objects.filter(record__in=[record.pk for record in records]).update(state=ItemState.WITHDRAWN)
