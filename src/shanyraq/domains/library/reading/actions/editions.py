"""Beginning a digital edition, describing it, moving it through digitisation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.catalogue.models import Edition
from shanyraq.domains.library.network.models import Library
from shanyraq.domains.library.reading.actions import downloads
from shanyraq.domains.library.reading.models import DigitalEdition
from shanyraq.domains.library.reading.permissions import may_digitise
from shanyraq.domains.library.reading.states import CHANGEABLE, EditionState
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.imaging import changes
from shanyraq.platform.transparency.models import MoveRecord
from shanyraq.platform.transparency.moves import perform

OCR_BY_LANGUAGE = {"kk": ["kaz", "rus"], "ru": ["rus"], "en": ["eng"], "ar": ["ara"]}
_DESCRIBED = (
    "title", "creator", "language", "script", "ocr_languages", "direction", "completeness", "rights",
    "access_class", "in_all_reading_rooms", "embargo_until", "copies", "loan_days",
)  # fmt: skip  # a list of words reads better in lines than in a column
_HOUSE = {
    "kaz": "kk",
    "rus": "ru",
    "eng": "en",
    "tur": "tr",
    "ara": "ar",
    "chi": "zh-hans",
    "fre": "fr",
    "spa": "es",
}


def not_allowed() -> Refusal:
    """The answer to somebody who does not digitise for the library."""
    return Refusal(
        _("Only the library's digitisation operators and its head may do this."), code="not_allowed"
    )


def begin_edition(*, edition: Edition, library: Library, actor: Any, at: datetime) -> DigitalEdition:
    """A new digital edition of a catalogued one, described by its record.

    :raises Refusal: ``not_allowed``.
    """
    if not may_digitise(actor, library):
        raise not_allowed()
    described = edition.described
    language = _HOUSE.get(edition.language, "kk")
    is_arabic = "Arab" in described.scripts
    return DigitalEdition.objects.create(
        edition=edition,
        library=library,
        title=edition.title,
        creator="; ".join(agent.name.text for agent in described.agents[:3]),
        language=language,
        script=next(iter(described.scripts), "Arab" if language == "ar" else "Cyrl"),
        ocr_languages=["ara"] if is_arabic else OCR_BY_LANGUAGE.get(language, ["eng"]),
        direction="rtl" if is_arabic or language == "ar" else "ltr",
        created_by=actor.pk,
        created_at=at,
        changed_at=at,
    )


def describe_edition(
    *, edition: DigitalEdition, values: Mapping[str, Any], actor: Any, at: datetime
) -> DigitalEdition:
    """Change what ``_DESCRIBED`` names, in any state; the language of texts needs the pages anew.

    :raises Refusal: ``not_allowed``; ``copies_lent`` when fewer copies are wanted than are lent.
    """
    with transaction.atomic():
        locked = lock(edition)
        if not may_digitise(actor, locked.library):
            raise not_allowed()
        if values.get("copies", locked.copies) < locked.loans.filter(ended_at=None).count():
            text = _("More copies are lent just now. Wait until they are returned.")
            raise Refusal(text, code="copies_lent", field="copies")
        for name in _DESCRIBED:
            if name in values:
                setattr(locked, name, values[name])
        locked.changed_at = at
        locked.save(update_fields=[*_DESCRIBED, "changed_at"])
        changes.tell_on_commit()
    return locked


def move_edition(
    *, edition: DigitalEdition, move: str, actor: Any, at: datetime, reason: str = ""
) -> MoveRecord:
    """Make a step of digitisation and keep what goes with it; of a published book the files are made.

    :raises Refusal: as the procedure says.
    """
    with transaction.atomic():
        record = perform(move, subject=edition, actor=actor, at=at, reason=reason)
        changed = {"changed_at": at}
        if edition.state == EditionState.PUBLISHED and edition.published_at is None:
            changed["published_at"] = at
        DigitalEdition.objects.filter(pk=edition.pk).update(**changed)
        changes.tell_on_commit()
        for name, value in changed.items():
            setattr(edition, name, value)
        if edition.state == EditionState.PUBLISHED:
            downloads.order_downloads(edition)
    return record


def lock(edition: DigitalEdition) -> DigitalEdition:
    """The row, locked until the open transaction ends. :raises Refusal: ``gone``."""
    found = DigitalEdition.objects.select_for_update(of=("self",)).filter(pk=edition.pk)
    locked = found.select_related("library").first()
    if locked is None:
        raise Refusal(_("This digital edition is gone."), code="gone")
    return locked


def lock_changeable(edition: DigitalEdition, actor: Any) -> DigitalEdition:
    """The locked row, of which *actor* may change files and pages now.

    :raises Refusal: ``not_allowed``; ``published``: a published one is taken back for correction first.
    """
    locked = lock(edition)
    if not may_digitise(actor, locked.library):
        raise not_allowed()
    if locked.state not in CHANGEABLE:
        text = _("Pages can be changed only in review. Take the digital edition back for correction first.")
        raise Refusal(text, code="published")
    return locked


def lift_embargoes(*, at: datetime) -> int:
    """Touch the editions whose day has come since they were last changed, so that the search finds them."""
    today = timezone.localtime(at).date()
    due = DigitalEdition.objects.filter(embargo_until__lte=today, embargo_until__gt=F("changed_at__date"))
    return due.update(changed_at=at)
