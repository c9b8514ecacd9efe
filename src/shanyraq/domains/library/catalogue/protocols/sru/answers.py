"""Answers of SRU as XML, for 1.1 and 1.2 in one namespace, for 2.0 in another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from shanyraq.domains.library.catalogue.exports.dublin_core import xml_text, xml_value
from shanyraq.domains.library.catalogue.protocols.sru import cql
from shanyraq.domains.library.catalogue.protocols.sru.asking import SETS, indexes, ordered, tree_of
from shanyraq.domains.library.catalogue.protocols.sru.diagnostics import Diagnostic
from shanyraq.domains.library.catalogue.protocols.sru.requests import (
    LAST_POSITION,
    MOST_RECORDS,
    SCHEMAS,
    USUAL_RECORDS,
    Retrieval,
    operation_of,
    retrieval_of,
    version_of,
)
from shanyraq.platform.search.asking.wishes import Wish
from shanyraq.platform.search.engine.reading import NoIndex
from shanyraq.platform.search.queries.tree_results import TreeResults, tree_results

DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACES: Final = {
    "1": "http://www.loc.gov/zing/srw/",
    "2": "http://docs.oasis-open.org/ns/search-ws/sruResponse",
}
DIAGNOSTICS: Final = {
    "1": "http://www.loc.gov/zing/srw/diagnostic/",
    "2": "http://docs.oasis-open.org/ns/search-ws/diagnostic",
}
ZEEREX: Final = "http://explain.z3950.org/dtd/2.0/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What answers need to know of the house; ``records`` gives keys their XML in a schema, in order."""

    host: str
    port: str
    path: str
    title: str
    wish: Wish
    records: Callable[[tuple[str, ...], str], list[tuple[str, str]]]
    """Pairs of the record's identifier and its XML."""


def respond(parameters: Mapping[str, str], target: Target) -> str:
    """The whole answer; nothing that is asked is an error of ours."""
    version = version_of(parameters)
    try:
        operation = operation_of(parameters)
        if operation == "explain":
            return explain(version, target)
        retrieval = retrieval_of(parameters)
        return _retrieved(version, retrieval, parameters, target=target)
    except Diagnostic as diagnostic:
        is_explain = parameters.get("operation") == "explain" or "query" not in parameters
        return _refused(version, diagnostic, target, is_explain=is_explain)
    except NoIndex:
        return _refused(version, Diagnostic(2), target, is_explain=False)


def _retrieved(version: str, asked: Retrieval, parameters: Mapping[str, str], *, target: Target) -> str:
    query = cql.parse(asked.query)
    if asked.start + asked.most > LAST_POSITION:
        raise Diagnostic(61, str(LAST_POSITION))
    wish = ordered(target.wish, query)
    found = _found(query, wish, asked)
    if asked.start > 1 and asked.start > found.total:
        raise Diagnostic(61, str(found.total))
    records = target.records(found.keys, asked.schema)
    following = asked.start + len(found.keys)
    parts = [
        f"<numberOfRecords>{found.total}</numberOfRecords>",
        _records(version, records, asked) if records else "",
        f"<nextRecordPosition>{following}</nextRecordPosition>" if following <= found.total else "",
        _echoed(version, parameters),
    ]
    return _response(version, "searchRetrieveResponse", "".join(parts))


def _found(query: cql.CqlQuery, wish: Wish, asked: Retrieval) -> TreeResults:
    return tree_results(tree_of(query), replace(wish, offset=asked.start - 1, limit=asked.most))


def _records(version: str, records: list[tuple[str, str]], asked: Retrieval) -> str:
    packing = "string" if asked.is_escaped else "xml"
    told = (
        f"<recordXMLEscaping>{packing}</recordXMLEscaping>"
        if version == "2.0"
        else f"<recordPacking>{packing}</recordPacking>"
    )
    rows = [
        f"<record><recordSchema>{SCHEMAS[asked.schema]}</recordSchema>{told}"
        f"<recordData>{xml_text(xml) if asked.is_escaped else xml}</recordData>"
        f"{f'<recordIdentifier>{xml_text(name)}</recordIdentifier>' if version != '1.1' else ''}"
        f"<recordPosition>{asked.start + place}</recordPosition></record>"
        for place, (name, xml) in enumerate(records)
    ]
    return f"<records>{''.join(rows)}</records>"


