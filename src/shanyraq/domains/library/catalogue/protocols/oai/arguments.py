"""Reading a request of OAI-PMH: verbs, their arguments, dates, and every error that the protocol knows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from shanyraq.domains.library.catalogue.protocols.oai.tokens import BadToken, Token

PREFIXES: Final = ("oai_dc", "marc21", "unimarc")
_REQUIRED: Final = {
    "Identify": frozenset[str](),
    "ListSets": frozenset[str](),
    "ListMetadataFormats": frozenset[str](),
    "GetRecord": frozenset({"identifier", "metadataPrefix"}),
    "ListIdentifiers": frozenset({"metadataPrefix"}),
    "ListRecords": frozenset({"metadataPrefix"}),
}
_OPTIONAL: Final = {
    "ListMetadataFormats": frozenset({"identifier"}),
    "ListIdentifiers": frozenset({"from", "until", "set"}),
    "ListRecords": frozenset({"from", "until", "set"}),
}
_RESUMED: Final = frozenset({"ListSets", "ListIdentifiers", "ListRecords"})
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_SECOND: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z\Z", re.ASCII)


class ProtocolError(Exception):
    """An error of the protocol: its code and a sentence for the person who reads the log."""

    def __init__(self, code: str, message: str = "") -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Asked:
    """A legal request. ``token`` is set where a list goes on."""

    verb: str
    arguments: Mapping[str, str]
    token: Token | None = None

    def get(self, name: str) -> str:
        """The value of an argument, empty where it was not given."""
        return self.arguments.get(name, "")


def read(pairs: list[tuple[str, str]]) -> Asked:
    """The request in these pairs of name and value, from an address or a form.

    :raises ProtocolError: badVerb, badArgument, badResumptionToken, cannotDisseminateFormat.
    """
    verbs = [value for name, value in pairs if name == "verb"]
    if len(verbs) != 1 or verbs[0] not in _REQUIRED:
        raise ProtocolError("badVerb", "Give one verb of OAI-PMH 2.0.")
    given = [(name, value) for name, value in pairs if name != "verb"]
    arguments = dict(given)
    if len(arguments) != len(given):
        raise ProtocolError("badArgument", "An argument is repeated.")
    if "resumptionToken" in arguments and verbs[0] in _RESUMED:
        return _resumed(verbs[0], arguments)
    _check(verbs[0], arguments)
    return Asked(verbs[0], arguments)


def _resumed(verb: str, arguments: dict[str, str]) -> Asked:
    if len(arguments) > 1:
        raise ProtocolError("badArgument", "resumptionToken is an exclusive argument.")
    try:
        token = Token.parse(arguments["resumptionToken"])
    except BadToken:
        raise ProtocolError("badResumptionToken", "This token was not given out here.") from None
    if token.verb != verb:
        raise ProtocolError("badResumptionToken", "This token continues another verb.")
    return Asked(verb, arguments, token)


def _check(verb: str, arguments: dict[str, str]) -> None:
    legal = _REQUIRED[verb] | _OPTIONAL.get(verb, frozenset())
    unknown = sorted(arguments.keys() - legal)
    if unknown:
        raise ProtocolError("badArgument", f"{verb} does not know the argument {unknown[0][:40]}.")
    missing = sorted(name for name in _REQUIRED[verb] if not arguments.get(name))
    if missing:
        raise ProtocolError("badArgument", f"{verb} needs the argument {missing[0]}.")
    if "metadataPrefix" in arguments and arguments["metadataPrefix"] not in PREFIXES:
        raise ProtocolError("cannotDisseminateFormat", "ListMetadataFormats tells the formats.")


def window_of(asked: Asked) -> tuple[datetime | None, datetime | None]:
    """From when on and before when, as ``from`` and ``until`` say; a second or a day that is named is in it.

    :raises ProtocolError: badArgument.
    """
    first, last = asked.get("from"), asked.get("until")
    if ("from" in asked.arguments and not first) or ("until" in asked.arguments and not last):
        raise ProtocolError("badArgument", "A date is empty.")
    if first and last and len(first) != len(last):
        raise ProtocolError("badArgument", "from and until differ in granularity.")
    begin = _moment(first) if first else None
    end = _end_of(last) if last else None
    if begin and end and begin >= end:
        raise ProtocolError("badArgument", "from is later than until.")
    return begin, end


def _end_of(text: str) -> datetime | None:
    """The first moment after a day or second; None after the last day of the calendar."""
    step = timedelta(days=1) if _DAY.match(text) else timedelta(seconds=1)
    try:
        return _moment(text) + step
    except OverflowError:
        return None


def _moment(text: str) -> datetime:
    try:
        if _DAY.match(text):
            return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)
        if _SECOND.match(text):
            return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        pass
    raise ProtocolError("badArgument", "A date is YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ.")
