"""Harvesting a repository that answers on this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from shanyraq.domains.library.catalogue import harvesting
from shanyraq.domains.library.catalogue.actions.harvests import harvest
from shanyraq.domains.library.catalogue.formats.record import MarcRecord, control, data
from shanyraq.domains.library.catalogue.formats.writing import to_marcxml
from shanyraq.domains.library.catalogue.harvesting import Unreachable, fetch, public_address
from shanyraq.domains.library.catalogue.models import HarvestSource, MappingProfile, Record
from shanyraq.domains.library.network.models import Library

NAMESPACE = "http://www.openarchives.org/OAI/2.0/"


def item(number: str, title: str = "") -> str:
    header = f"<identifier>oai:lib:{number}</identifier><datestamp>2026-11-01</datestamp>"
    if not title:
        return f'<record><header status="deleted">{header}</header></record>'
    fields = [data("245", "10", ("a", title))]
    if not number.startswith("unnumbered"):
        fields.insert(0, control("001", number.partition("/")[0]))
    record = MarcRecord("00000nam a2200000 a 4500", fields)
    return f"<record><header>{header}</header><metadata>{to_marcxml(record).decode()}</metadata></record>"


def answer(*items: str, token: str = "", date: str = "2026-11-20T00:00:00Z", error: str = "") -> bytes:
    inner = (
        f'<error code="{error}"/>'
        if error
        else (f"<ListRecords>{''.join(items)}<resumptionToken>{token}</resumptionToken></ListRecords>")
    )
    return f'<OAI-PMH xmlns="{NAMESPACE}"><responseDate>{date}</responseDate>{inner}</OAI-PMH>'.encode()


class Repository(HTTPServer):
    """Answers in their order, each a body or a status; what was asked is kept."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers: list[bytes | int] = []
        self.asked: list[dict[str, str]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/oai"


class _Handler(BaseHTTPRequestHandler):
    server: Repository

    def do_GET(self) -> None:
        self.server.asked.append(
            {key: value[0] for key, value in parse_qs(urlsplit(self.path).query).items()}
        )
        given = self.server.answers.pop(0)
        status, body = (given, b"") if isinstance(given, int) else (200, given)
        self.send_response(status)
        if status == 503:
            self.send_header("Retry-After", "0")
        if status == 302:
            self.send_header("Location", "http://169.254.169.254/latest/")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Nothing on the terminal."""


@pytest.fixture
def repository(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Repository]:
    settings.LIBRARY_HARVEST_PRIVATE_HOSTS = frozenset({"127.0.0.1"})
    monkeypatch.setattr(harvesting.time, "sleep", lambda _seconds: None)
    with Repository() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join(60)


@pytest.fixture
def source(member: Library, profile: MappingProfile, repository: Repository) -> HarvestSource:
    return HarvestSource.objects.create(library=member, profile=profile, address=repository.address)


def test_harvest_follows_tokens_and_remembers_until_when(
    source: HarvestSource, repository: Repository
) -> None:
    repository.answers = [
        answer(item("1", "Бір"), item("2", "Екі"), token="next"),
        503,
        answer(item("3", "Үш")),
    ]
    run = harvest(source=source)
    assert (run.state, run.created, run.ordinal) == ("done", 3, 3)
    assert repository.asked == [
        {"verb": "ListRecords", "metadataPrefix": "marc21"},
        {"verb": "ListRecords", "resumptionToken": "next"},
        {"verb": "ListRecords", "resumptionToken": "next"},
    ]
    source.refresh_from_db()
    assert source.harvested_until == "2026-11-20T00:00:00Z"
    repository.answers = [answer(item("2", "Екі, өзгерген"), item("3"), date="2026-11-21T00:00:00Z")]
    again = harvest(source=source)
    assert repository.asked[-1]["from"] == "2026-11-20T00:00:00Z"
    assert (again.changed, again.deleted) == (1, 1)
    assert Record.objects.get(control_number="3").state == "deleted"


def test_record_without_a_number_is_deleted_by_its_identifier(
    source: HarvestSource, repository: Repository
) -> None:
    repository.answers = [answer(item("unnumbered", "Бір")), answer(item("unnumbered"))]
    assert harvest(source=source).created == 1
    assert harvest(source=source).deleted == 1
    assert Record.objects.get().state == "deleted"


def test_refused_record_does_not_take_the_one_of_its_number_away(
    source: HarvestSource, repository: Repository
) -> None:
    repository.answers = [answer(item("1", "Бір"), item("1/again", "Екі")), answer(item("1/again"))]
    first = harvest(source=source)
    assert (first.created, first.refused) == (1, 1)
    assert harvest(source=source).deleted == 0
    assert Record.objects.get().state == "active"


def test_nothing_new_is_no_error(source: HarvestSource, repository: Repository) -> None:
    repository.answers = [answer(error="noRecordsMatch")]
    run = harvest(source=source)
    assert (run.state, run.ordinal) == ("done", 0)


def test_repository_that_knows_days_only_is_asked_again(
    source: HarvestSource, repository: Repository
) -> None:
    repository.answers = [answer(error="badArgument"), answer(item("1", "Бір"))]
    assert harvest(source=source, since="2026-11-20T00:00:00Z").created == 1
    assert [asked.get("from") for asked in repository.asked] == ["2026-11-20T00:00:00Z", "2026-11-20"]


def test_broken_off_harvest_goes_on_with_its_token(source: HarvestSource, repository: Repository) -> None:
    repository.answers = [answer(item("1", "Бір"), token="next"), 404]
    broken = harvest(source=source)
    assert (broken.state, broken.error) == ("failed", "unreachable")
    source.refresh_from_db()
    assert source.harvested_until == ""
    repository.answers = [answer(item("2", "Екі"), date="2026-11-25T00:00:00Z")]
    done = harvest(source=source)
    assert (done.pk, done.state, done.created) == (broken.pk, "done", 2)
    assert repository.asked[-1] == {"verb": "ListRecords", "resumptionToken": "next"}
    source.refresh_from_db()
    assert source.harvested_until == "2026-11-20T00:00:00Z"


def test_forgotten_token_begins_anew(source: HarvestSource, repository: Repository) -> None:
    repository.answers = [
        answer(item("1", "Бір"), token="old"),
        answer(error="badResumptionToken"),
        answer(item("2", "Екі")),
    ]
    assert harvest(source=source).created == 2


@pytest.mark.parametrize("content", [b"<html/>", b"no xml", answer(error="cannotDisseminateFormat")])
def test_what_is_no_answer_fails_the_run(
    source: HarvestSource, repository: Repository, content: bytes
) -> None:
    repository.answers = [content]
    run = harvest(source=source)
    assert (run.state, run.error) == ("failed", "oai")


def test_redirect_into_a_private_network_is_not_followed(repository: Repository) -> None:
    repository.answers = [302]
    with pytest.raises(Unreachable, match="private"):
        fetch(repository.address)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "10.1.2.3", "::1", "::ffff:127.0.0.1", "169.254.169.254", "192.168.0.1"]
)
def test_private_addresses_are_refused(host: str) -> None:
    with pytest.raises(Unreachable, match="private"):
        public_address(host, 80)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://example.kz/", "gopher://x", "http:///x"])
def test_other_schemes_are_refused(address: str) -> None:
    with pytest.raises(Unreachable, match="only http"):
        fetch(address)
