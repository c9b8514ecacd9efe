"""Tables of this room: the register of moves and the verifiable logs."""

from shanyraq.platform.transparency.models.log import (
    Log,
    LogCheckpoint,
    LogCosignature,
    LogLeaf,
    LogNode,
    LogPending,
    LogWitness,
    LogWitnessChange,
)
from shanyraq.platform.transparency.models.moves import MoveRecord

__all__ = [
    "Log",
    "LogCheckpoint",
    "LogCosignature",
    "LogLeaf",
    "LogNode",
    "LogPending",
    "LogWitness",
    "LogWitnessChange",
    "MoveRecord",
]
