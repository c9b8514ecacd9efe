"""Answers of the provider as XML. Strings are built by hand: a harvester asks for millions of records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from shanyraq.domains.library.catalogue.exports.dublin_core import xml_text, xml_value
from shanyraq.domains.library.catalogue.protocols.oai.arguments import Asked, ProtocolError, window_of
from shanyraq.domains.library.catalogue.protocols.oai.identifiers import identifier, parse_identifier
from shanyraq.domains.library.catalogue.protocols.oai.tokens import Token
from shanyraq.domains.library.catalogue.queries import harvest
from shanyraq.domains.library.catalogue.queries.harvest import Harvested, Part

PER_ANSWER: Final = 500
FORMATS: Final = {
    "oai_dc": (
        "http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
        "http://www.openarchives.org/OAI/2.0/oai_dc/",
    ),
    "marc21": (
        "http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd",
        "http://www.loc.gov/MARC21/slim",
    ),
    "unimarc": (
        "http://www.loc.gov/standards/iso25577/marcxchange-1-1.xsd",
        "info:lc/xmlns/marcxchange-v1",
    ),
}
"""Prefix, schema, namespace."""
ENVELOPE: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ '
    'http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">'
)
CLOSING: Final = "</OAI-PMH>\n"

Metadata = Callable[[Harvested], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """What answers need to know of the house. ``metadata`` gives the writer for a prefix."""

    host: str
    base_url: str
    name: str
    email: str
    metadata: Callable[[str], Metadata]


def answer(asked: Asked, provider: Provider) -> Iterator[str]:
    """The whole answer in pieces. :raises ProtocolError: before the first piece."""
    horizon = harvest.horizon()
    body = _VERBS[asked.verb](asked, provider, horizon)
    yield f"{ENVELOPE}{_opening(horizon, provider, asked)}<{asked.verb}>"
    yield from body
    yield f"</{asked.verb}>{CLOSING}"


def error(problem: ProtocolError, provider: Provider, asked: Asked | None) -> str:
    """An answer that only tells an error; arguments are repeated unless they are what is wrong."""
    kept = asked if problem.code not in {"badVerb", "badArgument"} else None
    return (
        f"{ENVELOPE}{_opening(datetime.now(UTC), provider, kept)}"
        f'<error code="{problem.code}">{xml_text(problem.message)}</error>{CLOSING}'
    )


def moment(when: datetime) -> str:
    """A time as the protocol writes it."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _opening(when: datetime, provider: Provider, asked: Asked | None) -> str:
    told = ""
    if asked is not None:
        pairs = (("verb", asked.verb), *asked.arguments.items())
        told = "".join(f' {name}="{xml_value(value)}"' for name, value in pairs)
    return (
        f"<responseDate>{moment(when)}</responseDate><request{told}>{xml_text(provider.base_url)}</request>"
    )


def _identify(_asked: Asked, provider: Provider, _horizon: datetime) -> Iterable[str]:
    told = (
        f"<repositoryName>{xml_text(provider.name)}</repositoryName>"
        f"<baseURL>{xml_text(provider.base_url)}</baseURL><protocolVersion>2.0</protocolVersion>"
        f"<adminEmail>{xml_text(provider.email)}</adminEmail>"
        f"<earliestDatestamp>{moment(harvest.earliest())}</earliestDatestamp>"
        "<deletedRecord>persistent</deletedRecord><granularity>YYYY-MM-DDThh:mm:ssZ</granularity>"
        '<description><oai-identifier xmlns="http://www.openarchives.org/OAI/2.0/oai-identifier" '
        'xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai-identifier '
        'http://www.openarchives.org/OAI/2.0/oai-identifier.xsd"><scheme>oai</scheme>'
        f"<repositoryIdentifier>{xml_text(provider.host)}</repositoryIdentifier><delimiter>:</delimiter>"
        f"<sampleIdentifier>{xml_text(identifier(provider.host, 'library', '123'))}</sampleIdentifier>"
        "</oai-identifier></description>"
    )
    return (told,)


def _list_formats(asked: Asked, provider: Provider, _horizon: datetime) -> Iterable[str]:
    """All records can be had in all formats; an identifier only must exist."""
    if "identifier" in asked.arguments:
        _record(asked, provider, ())
    return (
        f"<metadataFormat><metadataPrefix>{prefix}</metadataPrefix><schema>{schema}</schema>"
        f"<metadataNamespace>{namespace}</metadataNamespace></metadataFormat>"
        for prefix, (schema, namespace) in FORMATS.items()
    )


