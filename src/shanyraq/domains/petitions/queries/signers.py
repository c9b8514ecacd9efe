"""Names of signers who agreed that they are shown: given name and first letter of the surname, no more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet

from shanyraq.domains.petitions.models import Petition, Signature

PAGE: Final = 100


@dataclass(frozen=True, slots=True)
class Names:
    """A page of names, last signed first; ``after`` leads to the next page, 0 where there is none."""

    names: list[str]
    after: int


def public_names(petition: Petition, *, before: int = 0) -> Names:
    """Names of signatures that count, those older than the signature ``before`` (0: from the last one on).

    One query by an index of these names alone, so that the last page of millions is as quick as the first.
    """
    found = _shown(petition)
    if before:
        found = found.filter(pk__lt=before)
    rows = list(found.order_by("-pk").values_list("pk", "public_name")[: PAGE + 1])
    page = rows[:PAGE]
    return Names([name for _pk, name in page], page[-1][0] if len(rows) > PAGE else 0)


def has_public_names(petition: Petition) -> bool:
    """Whether anybody is shown by name."""
    return _shown(petition).exists()


def _shown(petition: Petition) -> QuerySet[Signature]:
    shown = Signature.objects.filter(
        petition=petition, withdrawn_at__isnull=True, invalidated_at__isnull=True
    )
    return shown.exclude(public_name="")
