"""What the catalogue has of a person, a body, a place or a subject. Mergings count, scripts do not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import Case, Count, Exists, F, IntegerField, Max, OuterRef, QuerySet, Value, When

from shanyraq.domains.library.catalogue.clustering.people import subject_name
from shanyraq.domains.library.catalogue.description import Subject
from shanyraq.domains.library.catalogue.models import Edition, EditionAgent, EditionSubject, Work
from shanyraq.domains.library.catalogue.queries.shown import LIST_FIELDS, ShownEdition
from shanyraq.domains.library.catalogue.queries.visibility import seen_editions
from shanyraq.kernel.prepared import Prepared, Slot
from shanyraq.platform.vocabularies.keys import key_of
from shanyraq.platform.vocabularies.models import Authority, AuthorityKind, AuthorityName
from shanyraq.platform.vocabularies.queries.authorities import family_ids

MAKERS: Final = frozenset({AuthorityKind.PERSON, AuthorityKind.BODY, AuthorityKind.MEETING})
"""What can have made something."""

NEWEST_FIRST: Final = (F("year").desc(nulls_last=True), "title", "pk")


@dataclass(frozen=True, slots=True)
class WorkLine:
    """A work in a list: one of its editions to show, and how many there are."""

    edition: ShownEdition
    work_id: str
    number: int


@dataclass(frozen=True, slots=True)
class Linked:
    """Public ids of the authorities of an edition: of agents by their place, of subjects by their key."""

    agents: dict[int, str] = field(default_factory=dict)
    subjects: dict[str, str] = field(default_factory=dict)

    def of_subject(self, subject: Subject) -> str:
        """The public id of what a subject names; empty where it leads nowhere."""
        text, _dates = subject_name(subject.text, subject.kind)
        return self.subjects.get(key_of(text, subject.kind), "")


NOWHERE: Final = Linked()
"""For a description that is not stored yet."""


def editions_of(authority: Authority, *, roles: Iterable[str] = ()) -> QuerySet[Edition]:
    """Editions that a person or body made or contributed to (in any of *roles*, when given), newest first.

    Two queries in all, whatever the number.
    """
    found = made_by(family_ids(authority), roles=roles).select_related("work")
    return found.order_by("-year", "title", "pk")


def made_by(family: Sequence[int], *, roles: Iterable[str] = ()) -> QuerySet[Edition]:
    """Editions, in no order, that one of these authorities made; what no live member holds is left out."""
    links = EditionAgent.objects.filter(authority__in=family)
    wanted = list(roles)
    links = links.filter(role__in=wanted) if wanted else links
    return seen_editions().filter(pk__in=links.values("edition"))


def works_of(authority: Authority, *, roles: Iterable[str] = ()) -> QuerySet[Work]:
    """Works of a person or body, by title. Two queries in all."""
    editions = editions_of(authority, roles=roles).order_by()
    return Work.objects.filter(pk__in=editions.values("work"), merged_into=None).order_by("title", "pk")


def works_made_by(family: Sequence[int], *, roles: Iterable[str] = ()) -> QuerySet[Any, Any]:
    """Rows of ``work`` and ``number`` of its editions, those with most editions first."""
    grouped = made_by(family, roles=roles).values("work")
    counted = grouped.annotate(number=Count("pk"), newest=Max("year"))
    return counted.order_by("-number", F("newest").desc(nulls_last=True), "work")


def work_lines(rows: Iterable[dict[str, int]], family: Sequence[int]) -> list[WorkLine]:
    """Each work by its newest edition in the work's own language. One query."""
    numbers = {row["work"]: row["number"] for row in rows}
    is_original = Case(
        When(language=F("work__language"), then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    chosen = (
        made_by(family)
        .filter(work__in=numbers)
        .order_by("work_id", is_original, F("year").desc(nulls_last=True), "pk")
        .distinct("work_id")
        .annotate(work_public_id=F("work__public_id"))
        .only(*LIST_FIELDS)
    )
    shown = {each.work_id: each for each in chosen}
    return [
        WorkLine(ShownEdition(shown[work]), shown[work].work_public_id, number)
        for work, number in numbers.items()
        if work in shown
    ]


def roles_of(family: Sequence[int]) -> list[tuple[str, int]]:
    """What these authorities did, by MARC relator codes, with the numbers of editions. One query."""
    links = EditionAgent.objects.filter(authority__in=family, edition__in=seen_editions())
    counted = links.order_by().values("role").annotate(number=Count("edition", distinct=True))
    return list(counted.order_by("-number", "role").values_list("role", "number"))


def editions_about(authority: Authority) -> QuerySet[Edition]:
    """Editions with this subject, newest first; what no live member holds is left out. Two queries in all."""
    return about(family_ids(authority)).order_by(*NEWEST_FIRST)


def about(family: Sequence[int]) -> QuerySet[Edition]:
    """Editions, in no order, about one of these authorities."""
    links = EditionSubject.objects.filter(edition=OuterRef("pk"), authority__in=family)
    return seen_editions().filter(Exists(links))


def agents_of(edition: Edition) -> QuerySet[EditionAgent]:
    """The linked persons and bodies of an edition in the order of its description."""
    return EditionAgent.objects.filter(edition=edition).select_related("authority__merged_into")


def subjects_of(edition: Edition) -> QuerySet[EditionSubject]:
    """The linked subjects of an edition."""
    return EditionSubject.objects.filter(edition=edition).select_related("authority__merged_into")


def linked(edition: Edition) -> Linked:
    """Where the names of an edition lead to: a merged one to the other, as the page would. Two queries."""
    agents = {place: last or first for place, first, last in _LINKED_AGENTS.rows(edition=edition.pk)}
    return Linked(
        agents, {key: last or first for key, first, last in _LINKED_SUBJECTS.rows(edition=edition.pk)}
    )


_IDS: Final = ("authority__public_id", "authority__merged_into__public_id")


def _linked_agents() -> QuerySet[Any, Any]:
    links = EditionAgent.objects.filter(edition_id=Slot("edition"), authority__kind__in=sorted(MAKERS))
    return links.values_list("place", *_IDS)


def _linked_subjects() -> QuerySet[Any, Any]:
    names = AuthorityName.objects.filter(authority__subject_links__edition_id=Slot("edition"))
    return names.values_list("key", *_IDS)


_LINKED_AGENTS: Final = Prepared(_linked_agents)
_LINKED_SUBJECTS: Final = Prepared(_linked_subjects)
