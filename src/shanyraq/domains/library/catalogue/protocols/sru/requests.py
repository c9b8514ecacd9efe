"""Reading the parameters of a request of SRU."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from shanyraq.domains.library.catalogue.protocols.sru.diagnostics import Diagnostic

MOST_RECORDS: Final = 100
USUAL_RECORDS: Final = 10
LAST_POSITION: Final = 100_000
SCHEMAS: Final = {
    "marcxml": "info:srw/schema/1/marcxml-v1.1",
    "dc": "info:srw/schema/1/dc-v1.1",
    "unimarcxml": "info:lc/xmlns/marcxchange-v1",
}
_ALIASES: Final = {
    **{uri: name for name, uri in SCHEMAS.items()},
    "marc21": "marcxml",
    "marcxml-v1.1": "marcxml",
    "http://www.loc.gov/MARC21/slim": "marcxml",
    "unimarc": "unimarcxml",
    "marcxchange": "unimarcxml",
    "info:srw/schema/1/dc-schema": "dc",
    "": "marcxml",
}
_KNOWN: Final = frozenset(
    {
        "operation", "version", "query", "queryType", "startRecord", "maximumRecords", "recordPacking",
        "recordXMLEscaping", "recordSchema", "recordXPath", "resultSetTTL", "sortKeys", "stylesheet",
        "renderedBy", "httpAccept", "responseType", "extraRequestData", "scanClause", "responsePosition",
        "maximumTerms",
    }
)  # fmt: skip  # the parameters of all versions


@dataclass(frozen=True, slots=True)
class Retrieval:
    """A request to search and retrieve."""

    query: str
    start: int
    most: int
    schema: str
    is_escaped: bool


def version_of(parameters: Mapping[str, str]) -> str:
    """The version that the client speaks; what says nothing and names no operation speaks 2.0."""
    asked = parameters.get("version", "")
    if asked in {"1.1", "1.2", "2.0"}:
        return asked
    return "2.0" if "query" in parameters and "operation" not in parameters else "1.2"


def operation_of(parameters: Mapping[str, str]) -> str:
    """``explain`` or ``searchRetrieve``. :raises Diagnostic: 4, 5, 8."""
    version = parameters.get("version", "")
    if version and version not in {"1.1", "1.2", "2.0"}:
        raise Diagnostic(5, "1.2")
    unknown = sorted(name for name in parameters if name not in _KNOWN and not name.startswith("x-"))
    if unknown:
        raise Diagnostic(8, unknown[0][:60])
    operation = parameters.get("operation") or ("searchRetrieve" if "query" in parameters else "explain")
    if operation not in {"explain", "searchRetrieve"}:
        raise Diagnostic(4, operation[:60])
    return operation


def retrieval_of(parameters: Mapping[str, str]) -> Retrieval:
    """The request, checked. :raises Diagnostic: 6, 7, 66, 71, 80."""
    if not parameters.get("query", "").strip():
        raise Diagnostic(7, "query")
    if parameters.get("queryType", "cql") not in {"cql", "searchTerms"}:
        raise Diagnostic(6, "queryType")
    if parameters.get("sortKeys"):
        raise Diagnostic(80, "sortKeys")
    schema = parameters.get("recordSchema", "")
    if schema not in SCHEMAS and schema not in _ALIASES:
        raise Diagnostic(66, schema[:100])
    return Retrieval(
        query=_query(parameters),
        start=_number(parameters, "startRecord", 1, least=1),
        most=min(_number(parameters, "maximumRecords", USUAL_RECORDS, least=0), MOST_RECORDS),
        schema=schema if schema in SCHEMAS else _ALIASES[schema],
        is_escaped=_is_escaped(parameters),
    )


def _query(parameters: Mapping[str, str]) -> str:
    """With ``searchTerms`` the query is words, not CQL."""
    query = parameters["query"]
    if parameters.get("queryType") == "searchTerms":
        escaped = query.replace("\\", "\\\\").replace('"', '\\"')
        return f'cql.anywhere all "{escaped}"'
    return query


def _is_escaped(parameters: Mapping[str, str]) -> bool:
    """Whether records are wanted as strings: ``recordPacking`` says so in 1.x, ``recordXMLEscaping`` in
    2.0.
    """
    if version_of(parameters) == "2.0":
        if parameters.get("recordPacking", "packed") not in {"packed", "unpacked"}:
            raise Diagnostic(71, parameters["recordPacking"][:40])
        escaping = parameters.get("recordXMLEscaping", "xml")
    else:
        escaping = parameters.get("recordPacking", "xml")
    if escaping not in {"xml", "string"}:
        raise Diagnostic(71, escaping[:40])
    return escaping == "string"


def _number(parameters: Mapping[str, str], name: str, usual: int, *, least: int) -> int:
    text = parameters.get(name, "")
    if not text:
        return usual
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) >= least):
        raise Diagnostic(6, name)
    return int(text)