def _list_sets(asked: Asked, _provider: Provider, _horizon: datetime) -> Iterable[str]:
    if asked.token is not None:
        raise ProtocolError("badResumptionToken", "The list of sets is given whole.")
    return (
        f"<set><setSpec>{each.code}</setSpec><setName>{xml_text(str(each))}</setName></set>"
        for each in harvest.live_members()
    )


def _get_record(asked: Asked, provider: Provider, _horizon: datetime) -> Iterable[str]:
    prefix = asked.get("metadataPrefix")
    found = _record(asked, provider, harvest.columns_for(prefix))
    return (_record_xml(found, provider.host, provider.metadata(prefix)),)


def _record(asked: Asked, provider: Provider, columns: tuple[str, ...]) -> Harvested:
    named = parse_identifier(asked.get("identifier"), provider.host)
    found = harvest.record_at(*named, columns) if named else None
    if found is None:
        raise ProtocolError("idDoesNotExist", "There is no such record.")
    return found


def _list_records(asked: Asked, provider: Provider, horizon: datetime) -> Iterable[str]:
    prefix = asked.token.prefix if asked.token else asked.get("metadataPrefix")
    if prefix not in FORMATS:
        raise ProtocolError("badResumptionToken", "This token names an unknown format.")
    write = provider.metadata(prefix)
    rows, resumption = _part_of_list(asked, horizon, harvest.columns_for(prefix))
    return _pieces((_record_xml(each, provider.host, write) for each in rows), resumption)


def _list_identifiers(asked: Asked, provider: Provider, horizon: datetime) -> Iterable[str]:
    rows, resumption = _part_of_list(asked, horizon, ())
    return _pieces((_header(each, provider.host) for each in rows), resumption)


def _pieces(rows: Iterable[str], resumption: str) -> Iterator[str]:
    yield from rows
    yield resumption


def _part_of_list(asked: Asked, horizon: datetime, columns: tuple[str, ...]) -> tuple[list[Harvested], str]:
    """Rows of this answer, and the element that tells how to go on (empty for a list that fits in one)."""
    part, token = _part(asked, horizon)
    found = harvest.harvested(part, PER_ANSWER + 1, columns=columns)
    rows = found[:PER_ANSWER]
    if not rows and token is None:
        raise ProtocolError("noRecordsMatch", "Nothing changed in this time or set.")
    has_more = len(found) > PER_ANSWER
    if token is None and not has_more:
        return rows, ""
    total = token.total if token else harvest.number_of(part)
    cursor = token.cursor if token else 0
    told = f'<resumptionToken completeListSize="{max(total, cursor + len(rows))}" cursor="{cursor}">'
    following = _following(asked, token, rows[-1], cursor + len(rows), total) if has_more else ""
    return rows, f"{told}{following}</resumptionToken>"


def _part(asked: Asked, horizon: datetime) -> tuple[Part, Token | None]:
    token = asked.token
    arguments = asked.arguments
    if token is not None:
        arguments = {"from": token.begin, "until": token.end, "set": token.set_spec}
        arguments = {name: value for name, value in arguments.items() if value}
    begin, end = window_of(Asked(asked.verb, arguments))
    part = Part(
        set_spec=arguments.get("set", ""),
        begin=begin,
        end=min(end, horizon) if end else horizon,
        after=(token.after, token.number) if token else None,
    )
    return part, token


def _following(asked: Asked, token: Token | None, last: Harvested, cursor: int, total: int) -> str:  # noqa: PLR0917 -- all go into the token
    return Token(
        verb=asked.verb,
        prefix=token.prefix if token else asked.get("metadataPrefix"),
        set_spec=token.set_spec if token else asked.get("set"),
        begin=token.begin if token else asked.get("from"),
        end=token.end if token else asked.get("until"),
        after=last.changed_at,
        number=last.number,
        cursor=cursor,
        total=total,
    ).text()


def _header(row: Harvested, host: str) -> str:
    status = ' status="deleted"' if row.is_deleted else ""
    named = xml_text(identifier(host, row.library, row.control_number))
    return (
        f"<header{status}><identifier>{named}</identifier><datestamp>{moment(row.changed_at)}</datestamp>"
        f"<setSpec>{row.library}</setSpec></header>"
    )


def _record_xml(row: Harvested, host: str, write: Metadata) -> str:
    if row.is_deleted:
        return f"<record>{_header(row, host)}</record>"
    return f"<record>{_header(row, host)}<metadata>{write(row)}</metadata></record>"


_VERBS: Final[dict[str, Callable[[Asked, Provider, datetime], Iterable[str]]]] = {
    "Identify": _identify,
    "ListMetadataFormats": _list_formats,
    "ListSets": _list_sets,
    "GetRecord": _get_record,
    "ListIdentifiers": _list_identifiers,
    "ListRecords": _list_records,
}
