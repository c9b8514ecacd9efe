"""The kinds of notifications. A room registers its own when it starts (``apps.ready``)."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Kind:
    """``label`` is what people read when they stop a kind.

    A transactional kind answers to something the person did and cannot be stopped. The text of a
    confidential one (links that open an account) is erased as soon as it is sent.
    """

    name: str
    label: Any
    transactional: bool = False
    confidential: bool = False


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Make *kind* known; doing it twice with the same content is allowed.

    :raises ValueError: when the name stands for another kind.
    """
    if _kinds.setdefault(kind.name, kind) != kind:
        raise ValueError(f"the kind of notification {kind.name!r} is taken")
    return kind


def kind_named(name: str) -> Kind:
    """:raises KeyError: when nobody registered it."""
    return _kinds[name]


ACCOUNT = register(Kind("account", _("Your account"), transactional=True, confidential=True))
EDITORIAL = register(Kind("editorial", _("Work on pages"), transactional=True))
