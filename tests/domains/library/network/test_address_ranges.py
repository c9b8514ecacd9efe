"""Address ranges of reading rooms."""

import pytest

from shanyraq.domains.library.network.address_ranges import (
    is_unusual,
    overlapping,
    parse_address,
    parse_range,
)
from shanyraq.kernel.errors import Refusal


@pytest.mark.parametrize(
    ("typed", "network"),
    [
        (" 203.0.113.0/24 ", "203.0.113.0/24"),
        ("203.0.113.77/24", "203.0.113.0/24"),
        ("91.195.226.10", "91.195.226.10/32"),
        ("2001:db8:1::/48", "2001:db8:1::/48"),
        ("2a00:1450::5", "2a00:1450::5/128"),
    ],
)
def test_parse_range_takes_public_addresses(typed: str, network: str) -> None:
    assert str(parse_range(typed)) == network


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "range_form"),
        ("library", "range_form"),
        ("203.0.113.0/33", "range_form"),
        ("203.0.113.0-203.0.113.9", "range_form"),
        ("203.0.113.0/24 or 1=1", "range_form"),
        ("0.0.0.0/0", "range_wide"),
        ("91.0.0.0/8", "range_wide"),
        ("::/0", "range_wide"),
        ("2a00::/16", "range_wide"),
        ("10.1.2.0/24", "range_private"),
        ("192.168.0.0/16", "range_private"),
        ("127.0.0.1", "range_private"),
        ("100.64.0.0/16", "range_private"),
        ("169.254.1.0/24", "range_private"),
        ("224.0.0.0/24", "range_private"),
        ("255.255.255.255", "range_private"),
        ("::1", "range_private"),
        ("fe80::/64", "range_private"),
        ("fd00:1::/48", "range_private"),
    ],
)
def test_parse_range_refuses_what_would_let_in_others(typed: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_range(typed, field="network")
    assert (refused.value.code, refused.value.field) == (code, "network")


def test_unusual_ranges_are_wider_than_a_reading_room() -> None:
    widths = ("91.195.0.0/16", "91.195.224.0/21", "91.195.224.0/22", "2a00:1450::/40", "2a00:1450::/48")
    assert [is_unusual(parse_range(each)) for each in widths] == [True, True, False, True, False]


def test_overlapping_names_ranges_of_the_same_version() -> None:
    others = ["203.0.113.128/25", "198.51.100.0/24", "2001:db8::/48"]
    assert overlapping(parse_range("203.0.113.0/24"), others) == ["203.0.113.128/25"]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("203.0.113.5", "203.0.113.5"),
        ("::ffff:203.0.113.5", "203.0.113.5"),
        ("2001:db8::1%eth0", "2001:db8::1"),
        ("unknown", "None"),
        ("", "None"),
    ],
)
def test_parse_address_never_raises(text: str, address: str) -> None:
    assert str(parse_address(text)) == address