def _echoed(version: str, parameters: Mapping[str, str]) -> str:
    name = "echoedSearchRetrieveRequest"
    shown = [
        key
        for key in ("version", "query", "startRecord", "maximumRecords", "recordSchema")
        if key in parameters
    ]
    inner = "".join(
        f"<{key}>{xml_text(parameters[key])}</{key}>" for key in shown if version != "2.0" or key != "version"
    )
    return f"<{name}>{inner}</{name}>"


def _refused(version: str, diagnostic: Diagnostic, target: Target, *, is_explain: bool) -> str:
    details = f"<details>{xml_text(diagnostic.details)}</details>" if diagnostic.details else ""
    one = (
        f'<diagnostic xmlns="{DIAGNOSTICS[version[0]]}"><uri>{diagnostic.uri}</uri>{details}'
        f"<message>{diagnostic.message}</message></diagnostic>"
    )
    told = f"<diagnostics>{one}</diagnostics>"
    if is_explain:
        return _response(version, "explainResponse", f"{_explain_record(version, target)}{told}")
    return _response(version, "searchRetrieveResponse", f"<numberOfRecords>0</numberOfRecords>{told}")


def explain(version: str, target: Target) -> str:
    """What can be asked here, as ZeeRex."""
    return _response(version, "explainResponse", _explain_record(version, target))


def _response(version: str, name: str, inner: str) -> str:
    told = f"<version>{version}</version>"
    return f'{DECLARATION}<{name} xmlns="{NAMESPACES[version[0]]}">{told}{inner}</{name}>\n'


def _explain_record(version: str, target: Target) -> str:
    packing = (
        "<recordXMLEscaping>xml</recordXMLEscaping>"
        if version == "2.0"
        else "<recordPacking>xml</recordPacking>"
    )
    return (
        f"<record><recordSchema>{ZEEREX}</recordSchema>{packing}<recordData>{_zeerex(version, target)}"
        "</recordData></record>"
    )


def _zeerex(version: str, target: Target) -> str:
    sets = "".join(f'<set name="{name}" identifier="{uri}"/>' for name, uri in SETS.items())
    schemas = "".join(
        f'<schema name="{name}" identifier="{uri}" retrieve="true" sort="false">'
        f"<title>{name}</title></schema>"
        for name, uri in SCHEMAS.items()
    )
    return (
        f'<explain xmlns="{ZEEREX}">'
        f'<serverInfo protocol="SRU" version="{version}" transport="http" method="GET POST">'
        f"<host>{xml_text(target.host)}</host><port>{target.port}</port>"
        f"<database>{xml_text(target.path.strip('/'))}</database></serverInfo>"
        f'<databaseInfo><title lang="en" primary="true">{xml_text(target.title)}</title></databaseInfo>'
        f"<indexInfo>{sets}{''.join(map(_index, indexes()))}</indexInfo>"
        f"<schemaInfo>{schemas}</schemaInfo>"
        f'<configInfo><default type="numberOfRecords">{USUAL_RECORDS}</default>'
        f'<setting type="maximumRecords">{MOST_RECORDS}</setting>'
        '<default type="retrieveSchema">marcxml</default>'
        '<supports type="relation">=</supports><supports type="relation">all</supports>'
        '<supports type="relation">any</supports><supports type="relation">adj</supports>'
        '<supports type="relation">exact</supports><supports type="relation">within</supports>'
        '<supports type="booleanOperator">and</supports><supports type="booleanOperator">or</supports>'
        '<supports type="booleanOperator">not</supports>'
        '<supports type="maskingCharacter">*</supports></configInfo>'
        "</explain>"
    )


def _index(name: str) -> str:
    prefix, _dot, rest = name.partition(".")
    return (
        f'<index search="true" scan="false" sort="{"true" if rest in {"title", "date"} else "false"}">'
        f'<title>{xml_text(rest)}</title><map><name set="{prefix}">{xml_value(rest)}</name></map></index>'
    )
