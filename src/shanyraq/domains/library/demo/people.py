"""Accounts of the demonstration: an administrator of the network, librarians and readers."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from shanyraq.domains.library.catalogue.models import Edition, ItemState
from shanyraq.domains.library.lending import demo as lending
from shanyraq.domains.library.lending.actions.readers import Particulars, connect_card, register_at_desk
from shanyraq.domains.library.network.models import Branch, Library, Reader, StaffPost, StaffRole
from shanyraq.domains.library.network.states import MembershipState

MOST_EDITIONS: Final = 60
ADMINISTRATOR: Final = "network@shanyraq.example"
READERS: Final = (
    ("reader@shanyraq.example", "Оқырман Дана", "national"),
    ("aigerim@shanyraq.example", "Сәбитова Айгерім", "national"),
    ("timur@shanyraq.example", "Ахметов Тимур", "pavlodar"),
    ("olga@shanyraq.example", "Иванова Ольга", "pavlodar"),
    ("nurlan@shanyraq.example", "Жақсыбеков Нұрлан", "turkistan"),
    ("", "Қонақбай қарт", "turkistan"),
)
"""Address of the account (empty: a card from the desk alone), name, home library."""


def account(email: str, name: str, password: str) -> Any:
    """The account of this address, made with a confirmed address when it is not there."""
    users: Any = get_user_model()
    known = users.objects.filter(email=email).first()
    if known is not None:
        return known
    last_name, _space, first_name = name.partition(" ")
    with transaction.atomic():
        user = users.objects.create_user(email, password or None, first_name=first_name, last_name=last_name)
        EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
    return user


def load_administrator(password: str) -> Any:
    """Who cares for the network; the post is given only together with the account."""
    is_new = not get_user_model()._default_manager.filter(email=ADMINISTRATOR).exists()  # noqa: SLF001 -- Django documents it
    user = account(ADMINISTRATOR, "Желібай Арман", password)
    if is_new:
        StaffPost.objects.create(user=user, role=StaffRole.NETWORK, since=timezone.now())
    return user


def librarian(code: str, role: str, name: str, password: str) -> str:  # noqa: PLR0917 -- who, where, as what
    """The address of a librarian's account, which is there afterwards."""
    email = f"{role}.{code}@shanyraq.example"
    account(email, name, password)
    return email


def load_readers(password: str, at: datetime) -> int:
    """Give cards to the readers who never had one; how many."""
    made = 0
    for email, name, code in READERS:
        library = Library.objects.filter(code=code).first()
        if library is None or Reader.objects.filter(name=name, email=email).exists():
            continue
        particulars = Particulars(name=name, email=email)
        reader = register_at_desk(particulars=particulars, identity=None, library=library, at=at)
        if email:
            connect_card(user=account(email, name, password), card_number=reader.card_number)
        made += 1
    return made


def load_circulation(password: str) -> dict[str, int]:
    """Loans, holds and a reading list, so that desks, worklists and readers' pages have something to show."""
    branches = Branch.objects.filter(library__state=MembershipState.LIVE).select_related("library")
    editions = Edition.objects.filter(records__items__state=ItemState.AVAILABLE).distinct()
    owner = account(READERS[0][0], READERS[0][1], password)
    chosen = list(editions.order_by("pk")[:MOST_EDITIONS])
    return lending.load(list(branches.order_by("pk")), chosen, owner=owner)
