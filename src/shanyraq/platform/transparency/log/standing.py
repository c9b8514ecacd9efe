"""Where every log stands, for people: its newest checkpoint, who witnessed it, when anybody did last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from shanyraq.platform.transparency.log.reading import latest_checkpoint
from shanyraq.platform.transparency.log.registry import LogPurpose, logs
from shanyraq.platform.transparency.models import Log, LogCheckpoint, LogCosignature, LogWitness


@dataclass(frozen=True, slots=True)
class Standing:
    """A log with its newest checkpoint; ``checkpoint`` is none while it has no entry.

    ``witnesses`` signed this very checkpoint; ``witnessed`` is the last cosignature of any.
    """

    purpose: LogPurpose
    origin: str
    key: str
    checkpoint: LogCheckpoint | None
    witnesses: Sequence[LogWitness]
    witnessed: LogCosignature | None

    @property
    def root(self) -> str:
        """The hash over all entries, in hexadecimal digits."""
        return bytes(self.checkpoint.root).hex() if self.checkpoint else ""

    @property
    def at(self) -> dt.datetime | None:
        """When the newest checkpoint was signed."""
        return self.checkpoint.at if self.checkpoint else None


def standings() -> list[Standing]:
    """All logs by name; three queries for each that has begun."""
    begun = {log.name: log for log in Log.objects.all()}
    return [_standing(purpose, begun.get(name)) for name, purpose in logs().items()]


def accepted_witnesses() -> list[LogWitness]:
    """Who may cosign, by key."""
    return list(LogWitness.objects.filter(is_active=True))


def _standing(purpose: LogPurpose, log: Log | None) -> Standing:
    if log is None:
        return Standing(purpose, "", "", None, (), None)
    checkpoint = latest_checkpoint(log.name)
    signed = LogCosignature.objects.filter(log=log, witness__is_active=True).select_related("witness")
    here = signed.filter(size=checkpoint.size) if checkpoint else signed.none()
    return Standing(
        purpose,
        log.origin,
        log.verifier_key,
        checkpoint,
        [each.witness for each in here.order_by("pk")],
        signed.order_by("-size", "-pk").first(),
    )
