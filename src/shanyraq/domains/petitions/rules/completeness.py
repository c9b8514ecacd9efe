"""What a petition must say before it is submitted (article 90-2)."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from shanyraq.kernel.errors import Refusal

TITLE_LENGTH: Final = range(10, 151)
SUBSTANCE_LENGTH: Final = range(50, 3_001)
ARGUMENTS_LENGTH: Final = range(50, 8_001)
MOST_PROPOSALS: Final = 20


def hindrance(petition: Any) -> Refusal | None:
    """The first thing that is missing or too short or long, as a refusal that names the field."""
    if petition.body_id is None or not petition.body.is_open:
        return Refusal(_("Choose whom the petition is addressed to."), code="incomplete", field="body")
    if petition.topic_id is None:
        return Refusal(_("Choose a topic."), code="incomplete", field="topic")
    for name, lengths in (
        ("title", TITLE_LENGTH),
        ("substance", SUBSTANCE_LENGTH),
        ("arguments", ARGUMENTS_LENGTH),
    ):
        refusal = _length(str(getattr(petition, name)).strip(), lengths, name)
        if refusal is not None:
            return refusal
    number = petition.proposals.count()
    if not 1 <= number <= MOST_PROPOSALS:
        return Refusal(
            _("Write at least one proposal and at most %(most)d.") % {"most": MOST_PROPOSALS},
            code="incomplete",
            field="proposals",
        )
    return None


def _length(text: str, lengths: range, field: str) -> Refusal | None:
    if len(text) in lengths:
        return None
    return Refusal(
        _("Write between %(least)d and %(most)d characters.")
        % {"least": lengths.start, "most": lengths.stop - 1},
        code="incomplete",
        field=field,
    )
