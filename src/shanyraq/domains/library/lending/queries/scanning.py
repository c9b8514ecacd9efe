"""What a scanner or a keyboard put into the desk's one input."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Q, QuerySet

from shanyraq.domains.library.catalogue.models import Item
from shanyraq.domains.library.lending.models import ReaderName
from shanyraq.domains.library.lending.rules.names import name_keys
from shanyraq.domains.library.network.models import Branch, Reader
from shanyraq.kernel.errors import Refusal
from shanyraq.kernel.identifiers import parse_public_id

LONGEST = 200


class Command(StrEnum):
    """Words that begin with a slash."""

    UNDO = "undo"
    END = "end"
    RECEIPT = "receipt"
    RENEW = "renew"
    RENEW_ALL = "renewall"
    RETURN = "return"


@dataclass(frozen=True, slots=True)
class Understood:
    """A command with its argument, a reader, or a copy; ``text`` is what was read. Else not understood."""

    text: str
    command: Command | None = None
    argument: str = ""
    reader: Reader | None = None
    item: Item | None = None


def understand(text: str, branch: Branch) -> Understood:
    """A slash begins a command; else a card number, a bar code, or an inventory number of the branch."""
    typed = " ".join(text.replace("\x00", "").split())[:LONGEST]
    if typed.startswith("/"):
        word, _space, argument = typed[1:].partition(" ")
        known = {command.value: command for command in Command}
        return Understood(typed, command=known.get(word.lower()), argument=argument)
    reader = reader_with(typed)
    return Understood(typed, reader=reader, item=None if reader else item_with(typed, branch))


def reader_with(number: str) -> Reader | None:
    """The reader with this card number, as scanned, typed or read aloud."""
    try:
        card = parse_public_id(number)
    except Refusal:
        return None
    return Reader.objects.select_related("home_library", "profile").filter(card_number=card).first()


def item_with(code: str, branch: Branch) -> Item | None:
    """The copy with this bar code, or with this inventory number at the branch."""
    if not code:
        return None
    items = Item.objects.select_related("record__edition", "branch__library")
    found = list(
        items.filter(Q(barcode=code) | Q(inventory_number=code, branch=branch)).order_by("barcode")[:2]
    )
    exact = [item for item in found if item.barcode == code]
    return next(iter(exact or found), None)


def readers_named(words: str, *, most: int = 30) -> list[Reader]:
    """Readers by beginnings of the name's words in any script, card number, e-mail address or phone number.

    Three signs at least.
    """
    parts = words.replace("\x00", "").split()
    if len("".join(parts)) < 3:
        return []
    card = reader_with("".join(parts))
    if card is not None:
        return [card]
    text = words.strip()
    wanted = Q(email__iexact=text) | Q(phone=text)
    if keys := name_keys(words):
        wanted |= Q(pk__in=_named(keys))
    return list(Reader.objects.filter(wanted).select_related("home_library")[:most])


def _named(keys: list[str]) -> QuerySet[ReaderName, Any]:
    """Readers of whose name each typed word begins a word."""
    first, *others = sorted(keys, key=len, reverse=True)  # the longest leaves the fewest
    found = ReaderName.objects.filter(key__startswith=first)
    for other in others:
        found = found.filter(reader__in=ReaderName.objects.filter(key__startswith=other).values("reader"))
    return found.values("reader")
