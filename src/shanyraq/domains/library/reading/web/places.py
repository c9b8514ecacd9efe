"""Links to digital books for those who may follow them."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from shanyraq.domains.library.reading.queries.books import libraries_kept_by
from shanyraq.platform.accounts.places import Place, register_places

GROUP = "library"


def places(request: HttpRequest) -> Iterator[Place]:
    """The reader's digital shelf; the worklists of who digitises."""
    yield Place(_("My digital books"), reverse("library_reading:my_digital"), GROUP)
    if libraries_kept_by(request.user).exists():
        yield Place(_("Digital editions"), reverse("library_reading:staff_editions"), GROUP, is_work=True)
        yield Place(_("Requests for takedown"), reverse("library_reading:takedowns"), GROUP, is_work=True)


def connect() -> None:
    """Register the links; called once when the room is ready."""
    register_places(places)
