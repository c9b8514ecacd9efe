"""Whole and permanent addresses of things of the catalogue."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from shanyraq.domains.library.catalogue.models import Edition, Work
from shanyraq.kernel.identifiers import PUBLIC_LENGTH
from shanyraq.kernel.languages import LANGUAGES


def host() -> str:
    """The name of the house on the web, as its settings have it; identifiers of OAI-PMH are made of it."""
    return urlsplit(settings.NOTIFICATIONS_ADDRESS).hostname or "localhost"


def host_and_port(address: str) -> tuple[str, str]:
    """Name and port of an address of the web."""
    parts = urlsplit(address)
    return parts.hostname or "localhost", str(parts.port or (443 if parts.scheme == "https" else 80))


def permanent_path(public_id: str) -> str:
    """The address of an edition that never changes and knows no language."""
    return reverse("library_edition_door", args=[public_id])


def permanent_address(edition: Edition | str) -> str:
    """The same with scheme and host."""
    public_id = edition if isinstance(edition, str) else edition.public_id
    return f"{settings.NOTIFICATIONS_ADDRESS}{permanent_path(public_id)}"


def address_maker() -> Callable[[str], str]:
    """Permanent addresses of many editions by their public ids, without asking the resolver for each."""
    begin, end = permanent_address("0" * PUBLIC_LENGTH).split("0" * PUBLIC_LENGTH)
    return lambda public_id: f"{begin}{public_id}{end}"


def work_address(work: Work | str) -> str:
    """The permanent address of a work."""
    public_id = work if isinstance(work, str) else work.public_id
    return f"{settings.NOTIFICATIONS_ADDRESS}{reverse('library_work_door', args=[public_id])}"


def alternates(request: HttpRequest) -> list[tuple[str, str]]:
    """This page in all languages: pairs of ``hreflang`` and whole address, without a query."""
    rest = request.path_info.lstrip("/").partition("/")[2]
    return [
        (language.bcp47, request.build_absolute_uri(f"/{code}/{rest}"))
        for code, language in LANGUAGES.items()
    ]
