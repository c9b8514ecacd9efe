"""Who may read a digital edition: the one place that decides.

Tiles, text, ALTO, hits and snippets, downloads, manifests, thumbnails, pictures of EPUBs, OPDS links and the
audiences of the search all ask here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.network.models import StaffPost, StaffRole
from shanyraq.domains.library.reading.models import DigitalEdition, DigitalLoan
from shanyraq.domains.library.reading.states import AccessClass, EditionState

KEEPERS: Final = frozenset({StaffRole.DIGITISATION, StaffRole.HEAD})
"""Roles that see what their library has not published, or has hidden."""


@dataclass(frozen=True)
class Visitor:
    """Who asks, and from where. What a decision does not need is not looked up.

    ``find_rooms`` tells of which libraries this is a reading room, by address or paired device.
    """

    user: Any = None
    find_rooms: Callable[[], frozenset[int]] = frozenset
    at: datetime = field(default_factory=timezone.now)

    @property
    def is_signed_in(self) -> bool:
        """Whether an active account speaks."""
        return self.user is not None and self.user.is_authenticated and self.user.is_active

    @cached_property
    def rooms(self) -> frozenset[int]:
        """The libraries in whose reading room the visitor sits."""
        return frozenset(self.find_rooms())

    @cached_property
    def posts(self) -> frozenset[tuple[int | None, str]]:
        """Library and role of every post; one query."""
        if not self.is_signed_in:
            return frozenset()
        return frozenset(StaffPost.objects.filter(user_id=self.user.pk).values_list("library_id", "role"))

    @cached_property
    def borrowed(self) -> frozenset[int]:
        """The digital editions that the visitor has on loan at this moment; one query."""
        if not self.is_signed_in:
            return frozenset()
        loans = DigitalLoan.objects.filter(user_id=self.user.pk, ended_at=None, due_at__gt=self.at)
        return frozenset(loans.values_list("edition_id", flat=True))

    @property
    def is_administrator(self) -> bool:
        """Whether the visitor cares for the whole network."""
        return self.is_signed_in and (self.user.is_superuser or (None, StaffRole.NETWORK) in self.posts)

    def keeps(self, library_id: int) -> bool:
        """Whether the visitor digitises for the library."""
        return self.is_administrator or any((library_id, role) in self.posts for role in KEEPERS)

    def works_for(self, library_id: int) -> bool:
        """Whether the visitor has any post in the library."""
        return self.is_administrator or any(library == library_id for library, _role in self.posts)


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether one may read; if not, ``code`` and ``reason`` in words, and what helps.

    ``remedy``: sign_in, borrow, visit, wait, or empty where nothing helps. ``is_known``: whether the visitor
    may learn that the digital edition is here at all. ``is_open``: everybody may, so that copies may be kept.
    """

    is_allowed: bool
    code: str = "allowed"
    reason: Any = ""
    remedy: str = ""
    is_known: bool = True
    is_open: bool = False

    def __bool__(self) -> bool:
        return self.is_allowed

    @property
    def status(self) -> int:
        """The status of an HTTP answer (RFC 9110; 451 by RFC 7725)."""
        if self.is_allowed:
            return 200
        if not self.is_known:
            return 404
        return {"sign_in": 401}.get(self.remedy, {"restricted": 451, "withdrawn": 410}.get(self.code, 403))


ALLOWED: Final = Decision(True)
OPEN: Final = Decision(True, is_open=True)
_UNKNOWN: Final = Decision(False, "unpublished", _("There is no such digital edition."), is_known=False)
_RESTRICTED: Final = Decision(
    False, "restricted", _("Access is restricted while a claim is being reviewed."), "wait"
)
_WITHDRAWN: Final = Decision(False, "withdrawn", _("This digital edition was withdrawn."))
_EMBARGO: Final = Decision(False, "embargo", _("This digital edition is closed until a date."), "wait")
_REGISTERED: Final = Decision(False, "registered", _("Sign in to read this book."), "sign_in")
_ROOM: Final = Decision(
    False, "reading_room", _("This book can be read only in the reading rooms of the library."), "visit"
)
_LOAN: Final = Decision(False, "loan", _("Borrow this book to read it."), "borrow")
_LOAN_SIGNED_OUT: Final = Decision(False, "loan", _("Sign in and borrow this book to read it."), "sign_in")
_STAFF: Final = Decision(False, "staff", _("This book can be read only by the library's staff."))


