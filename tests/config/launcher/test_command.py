"""What `shanyraq run` makes of its options."""

import pytest

from shanyraq.config.launcher import command


@pytest.mark.parametrize(
    ("options", "address"),
    [
        ([], "http://127.0.0.1:8000"),
        (["--port", "8100"], "http://127.0.0.1:8100"),
        (["--host", "::"], "http://127.0.0.1:8000"),
        (["--host", "library.local", "--port", "80"], "http://library.local:80"),
        (["--host", "::1"], "http://[::1]:8000"),
    ],
)
def test_links_lead_to_where_the_platform_is_open(options: list[str], address: str) -> None:
    assert command._address(command._parse_run(options)) == address
