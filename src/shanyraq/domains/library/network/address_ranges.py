"""Internet addresses of reading rooms: what may be written, what is refused or warned of. Pure functions."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext_lazy as _

from shanyraq.kernel.errors import Refusal

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

WIDEST: Final = {4: 16, 6: 32}
"""Prefix length of the widest range that a library may have: 65 536 addresses of IPv4, a provider of IPv6."""
UNUSUAL: Final = {4: 22, 6: 47}
"""Ranges with a shorter prefix than a reading room needs are taken with a warning."""


def parse_range(text: str, *, field: str | None = None) -> Network:
    """A range in CIDR notation, or one address, as typed; bits behind the prefix are cleared.

    :raises Refusal: ``range_form``; ``range_private`` for addresses that the internet never sees (they would
        let in everybody behind any router); ``range_wide``.
    """
    try:
        network = ipaddress.ip_network(text.strip(), strict=False)
    except ValueError:
        raise Refusal(
            _("Write an address or a range, for example 203.0.113.0/24."), code="range_form", field=field
        ) from None
    if network.prefixlen < WIDEST[network.version]:
        raise Refusal(
            _("This range is too wide for a library. Enter the addresses of its reading rooms only."),
            code="range_wide",
            field=field,
        )
    if is_private(network):
        raise Refusal(
            _("These addresses are not visible on the internet. Enter the public address of the library."),
            code="range_private",
            field=field,
        )
    return network


def is_private(network: Network) -> bool:
    """Whether these are addresses of inner networks, loopback, multicast or the like.

    Ranges for documentation (203.0.113.0/24 and its kind) are allowed: they occur in no real network.
    """
    if any(network.version == each.version and network.subnet_of(each) for each in _DOCUMENTATION):  # type: ignore[arg-type]  # the versions are compared before
        return False
    first, last = network.network_address, network.broadcast_address
    return any(not address.is_global or address.is_multicast for address in (first, last))


_DOCUMENTATION: Final[tuple[Network, ...]] = tuple(
    ipaddress.ip_network(each)
    for each in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32")
)


def is_unusual(network: Network) -> bool:
    """Whether a range is wider than a reading room needs."""
    return network.prefixlen < UNUSUAL[network.version]


def overlapping(network: Network, others: Iterable[str]) -> list[str]:
    """Those of ``others`` (in CIDR notation) that share an address with ``network``."""
    return [each for each in others if _share(network, ipaddress.ip_network(each))]


def _share(one: Network, other: Network) -> bool:
    return one.version == other.version and one.overlaps(other)


def parse_address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """An address as a request gives it; IPv4 inside IPv6 as what it is; None for what is no address."""
    try:
        address = ipaddress.ip_address(text.strip().partition("%")[0])
    except ValueError:
        return None
    mapped = getattr(address, "ipv4_mapped", None)
    return mapped or address