def decide(edition: DigitalEdition, visitor: Visitor) -> Decision:
    """Whether *visitor* may read *edition* now. At most two queries for a visitor, however many editions."""
    is_open = edition.access_class == AccessClass.PUBLIC and edition.is_published
    if is_open and not edition.is_embargoed(_day(visitor)):
        return OPEN
    if visitor.keeps(edition.library_id):
        return ALLOWED
    hidden = _hidden(edition)
    if hidden is not None:
        return hidden
    if edition.is_embargoed(_day(visitor)):
        return _EMBARGO
    return _RULES.get(AccessClass(edition.access_class), _for_staff)(edition, visitor)


def _hidden(edition: DigitalEdition) -> Decision | None:
    if edition.state == EditionState.PUBLISHED:
        return None
    return {EditionState.RESTRICTED: _RESTRICTED, EditionState.WITHDRAWN: _WITHDRAWN}.get(
        EditionState(edition.state), _UNKNOWN
    )


def _for_registered(_edition: DigitalEdition, visitor: Visitor) -> Decision:
    return ALLOWED if visitor.is_signed_in else _REGISTERED


def _for_rooms(edition: DigitalEdition, visitor: Visitor) -> Decision:
    is_there = edition.library_id in visitor.rooms or (edition.in_all_reading_rooms and bool(visitor.rooms))
    return ALLOWED if is_there else _ROOM


def _for_borrowers(edition: DigitalEdition, visitor: Visitor) -> Decision:
    if edition.pk in visitor.borrowed:
        return ALLOWED
    return _LOAN if visitor.is_signed_in else _LOAN_SIGNED_OUT


def _for_staff(edition: DigitalEdition, visitor: Visitor) -> Decision:
    return ALLOWED if visitor.works_for(edition.library_id) else _STAFF


_RULES: Final[dict[AccessClass, Callable[[DigitalEdition, Visitor], Decision]]] = {
    AccessClass.REGISTERED: _for_registered,
    AccessClass.READING_ROOM: _for_rooms,
    AccessClass.LOAN: _for_borrowers,
    AccessClass.STAFF: _for_staff,
}


def _day(visitor: Visitor) -> Any:
    return timezone.localtime(visitor.at).date()


def audiences_of(edition: DigitalEdition, at: datetime) -> frozenset[str]:
    """The groups of the search that find its pages: everybody, the signed-in, or nobody.

    What depends on a place, a loan or a post cannot be told by a group, so that the search finds none of it.
    """
    if not edition.is_published or edition.is_embargoed(timezone.localtime(at).date()):
        return frozenset()
    groups = {AccessClass.PUBLIC: {"public"}, AccessClass.REGISTERED: {"signed-in"}}
    return frozenset(groups.get(AccessClass(edition.access_class), set()))


def offered_to(visitor: Visitor) -> QuerySet[DigitalEdition]:
    """The digital editions that *visitor* may read, or may by signing in, borrowing or going to the library.

    What only staff may read, or nobody yet, is no offer, except to who may.
    """
    if visitor.is_administrator:
        return DigitalEdition.objects.all()
    kept = [library for library, role in visitor.posts if role in KEEPERS]
    worked = [library for library, _role in visitor.posts]
    has_come = Q(embargo_until=None) | Q(embargo_until__lte=_day(visitor))
    is_for_readers = ~Q(access_class=AccessClass.STAFF) | Q(library_id__in=worked)
    return DigitalEdition.objects.filter(
        Q(library_id__in=kept) | (Q(state=EditionState.PUBLISHED) & has_come & is_for_readers)
    )


def open_editions(
    visitor: Visitor, editions: Iterable[DigitalEdition]
) -> list[tuple[DigitalEdition, Decision]]:
    """Each of *editions* with the decision on it."""
    return [(edition, decide(edition, visitor)) for edition in editions]
