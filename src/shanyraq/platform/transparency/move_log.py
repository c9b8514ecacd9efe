"""Steps of procedures in the verifiable log ``procedures``: that they were made, and when; never by whom."""

from __future__ import annotations

import hmac
from datetime import UTC
from typing import Any, Final

from django.conf import settings

from shanyraq.platform.transparency.log.appending import append
from shanyraq.platform.transparency.models import MoveRecord
from shanyraq.platform.transparency.procedure import Procedure

LOG: Final = "procedures"


def state_move(record: MoveRecord, subject: Any, procedure: Procedure) -> None:
    """State that the step *record* was made, in the open transaction.

    Of a procedure that the public follows, the case goes by its public id and the time is exact. Of any other
    one (a loan, a membership) the case is a keyed hash and the time is the hour, so that nobody who watches
    the log and a counter can put the two together.
    """
    at = record.at.astimezone(UTC)
    if procedure.is_public:
        case, when = str(subject.public_id), at.strftime("%Y-%m-%dT%H:%M:%SZ")
    else:
        case, when = _hidden(record), at.strftime("%Y-%m-%dT%H")
    append(
        LOG,
        {
            "at": when,
            "case": case,
            "from": record.source,
            "kind": "move",
            "move": record.move,
            "procedure": record.workflow,
            "sequence": record.sequence,
            "to": record.target,
        },
    )


def _hidden(record: MoveRecord) -> str:
    key = settings.TRANSPARENCY_LOG_KEY.encode()
    case = f"shanyraq case v1\n{record.subject_type}\n{record.subject_id}"
    return hmac.digest(key, case.encode(), "sha256").hex()[:32]
