"""Links to lending for those who may follow them."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from shanyraq.domains.library.lending.queries.branches import desks_of
from shanyraq.platform.accounts.places import Place, register_places
from shanyraq.platform.accounts.web.signed_in import account_of

GROUP = "library"


def places(request: HttpRequest) -> Iterator[Place]:
    """The reader's own page and lists; the desks for who lends."""
    yield Place(_("My library"), reverse("library_lending:my"), GROUP)
    yield Place(_("Reading lists"), reverse("library_lending:lists"), GROUP)
    yield Place(_("Reading history"), reverse("library_lending:history"), GROUP)
    if desks_of(account_of(request)):
        yield Place(_("Circulation desk"), reverse("library_lending:desks"), GROUP, is_work=True)


def connect() -> None:
    """Register the links; called once when the room is ready."""
    register_places(places)
