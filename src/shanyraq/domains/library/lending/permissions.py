"""Who acts in lending, and predicates over them.

The register of moves is public and for ever, so a reader who acts there has no ``pk``: what somebody reads is
told to nobody. A librarian is named by the account.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.network import permissions as network
from shanyraq.domains.library.network.models import Branch
from shanyraq.kernel.workflow import described


@dataclass(frozen=True, slots=True)
class Librarian:
    """Who works at the desk of a branch. ``pk`` is the account's."""

    pk: int
    branch: Branch


@dataclass(frozen=True, slots=True)
class Borrower:
    """A reader who acts for themself."""

    reader_id: int


def librarian_at(user: Any, branch: Branch) -> Librarian | None:
    """The account as the librarian of a branch; None when it may not lend there."""
    if branch.is_closed or not network.may_circulate(user, branch.library):
        return None
    return Librarian(user.pk, branch)


@described(_("a librarian at the desk"))
def is_librarian(_subject: Any, actor: Any) -> bool:
    """Whether a librarian acts; that they may was checked when the desk was opened."""
    return isinstance(actor, Librarian)


@described(_("a librarian at the desk, or the reader"))
def is_librarian_or_own(subject: Any, actor: Any) -> bool:
    """Whether a librarian acts, or the reader to whom the loan or hold belongs."""
    if isinstance(actor, Borrower):
        return bool(subject.reader_id == actor.reader_id)
    return isinstance(actor, Librarian)


@described(_("the platform, or a librarian at the desk"))
def is_platform_or_librarian(_subject: Any, actor: Any) -> bool:
    """Whether the platform itself acts (nobody), or a librarian."""
    return actor is None or isinstance(actor, Librarian)
