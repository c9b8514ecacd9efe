"""Who may do what with digital editions. Predicates for the workflow and for pages."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.network.permissions import has_role, may_digitise, may_head
from shanyraq.domains.library.network.permissions import is_network_administrator as administers
from shanyraq.kernel.workflow import described


@described(_("the platform, when its work is done"))
def is_platform(_subject: Any, actor: Any) -> bool:
    """Nobody: the platform itself."""
    return actor is None


@described(_("digitisation operators and heads of the library"))
def is_operator(subject: Any, actor: Any) -> bool:
    """Whoever digitises in the library of a digital edition."""
    return may_digitise(actor, subject.library)


@described(_("heads of the library"))
def is_head(subject: Any, actor: Any) -> bool:
    """The head of the library of a digital edition."""
    return may_head(actor, subject.library)


@described(_("the platform, digitisation operators and heads of the library"))
def is_platform_or_operator(subject: Any, actor: Any) -> bool:
    """Whoever digitises, or the platform in their name."""
    return is_platform(subject, actor) or is_operator(subject, actor)


@described(_("digitisation operators and heads of the library"))
def handles_takedown(request: Any, actor: Any) -> bool:
    """Whoever digitises in the library whose edition a request is about."""
    return may_digitise(actor, request.edition.library)


@described(_("heads of the library"))
def decides_takedown(request: Any, actor: Any) -> bool:
    """The head of the library whose edition a request is about."""
    return may_head(actor, request.edition.library)


__all__ = [
    "administers",
    "decides_takedown",
    "handles_takedown",
    "has_role",
    "is_head",
    "is_operator",
    "is_platform",
    "is_platform_or_operator",
    "may_digitise",
    "may_head",
]
