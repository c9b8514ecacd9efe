"""The answers to a doubtful pair."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.catalogue.actions.merging import keep_apart, merge_editions, merge_works
from shanyraq.domains.library.catalogue.models import ClusterAction, ClusterLevel, DoubtfulPair
from shanyraq.kernel.errors import Refusal

SAME: Final = "same"
DIFFERENT: Final = "different"
LATER: Final = "later"
ANSWERS: Final = (SAME, DIFFERENT, LATER)


def answer_pair(
    *, pair: DoubtfulPair, answer: str, actor: Any, at: datetime, reason: str = ""
) -> ClusterAction | None:
    """Do what a person says of a pair: bring the younger one to the older (*same*), decide that no import
    joins them (*different*), or put the pair off (*later*; then nothing is returned).

    :raises Refusal: ``answer`` for an unknown answer, ``closed`` when somebody else was quicker.
    """
    if answer not in ANSWERS:
        raise Refusal(_("Choose an answer."), code="answer")
    with transaction.atomic():
        asked = DoubtfulPair.objects.select_for_update().get(pk=pair.pk)
        if asked.closed_at is not None:
            raise Refusal(_("Somebody has answered this meanwhile."), code="closed")
        if answer == LATER:
            DoubtfulPair.objects.filter(pk=asked.pk).update(postponed_at=at)
            return None
        said = {"actor": actor, "at": at, "reason": reason}
        if answer == DIFFERENT:
            return keep_apart(level=asked.level, edition=asked.first, other=asked.second, **said)
        if asked.level == ClusterLevel.WORK:
            return merge_works(work=asked.second.work, into=asked.first.work, **said)
        return merge_editions(edition=asked.second, into=asked.first, **said)
