"""The scanner's protocol, against a server that speaks it."""

import io
import socketserver
import struct
import threading

import pytest

from shanyraq.kernel.errors import Refusal
from shanyraq.platform.files.antivirus import ScannerError, ask, scan

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Scanner(socketserver.StreamRequestHandler):
    received = b""

    def handle(self):
        assert self.rfile.read(10) == b"zINSTREAM\0"
        content = b""
        while length := struct.unpack(">I", self.rfile.read(4))[0]:
            content += self.rfile.read(length)
        type(self).received = content
        found = b"Eicar-Test-Signature FOUND" if EICAR in content else b"OK"
        self.wfile.write(
            b"INSTREAM size limit exceeded. ERROR\0" if b"LIMIT" in content else b"stream: " + found + b"\0"
        )


@pytest.fixture(params=["unix", "tcp"])
def scanner(request, tmp_path, settings):
    path = str(tmp_path / "clamd")
    unix = request.param == "unix"
    server = (socketserver.UnixStreamServer if unix else socketserver.TCPServer)(
        path if unix else ("127.0.0.1", 0), Scanner
    )
    settings.FILES_CLAMD = f"unix:{path}" if unix else f"tcp:127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, args=(0.01,)).start()
    yield settings.FILES_CLAMD
    server.shutdown()
    server.server_close()


def test_ask_sends_the_whole_file_and_reads_the_verdict(scanner):
    content = bytes(range(256)) * 1000
    assert ask(io.BytesIO(content), scanner) == ""
    assert Scanner.received == content
    assert ask(io.BytesIO(b"x" * 70_000 + EICAR), scanner) == "Eicar-Test-Signature"


def test_ask_without_a_verdict_is_an_error(scanner):
    with pytest.raises(ScannerError, match="size limit"):
        ask(io.BytesIO(b"LIMIT"), scanner)


def test_scan_refuses_what_is_infected(scanner):
    with pytest.raises(Refusal, match="Eicar-Test-Signature") as refused:
        scan(io.BytesIO(EICAR))
    assert refused.value.code == "infected"


def test_scan_without_an_answer_refuses_unless_it_is_not_required(settings, tmp_path):
    settings.FILES_CLAMD = f"unix:{tmp_path}/nobody"
    with pytest.raises(Refusal) as refused:
        scan(io.BytesIO(b"x"))
    assert refused.value.code == "unscanned"
    settings.FILES_CLAMD_REQUIRED = False
    scan(io.BytesIO(b"x"))


def test_scan_is_left_out_where_no_scanner_is_set(settings):
    settings.FILES_CLAMD = ""
    scan(io.BytesIO(EICAR))
