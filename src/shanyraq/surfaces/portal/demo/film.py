"""A short silent film of drawn landscapes, as WebM, made of what is at hand.

A lossy WebP picture holds exactly one key frame of VP8 (RFC 9649), and VP8 is a codec of WebM; so the
film is a row of such pictures in Matroska's container (RFC 9559), each shown until the next one comes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any

import pyvips

from shanyraq.surfaces.portal.demo.landscapes import load_scene, render_svg

WIDTH, HEIGHT = 800, 500
SCENE_MS, FADE_MS, STEP_MS = 4_000, 700, 100
_QUALITY = 72
_EBML, _SEGMENT, _INFO, _TRACKS = 0x1A45DFA3, 0x18538067, 0x1549A966, 0x1654AE6B
_CUES, _CLUSTER = 0x1C53BB6B, 0x1F43B675
_KEY_FRAME = 0x80


def made_of(scenes: tuple[str, ...]) -> bytes:
    """The film of the scenes, each SCENE_MS long with a soft passage to the next."""
    frames = list(_frames([_drawn(scene) for scene in scenes]))
    end = SCENE_MS * len(scenes)
    clusters = [(at, _cluster(at, picture)) for at, picture in [*frames, (end, frames[-1][1])]]
    opening = _information(end) + _track()
    cues = _cues(clusters, before=len(opening) + len(_cues(clusters, before=0)))
    return _header() + _element(_SEGMENT, opening + cues + b"".join(found for _at, found in clusters))


def shown_from(number: int) -> int:
    """The millisecond at which the scene of that number begins."""
    return number * SCENE_MS


def _drawn(scene: str) -> Any:
    svg = render_svg(load_scene(scene), width=WIDTH, height=HEIGHT)
    return pyvips.Image.new_from_buffer(svg.encode(), "").flatten(background=255).copy_memory()


def _frames(pictures: list[Any]) -> Iterator[tuple[int, bytes]]:
    """Millisecond and VP8 key frame: each picture at rest, then its passage to the next."""
    for number, picture in enumerate(pictures):
        yield shown_from(number), _key_frame(picture)
        for passed in range(STEP_MS, FADE_MS if number + 1 < len(pictures) else 0, STEP_MS):
            share = passed / FADE_MS
            between = (picture * (1 - share) + pictures[number + 1] * share).cast("uchar")
            yield shown_from(number + 1) - FADE_MS + passed, _key_frame(between)


def _key_frame(picture: Any) -> bytes:
    webp = picture.webpsave_buffer(Q=_QUALITY, effort=2, keep=0)
    at = 12  # after "RIFF", the size and "WEBP"
    while at < len(webp):
        kind, size = struct.unpack_from("<4sI", webp, at)
        if kind == b"VP8 ":
            return bytes(webp[at + 8 : at + 8 + size])
        at += 8 + size + size % 2
    raise ValueError("the picture is no lossy WebP")


def _element(name: int, content: bytes) -> bytes:
    """An element of EBML (RFC 8794): its name, the length of its content, the content."""
    encoded = name.to_bytes((name.bit_length() + 7) // 8, "big")
    width = next(width for width in range(1, 9) if len(content) < (1 << 7 * width) - 1)
    return encoded + (len(content) | 1 << 7 * width).to_bytes(width, "big") + content


def _number(name: int, value: int) -> bytes:
    return _element(name, value.to_bytes((value.bit_length() + 7) // 8 or 1, "big"))


def _header() -> bytes:
    numbers = ((0x4286, 1), (0x42F7, 1), (0x42F2, 4), (0x42F3, 8), (0x4287, 2), (0x4285, 2))
    return _element(_EBML, b"".join(_number(*each) for each in numbers) + _element(0x4282, b"webm"))


def _information(end: int) -> bytes:
    written_by = b"Shanyraq"
    return _element(
        _INFO,
        _number(0x2AD7B1, 1_000_000)  # times are in milliseconds
        + _element(0x4489, struct.pack(">d", end))
        + _element(0x4D80, written_by)
        + _element(0x5741, written_by),
    )


def _track() -> bytes:
    size = _element(0xE0, _number(0xB0, WIDTH) + _number(0xBA, HEIGHT))
    described = b"".join(_number(*each) for each in ((0xD7, 1), (0x73C5, 1), (0x83, 1)))
    return _element(_TRACKS, _element(0xAE, described + _element(0x86, b"V_VP8") + size))


def _cues(clusters: list[tuple[int, bytes]], *, before: int) -> bytes:
    """Where each cluster begins, in bytes of the segment of which *before* are written; for seeking."""
    points = []
    for at, cluster in clusters:
        place = _number(0xF7, 1) + _element(0xF1, before.to_bytes(8, "big"))  # eight bytes whatever it is
        points.append(_element(0xBB, _number(0xB3, at) + _element(0xB7, place)))
        before += len(cluster)
    return _element(_CUES, b"".join(points))


def _cluster(at: int, picture: bytes) -> bytes:
    """One frame with its time; the block's own time is counted from the cluster's."""
    block = bytes([0x81, 0, 0, _KEY_FRAME]) + picture
    return _element(_CLUSTER, _number(0xE7, at) + _element(0xA3, block))
