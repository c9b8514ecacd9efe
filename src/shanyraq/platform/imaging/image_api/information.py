"""``info.json``: what can be asked of a picture."""

import math
from collections.abc import Sequence
from typing import Any, Final

from shanyraq.platform.imaging.image_api.geometry import Limits
from shanyraq.platform.imaging.image_api.parameters import Version

PROTOCOL: Final = "http://iiif.io/api/image"
PROFILES: Final = {
    Version.V2: "http://iiif.io/api/image/2/level2.json",
    Version.V3: "http://iiif.io/api/image/3/level2.json",
}
_OF_BOTH: Final = ["canonicalLinkHeader", "mirroring", "profileLinkHeader", "rotationArbitrary"]
_OF_SECOND: Final = ["regionSquare", "sizeAboveFull", "sizeByConfinedWh", "sizeByDistortedWh"]


def information(
    address: str,
    version: Version,
    *,
    size: tuple[int, int],
    tile: int,
    factors: Sequence[int],
    limits: Limits,
    rights: str | None = None,
) -> dict[str, Any]:
    """*size* in pixels; *tile*: side of the stored tiles; *factors*: how many times smaller levels are."""
    width, height = size
    shared: dict[str, Any] = {
        "protocol": PROTOCOL,
        "width": width,
        "height": height,
        "sizes": [
            {"width": math.ceil(width / factor), "height": math.ceil(height / factor)}
            for factor in reversed(factors)
            if limits.scale(math.ceil(width / factor), math.ceil(height / factor)) >= 1
        ],
        "tiles": [{"width": tile, "height": tile, "scaleFactors": list(factors)}],
        "maxWidth": limits.side,
        "maxArea": limits.area,
    }
    if version is Version.V2:
        return _second(address, shared) | ({"license": rights} if rights else {})
    return _third(address, shared) | ({"rights": rights} if rights else {})


def _second(address: str, shared: dict[str, Any]) -> dict[str, Any]:
    extra = {
        "formats": ["jpg", "png", "webp"],
        "qualities": ["default", "color", "gray", "bitonal"],
        "supports": [*_OF_BOTH, *_OF_SECOND],
        "maxWidth": shared.pop("maxWidth"),
        "maxArea": shared.pop("maxArea"),
    }
    profile = [PROFILES[Version.V2], extra]
    return {
        "@context": "http://iiif.io/api/image/2/context.json",
        "@id": address,
        **shared,
        "profile": profile,
    }


def _third(address: str, shared: dict[str, Any]) -> dict[str, Any]:
    return {
        "@context": "http://iiif.io/api/image/3/context.json",
        "id": address,
        "type": "ImageService3",
        "profile": "level2",
        **shared,
        "extraFormats": ["webp"],
        "extraQualities": ["color", "gray", "bitonal"],
        "extraFeatures": [*_OF_BOTH, "sizeUpscaling"],
    }
