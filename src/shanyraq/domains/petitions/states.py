"""States of a petition, and the sets of them that pages and queries speak of."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class PetitionState(models.TextChoices):
    """Where a petition stands on its way from a draft to what came of it."""

    DRAFT = "draft", _("draft")
    MODERATION = "moderation", _("being checked")
    CORRECTION = "correction", _("returned for correction")
    REFUSED = "refused", _("refused")
    APPEAL = "appeal", _("appeal under consideration")
    REFUSAL_UPHELD = "refusal_upheld", _("refusal upheld")
    OPENING = "opening", _("gathers its first supporters")
    COLLECTING = "collecting", _("open for signatures")
    REACHED = "reached", _("enough signatures, handed over")
    REVIEW = "review", _("under review")
    ANSWERED = "answered", _("answered")
    COMPLETED = "completed", _("answered, promises closed")
    LAPSED = "lapsed", _("not enough signatures")
    WITHDRAWN = "withdrawn", _("withdrawn by the initiator")
    STOPPED = "stopped", _("stopped by a court or by law")


State = PetitionState

SIGNABLE: Final = frozenset({State.OPENING, State.COLLECTING, State.REACHED})
"""A signature is taken: until the addressee registers the petition, also beyond the threshold."""

PUBLIC: Final = frozenset(
    {
        State.COLLECTING,
        State.REACHED,
        State.REVIEW,
        State.ANSWERED,
        State.COMPLETED,
        State.LAPSED,
        State.STOPPED,
    }
)
"""In lists, search, feeds and open data, when it was opened to the public (``opened_at``)."""

BY_LINK: Final = frozenset({State.OPENING})
"""Seen by who has the link, until the first supporters are there."""

REFUSALS: Final = frozenset({State.REFUSED, State.APPEAL, State.REFUSAL_UPHELD})
"""Its text stays unpublished; the ground of the refusal is counted in the public statistics."""

UNDECIDED: Final = frozenset({State.MODERATION, State.CORRECTION, State.APPEAL})

ENDED: Final = frozenset(
    {State.REFUSAL_UPHELD, State.COMPLETED, State.LAPSED, State.WITHDRAWN, State.STOPPED}
)


class Outcome(models.TextChoices):
    """What the addressee decided, of a proposal or of the whole petition."""

    SATISFIED = "satisfied", _("satisfied")
    PARTLY = "partly", _("partly satisfied")
    REFUSED = "refused", _("not satisfied")


class PromiseState(models.TextChoices):
    """What became of a promise."""

    OPEN = "open", _("under way")
    KEPT = "kept", _("kept")
    LATE = "late", _("late")
    BROKEN = "broken", _("not kept")


class BodyKind(models.TextChoices):
    """Kinds of addressees; the law sets a threshold and a term for each."""

    GOVERNMENT = "government", _("the Government")
    CENTRAL = "central", _("central state body")
    AKIMAT = "akimat", _("akimat")
    MASLIKHAT = "maslikhat", _("maslikhat")


class TerritoryKind(models.TextChoices):
    """Levels of territory that a petition may be addressed to."""

    COUNTRY = "country", _("country")
    REGION = "region", _("region or city of republican significance")
    DISTRICT = "district", _("district or city of regional significance")
