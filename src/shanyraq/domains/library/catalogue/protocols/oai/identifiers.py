"""Identifiers of records: ``oai:<host>:<library>/<control number>``, for ever the same."""

from __future__ import annotations

from urllib.parse import quote, unquote


def identifier(host: str, library: str, control_number: str) -> str:
    """The identifier of a member's record; what a URI does not take is percent-encoded."""
    return f"oai:{host}:{library}/{quote(control_number, safe='')}"


def parse_identifier(text: str, host: str) -> tuple[str, str] | None:
    """Library and control number in an identifier; None in one that is not ours."""
    begin = f"oai:{host}:"
    if not text.startswith(begin):
        return None
    library, slash, number = text[len(begin) :].partition("/")
    return (library, unquote(number)) if slash and library and number else None
