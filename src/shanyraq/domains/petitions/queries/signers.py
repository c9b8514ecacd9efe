"""Names of signers who agreed that they are shown: given name and first letter of the surname, no more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet

from shanyraq.domains.petitions.models import Petition, Signature
from shanyraq.platform.accounts.sealing import InvalidToken, seal, unseal

PAGE: Final = 100
PURPOSE: Final = "page of signers"
LONGEST_MARK: Final = 200


@dataclass(frozen=True, slots=True)
class Names:
    """A page of names, last signed first; ``after`` leads to the next page, empty where there is none."""

    names: list[str]
    after: str


def public_names(petition: Petition, *, before: str = "") -> Names | None:
    """Names of signatures that count: the last ones, or those that follow a page whose ``after`` is *before*.

    One query by an index of these names alone, so that the last page of millions is as quick as the first.
    The mark is sealed: numbers of signatures have the order of the log, and would tell when somebody signed.

    :returns: None for a mark that no page of this petition has.
    """
    found = _shown(petition)
    if before:
        last = _unsealed(petition, before)
        if last is None:
            return None
        found = found.filter(pk__lt=last)
    rows = list(found.order_by("-pk").values_list("pk", "public_name")[: PAGE + 1])
    page = rows[:PAGE]
    after = seal(f"{petition.pk} {page[-1][0]}", purpose=PURPOSE) if len(rows) > PAGE else ""
    return Names([name for _pk, name in page], after)


def _unsealed(petition: Petition, mark: str) -> int | None:
    if len(mark) > LONGEST_MARK or not mark.isascii():
        return None
    try:
        owner, _space, number = unseal(mark, purpose=PURPOSE).partition(" ")
    except InvalidToken:
        return None
    return int(number) if owner == str(petition.pk) else None


def has_public_names(petition: Petition) -> bool:
    """Whether anybody is shown by name."""
    return _shown(petition).exists()


def _shown(petition: Petition) -> QuerySet[Signature]:
    shown = Signature.objects.filter(
        petition=petition, withdrawn_at__isnull=True, invalidated_at__isnull=True
    )
    return shown.exclude(public_name="")
