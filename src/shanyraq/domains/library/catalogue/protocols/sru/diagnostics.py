"""Diagnostics of SRU: what cannot be done, as the standard numbers it (info:srw/diagnostic/1)."""

from __future__ import annotations

from typing import Final

MESSAGES: Final = {
    1: "General system error",
    2: "System temporarily unavailable",
    4: "Unsupported operation",
    5: "Unsupported version",
    6: "Unsupported parameter value",
    7: "Mandatory parameter not supplied",
    8: "Unsupported parameter",
    10: "Query syntax error",
    12: "Too many characters in query",
    13: "Invalid or unsupported use of parentheses",
    14: "Invalid or unsupported use of quotes",
    15: "Unsupported context set",
    16: "Unsupported index",
    19: "Unsupported relation",
    20: "Unsupported relation modifier",
    22: "Unsupported combination of relation and index",
    26: "Non special character escaped in term",
    27: "Empty term unsupported",
    28: "Masking character not supported",
    29: "Masked words too short",
    31: "Anchoring character not supported",
    36: "Term in invalid format for index or relation",
    37: "Unsupported boolean operator",
    38: "Too many boolean operators in query",
    39: "Proximity not supported",
    46: "Unsupported boolean modifier",
    48: "Query feature unsupported",
    61: "First record position out of range",
    66: "Unknown schema for retrieval",
    71: "Unsupported record packing",
    80: "Sort not supported",
    82: "Unsupported sort sequence",
    87: "Unsupported path for sort",
}


class Diagnostic(Exception):
    """Why a request cannot be met; ``details`` name the part of it that is at fault."""

    def __init__(self, number: int, details: str = "") -> None:
        super().__init__(number, details)
        self.number = number
        self.details = details

    @property
    def uri(self) -> str:
        """The name of the diagnostic."""
        return f"info:srw/diagnostic/1/{self.number}"

    @property
    def message(self) -> str:
        """The words of the standard."""
        return MESSAGES[self.number]
