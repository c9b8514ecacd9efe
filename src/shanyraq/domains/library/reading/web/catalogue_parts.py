"""What this room puts on the catalogue's pages and feeds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import F, Max, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shanyraq.domains.library.catalogue import public_parts
from shanyraq.domains.library.catalogue.models import Edition
from shanyraq.domains.library.catalogue.public_parts import ONLINE, ONLINE_SIGNED_IN, Acquisition, Part
from shanyraq.domains.library.catalogue.queries.families import current_editions, edition_now, merged_into_any
from shanyraq.domains.library.reading.models import DigitalEdition
from shanyraq.domains.library.reading.queries.access import (
    KEEPERS,
    Decision,
    Visitor,
    audiences_of,
    decide,
    offered_to,
)
from shanyraq.domains.library.reading.queries.books import digital_by_edition
from shanyraq.domains.library.reading.queries.downloads import may_download, ready_by_edition
from shanyraq.domains.library.reading.states import AccessClass, EditionState
from shanyraq.domains.library.reading.web.manifests import TYPES
from shanyraq.domains.library.reading.web.visitors import visitor_of
from shanyraq.platform.search.documents import Table

DIGITAL = "digital"


def connect() -> None:
    """Register with the catalogue; called once when the room is ready, before the catalogue is."""
    public_parts.register_edition_part(edition_parts)
    public_parts.register_acquisitions(acquisitions)
    public_parts.register_digital_editions(digital)
    public_parts.register_findable(
        public_parts.Findable(
            facts=facts,
            labels={
                ONLINE: gettext_lazy("Available now: to read here"),
                ONLINE_SIGNED_IN: gettext_lazy("Available now: to read here"),
                DIGITAL: gettext_lazy("can be read here"),
            },
            tables=(Table("library_reading_digitaledition", "edition_id", spread="edition"),),
            spreads={"edition": editions_now},
        )
    )


def edition_parts(edition_ids: Sequence[int], request: HttpRequest) -> Mapping[int, Sequence[Part]]:
    """A button "Read" for each digital edition that may be known, with what stands against it."""
    visitor = Visitor(user=request.user)  # not by address: pages of the catalogue are kept for everybody
    found: dict[int, list[Part]] = {}
    for number, editions in digital_by_edition(edition_ids).items():
        for edition in editions:
            decision = decide(edition, visitor)
            if decision.is_known and decision.code != "withdrawn":
                found.setdefault(number, []).append(_part(edition, decision))
    for number, public_id in _to_digitise(edition_ids, visitor):
        address = f"{reverse('library_reading:staff_new')}?edition={public_id}"
        found.setdefault(number, []).append(Part(_("Make a digital edition"), address, "other"))
    return found


def _to_digitise(edition_ids: Sequence[int], visitor: Visitor) -> Iterable[tuple[int, str]]:
    """The editions with their public ids, for who digitises anywhere; nothing is asked for others."""
    if not (visitor.is_administrator or any(role in KEEPERS for _library, role in visitor.posts)):
        return ()
    return Edition.objects.filter(pk__in=edition_ids).values_list("pk", "public_id")


def _part(edition: DigitalEdition, decision: Decision) -> Part:
    address = reverse("library_reading:read", args=[edition.public_id])
    label = _("Read") if decision else _("How to read it")
    notes = (str(decision.reason) if not decision else "", edition.completeness)
    return Part(label, address, "read", note=" ".join(filter(None, notes)))


def acquisitions(edition_ids: Sequence[int], request: HttpRequest) -> Mapping[int, Sequence[Acquisition]]:
    """Files that may be had; the page of the book for what is read there, or tells how it is to be had.

    Reading programs ask without an account, mostly from home: what is open after signing in or in a reading
    room is offered to them too, by that page.
    """
    visitor = Visitor(user=request.user)
    by_edition = digital_by_edition(edition_ids)
    every = [(number, edition) for number, editions in by_edition.items() for edition in editions]
    files = ready_by_edition([edition for _number, edition in every])
    found: dict[int, list[Acquisition]] = {}
    for number, edition in every:
        decision = decide(edition, visitor)
        if not decision.is_known:
            continue
        got = _files(edition, files.get(edition.pk, [])) if may_download(edition, visitor) else []
        page = reverse("library_reading:read", args=[edition.public_id])
        if decision.is_allowed or decision.code in {"registered", "reading_room"}:
            got.append(Acquisition(page, "text/html", "", edition.title))
        elif decision.remedy == "borrow" or decision.code == "loan":
            got.append(Acquisition(page, "text/html", "borrow", edition.title))
        if got:
            found.setdefault(number, []).extend(got)
    return found


def _files(edition: DigitalEdition, made: Collection[Any]) -> list[Acquisition]:
    return [
        Acquisition(
            reverse("library_reading:download", args=[edition.public_id, each.kind]),
            TYPES[each.kind],
            "open-access",
            edition.title,
            each.size,
        )
        for each in made
    ]


def digital(editions: QuerySet[Edition], request: HttpRequest) -> QuerySet[Edition]:
    """Those of *editions* of which a digital edition is offered to the visitor, the newest first."""
    offered = offered_to(visitor_of(request)).annotate(now=edition_now()).values("now")
    narrowed = editions.filter(pk__in=offered).annotate(digital_since=Max("digital_editions__published_at"))
    return narrowed.order_by(F("digital_since").desc(nulls_last=True), "-pk")


def facts(edition_ids: Sequence[int]) -> Mapping[int, Sequence[str]]:
    """How editions can be read here: at once by everybody or the signed-in, or under some condition.

    What only staff may read is no offer. One query.
    """
    found = DigitalEdition.objects.filter(
        edition_id__in=merged_into_any(edition_ids), state=EditionState.PUBLISHED
    )
    told: dict[int, dict[str, None]] = {}
    now = timezone.now()
    for edition in found.exclude(access_class=AccessClass.STAFF).annotate(now=edition_now()):
        told.setdefault(edition.now, {}).update(dict.fromkeys(_offers(edition, now)))
    return {number: tuple(offers) for number, offers in told.items()}


def _offers(edition: DigitalEdition, at: datetime) -> tuple[str, ...]:
    audiences = audiences_of(edition, at)
    if "public" in audiences:
        return DIGITAL, ONLINE, ONLINE_SIGNED_IN
    return (DIGITAL, ONLINE_SIGNED_IN) if audiences else (DIGITAL,)


def editions_now(edition_keys: Collection[str]) -> set[str]:
    """What the editions of digital editions are now: those may have been merged since."""
    found = Edition.objects.filter(pk__in=[int(key) for key in edition_keys])
    return {str(edition.pk) for edition in current_editions(found).values()}
