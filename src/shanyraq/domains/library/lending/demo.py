"""Readers, loans and holds of the demonstration: the same for the same branches and editions."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from shanyraq.domains.library.catalogue.models import Edition, Item
from shanyraq.domains.library.lending.actions import lists
from shanyraq.domains.library.lending.actions.holds import place_hold
from shanyraq.domains.library.lending.actions.loans import lend, receive
from shanyraq.domains.library.lending.actions.readers import keep_name
from shanyraq.domains.library.lending.models import ReaderProfile, ReadingList
from shanyraq.domains.library.lending.permissions import Librarian
from shanyraq.domains.library.lending.rules.copies import on_shelf
from shanyraq.domains.library.network.models import Branch, Reader, StaffPost, StaffRole
from shanyraq.kernel.errors import Refusal
from shanyraq.kernel.identifiers import public_id_for
from shanyraq.platform.accounts.models import User

_KEY = b"readers of the demonstration"
NAMES = (
    "Ахметова Айгерім Серікқызы",
    "Сейітов Нұрлан Маратұлы",
    "Ким Ольга Викторовна",
    "Жұмабаев Дәурен Бекұлы",
    "Иванова Мария Петровна",
    "Оспанова Гүлнар Асқарқызы",
    "Тілеубаев Ерлан Қайратұлы",
    "Рахимова Динара Илиясқызы",
    "Шевченко Андрей Николаевич",
    "Мұқанова Жанар Талғатқызы",
    "Есенов Санжар Болатұлы",
    "Абдуллаев Фарух Ильясович",
)
LANGUAGES = ("kk", "kk", "ru", "kk", "ru", "kk", "kk", "ru", "ru", "kk", "en", "tr")
_AGO = (40, 25, 18, 12, 9, 6, 3, 2, 1)
"""Days before today on which the demonstration's loans were made; the first are overdue."""


def load(
    branches: Sequence[Branch], editions: Sequence[Edition], *, owner: User | None = None
) -> dict[str, int]:
    """Give cards to a dozen readers, lend, reserve and take back; returns how many of each there are.

    Everything goes through the actions, so every rule holds. Running it twice changes nothing. ``owner`` gets
    the first card and a public reading list.
    """
    now = timezone.now().replace(hour=6, minute=0, second=0, microsecond=0)
    open_ones = [branch for branch in branches if branch.library.is_live and not branch.is_closed]
    if not open_ones or not editions:
        return {"readers": 0, "loans": 0, "holds": 0}
    is_new = not Reader.objects.filter(card_number=public_id_for(_KEY, "reader", 0)).exists()
    readers = [_reader(number, open_ones, now) for number in range(len(NAMES))]
    if owner is not None:
        _give(owner, readers[0], editions=editions, now=now)
    if is_new:
        _lend(readers, open_ones, now)
        _reserve(readers, open_ones, editions=editions, now=now)
    return {
        "readers": len(readers),
        "loans": sum(reader.loans.count() for reader in readers),
        "holds": sum(reader.holds.count() for reader in readers),
    }


def _reader(number: int, branches: Sequence[Branch], now: datetime) -> Reader:
    registered = now - timedelta(days=300 - number)
    reader, _made = Reader.objects.get_or_create(
        card_number=public_id_for(_KEY, "reader", number),
        defaults={
            "name": NAMES[number],
            "email": f"reader{number}@library.example",
            "home_library": branches[number % len(branches)].library,
            "registered_at": registered,
            "expires_at": registered + timedelta(days=5 * 365),
        },
    )
    keep_name(reader)
    ReaderProfile.objects.get_or_create(reader=reader, defaults={"language": LANGUAGES[number]})
    return reader


def _give(owner: User, reader: Reader, *, editions: Sequence[Edition], now: datetime) -> None:
    if not Reader.objects.filter(user=owner).exists():
        reader.user = owner
        reader.save(update_fields=["user"])
    if not ReadingList.objects.filter(owner=owner).exists():
        made = lists.make_list(
            owner=owner, title="Қыс кештеріне", language="kk", at=now, is_public=True, note="Ұзақ түндерге."
        )
        for edition in editions[:6]:
            lists.add_to_list(reading_list=made, edition_public_id=edition.public_id, at=now)


def _librarian(branch: Branch) -> Librarian:
    """Who circulates at the branch; the platform's own number 0 where nobody is posted yet."""
    posts = StaffPost.objects.filter(library=branch.library, role=StaffRole.CIRCULATION)
    post = posts.order_by("pk").first()
    return Librarian(post.user_id if post else 0, branch)


def _lend(readers: Sequence[Reader], branches: Sequence[Branch], now: datetime) -> None:
    """Each branch lends a few of its copies to readers in turn; every fourth comes back."""
    turn = 0
    for branch in branches:
        librarian = _librarian(branch)
        for item in Item.objects.filter(branch=branch, state="available").order_by("pk")[: len(_AGO)]:
            at = now - timedelta(days=_AGO[turn % len(_AGO)])
            try:
                lend(item=item, reader=readers[turn % len(readers)], librarian=librarian, at=at)
            except Refusal:
                continue  # a rule says no: as it would at a desk
            finally:
                turn += 1
            if turn % 4 == 0:
                receive(item=item, librarian=librarian, at=now)


def _reserve(
    readers: Sequence[Reader], branches: Sequence[Branch], *, editions: Sequence[Edition], now: datetime
) -> None:
    """Readers wait for books in turn: of three, one lies ready, one is on the way, one waits in the queue."""
    for number, edition in enumerate(editions[: 2 * len(readers)]):
        free = on_shelf(Item.objects.filter(record__edition=edition, state="available")).first()
        branch = free.branch if free and number % 3 == 0 else branches[number % len(branches)]
        reader = readers[(number + 5) % len(readers)]
        try:
            place_hold(reader=reader, edition=edition, branch=branch, at=now - timedelta(hours=number + 1))
        except Refusal:
            continue  # no copy, or as many holds as the rule allows
        if free is not None and number % 3 != 2:
            receive(item=free, librarian=_librarian(free.branch), at=now)
