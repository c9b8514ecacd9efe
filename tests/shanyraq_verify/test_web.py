"""Reading a log from its address."""

import time
from pathlib import Path

import pytest

from shanyraq_verify.errors import Missing, NotChecked
from shanyraq_verify.web import WebSource
from tests.shanyraq_verify.built_logs import Handler, served


class Dripping(Handler):
    """Sends a byte now and then, so that no connection is ever silent for long."""

    def do_GET(self) -> None:  # noqa: N802 - the name that http.server calls
        try:
            self.send_response(200)
            self.end_headers()
            for _ in range(200):
                self.wfile.write(b"x")
                time.sleep(0.05)
        except OSError:
            self.close_connection = True


class Silent(Handler):
    def do_GET(self) -> None:  # noqa: N802 - the name that http.server calls
        time.sleep(0.5)
        self.close_connection = True


@pytest.mark.parametrize(("handler", "silence", "patience"), [(Dripping, 5, 0.5), (Silent, 0.1, 30)])
def test_patience_ends(handler: type[Handler], silence: float, patience: float, tmp_path: Path) -> None:
    with served(tmp_path, handler) as (site, _):
        source = WebSource(site, silence=silence, patience=patience)
        begun = time.monotonic()
        with pytest.raises(NotChecked):
            source.read("checkpoint", 100)
        source.close()
        assert time.monotonic() - begun < 9


def test_files_come_in_their_order_and_up_to_their_limit(tmp_path: Path) -> None:
    for number in range(50):
        (tmp_path / str(number)).write_text(str(number) * 9, encoding="ascii")
    with served(tmp_path) as (site, _):
        source = WebSource(site)
        found = list(source.read_each((str(number), 18) for number in range(50)))
        assert found == [(str(number) * 9).encode() for number in range(50)]
        with pytest.raises(NotChecked, match="more than"):
            source.read("10", 17)
        with pytest.raises(Missing):
            source.read("50", 18)
        source.close()


@pytest.mark.parametrize(
    "address",
    ["http://", "http://a:b@c/", "http://c/?a", "http://c/#a", "http://c:x/", "http://c:0/", "http://[::"],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(NotChecked, match="no address"):
        WebSource(address)
