"""Whether a request comes from a reading room. Asked for every page and tile, so answered from memory.

Ranges of live members and tokens of devices are kept in each process for a few seconds; a range or a device
that is taken away therefore opens nothing after ``settings.LIBRARY_READING_ROOMS_HELD_SECONDS``.
"""

from __future__ import annotations

import hashlib
import ipaddress
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Final

from django.conf import settings
from django.utils import timezone

from shanyraq.domains.library.network.address_ranges import parse_address
from shanyraq.domains.library.network.models import Library, PairedDevice, ReadingRoomRange
from shanyraq.domains.library.network.states import MembershipState

_MOST_TOKENS: Final = 2_000
_LONGEST_TOKEN: Final = 128

_Prefix = tuple[int, int]
_Ranges = dict[_Prefix, dict[int, Library]]


@dataclass(slots=True)
class _Memory:
    """What this process knows; moments by the monotonic clock."""

    ranges: _Ranges = field(default_factory=dict)
    read_at: float | None = None
    tokens: OrderedDict[str, tuple[float, Library | None]] = field(default_factory=OrderedDict)
    lock: threading.Lock = field(default_factory=threading.Lock)


_memory = _Memory()


def is_in_reading_room(address: str, device_token: str = "") -> Library | None:
    """The live member in whose reading room somebody sits, by the address or a paired device; None elsewhere.

    ``address`` is that of the visitor as a trusted proxy gives it (``web.visitors``), ``device_token`` the
    value of the device's cookie. What is no address or no token is from elsewhere; nothing raises.
    """
    return _by_address(address) or (_by_token(device_token) if device_token else None)


def forget() -> None:
    """Read ranges and devices again at the next question in this process."""
    with _memory.lock:
        _memory.read_at = None
        _memory.tokens.clear()


def hash_of(token: str) -> str:
    """What the database keeps of a device's token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _by_address(text: str) -> Library | None:
    address = parse_address(text)
    if address is None:
        return None
    number, bits = int(address), address.max_prefixlen
    for (version, length), networks in _ranges().items():
        if version == address.version:
            found = networks.get(number >> (bits - length))
            if found is not None:
                return found
    return None


def _ranges() -> _Ranges:
    """Networks by version and prefix length, narrow ones first, so that one look a length is enough."""
    now = time.monotonic()
    if _memory.read_at is None or now - _memory.read_at >= settings.LIBRARY_READING_ROOMS_HELD_SECONDS:
        ranges = _read_ranges()
        with _memory.lock:
            _memory.ranges, _memory.read_at = ranges, now
    return _memory.ranges


def _read_ranges() -> _Ranges:
    found: _Ranges = {}
    rows = ReadingRoomRange.objects.filter(library__state=MembershipState.LIVE).select_related("library")
    for row in rows.order_by("pk"):
        network = ipaddress.ip_network(row.network)
        number = int(network.network_address) >> (network.max_prefixlen - network.prefixlen)
        found.setdefault((network.version, network.prefixlen), {}).setdefault(number, row.library)
    return dict(sorted(found.items(), key=lambda pair: -pair[0][1]))


def _by_token(token: str) -> Library | None:
    if len(token) > _LONGEST_TOKEN:
        return None
    digest, now = hash_of(token), time.monotonic()
    known = _memory.tokens.get(digest)
    if known is not None and now - known[0] < settings.LIBRARY_READING_ROOMS_HELD_SECONDS:
        return known[1]
    library = _library_of_device(digest)
    with _memory.lock:
        _memory.tokens[digest] = (now, library)
        while len(_memory.tokens) > _MOST_TOKENS:
            _memory.tokens.popitem(last=False)
    return library


def _library_of_device(digest: str) -> Library | None:
    device = (
        PairedDevice.objects.filter(
            token_hash=digest,
            revoked_at=None,
            expires_at__gt=timezone.now(),
            branch__is_closed=False,
            branch__library__state=MembershipState.LIVE,
        )
        .select_related("branch__library")
        .first()
    )
    return device.branch.library if device else None
