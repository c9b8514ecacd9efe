"""What of this room is found: petitions that are open to the public, each once, in its own language."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.petitions.models import Petition
from shanyraq.domains.petitions.queries.finding import SOURCE
from shanyraq.domains.petitions.queries.visible import public_petitions
from shanyraq.kernel.languages import DEFAULT, LANGUAGES
from shanyraq.platform.search.documents import OWN_LANGUAGE, Document, Source, Table, Text, register


def connect() -> None:
    """Make petitions findable; called once when the room is ready."""
    register(
        Source(
            name=SOURCE,
            documents=documents,
            keys=keys,
            visible=visible,
            kinds={"petition": _("Petitions")},
            tables=(
                Table("petitions_petition", "id"),
                Table("petitions_proposal", "petition_id"),
                Table("petitions_body", "id", spread="by_body"),
                Table("petitions_topic", "id", spread="by_topic"),
            ),
            spreads={"by_body": _by_body, "by_topic": _by_topic},
        )
    )


def documents(wanted: Collection[str]) -> Iterator[Document]:
    """A document for each public petition among *wanted*. Two queries."""
    found = public_petitions().filter(pk__in=_numbers(wanted)).prefetch_related("proposals")
    return map(_document, found)


def keys() -> Iterator[str]:
    """Every public petition."""
    return (str(pk) for pk in public_petitions().order_by("pk").values_list("pk", flat=True).iterator())


def visible(wanted: Collection[str], audiences: frozenset[str]) -> set[str]:  # noqa: ARG001 - a public petition is public to all
    """Those that are public now. One query."""
    found = public_petitions().filter(pk__in=_numbers(wanted)).values_list("pk", flat=True)
    return {str(pk) for pk in found}


def _numbers(wanted: Collection[str]) -> list[int]:
    return [int(key) for key in wanted if key.isdecimal()]


def _by_body(numbers: Collection[str]) -> set[str]:
    found = public_petitions().filter(body__in=_numbers(numbers)).values_list("pk", flat=True)
    return {str(pk) for pk in found}


def _by_topic(numbers: Collection[str]) -> set[str]:
    found = public_petitions().filter(topic__in=_numbers(numbers)).values_list("pk", flat=True)
    return {str(pk) for pk in found}


def _document(petition: Petition) -> Document:
    """It is found by the names of addressee and topic in every language, so that languages meet in them."""
    own = [petition.arguments, *(each.text for each in petition.proposals.all())]
    named = [each.name for each in (petition.body, petition.topic) if each is not None]
    place = petition.body.territory.name.in_language(petition.language) if petition.body else None
    return Document(
        source=SOURCE,
        key=str(petition.pk),
        kind="petition",
        language=petition.language,
        title=petition.title,
        address=_address(petition),
        summary=petition.substance,
        texts=tuple(Text(words, petition.language) for words in own if words),
        unseen=tuple(Text(words, code) for name in named for code, words in name.items()),
        identifiers=(petition.public_id,),
        places=(place.text,) if place else (),
        date=timezone.localdate(petition.opened_at) if petition.opened_at else None,
        fresh=True,
        note=str(petition.body or ""),
    )


def _address(petition: Petition) -> str:
    """The page's address with a place for the language of who searches."""
    with translation.override(DEFAULT):
        path = reverse("petitions:petition", args=[petition.public_id])
    code = path.split("/")[1]
    return path.replace(code, OWN_LANGUAGE, 1) if code in LANGUAGES else path
