"""A tune on two plucked strings, as a WAV file: the demonstration's own, in the manner of a dombra.

The strings are plucked by the method of Karplus and Strong (1983): a burst of noise goes round in a loop as
long as one swing of the string, and each round takes a little of its sharpness.
"""

from __future__ import annotations

import io
import wave
from array import array
from random import Random

RATE = 22_050
"""Samples a second; one channel, 16 bits."""

_LOWER, _UPPER = 146.83, 196.0  # the open strings in hertz: d and g, a fourth apart
_QUAVER = 0.21  # seconds
_DAMPING = 0.9965
_RING = 1.4  # seconds that a string sounds on
_STROKE = 0.012  # seconds from one string to the next
_SOFTLY = 0.55
_PEAK = 28_000

# each bar: frets of the upper string in semitones, and how many quavers each is held
TUNE = (
    ((7, 2), (7, 1), (5, 1), (7, 2), (10, 2)),
    ((7, 2), (5, 1), (3, 1), (5, 4)),
    ((5, 2), (5, 1), (3, 1), (5, 2), (7, 2)),
    ((5, 2), (3, 1), (0, 1), (3, 4)),
    ((12, 2), (10, 1), (12, 1), (10, 2), (7, 2)),
    ((7, 1), (5, 1), (3, 2), (0, 4)),
)


def notes() -> list[tuple[float, float, float]]:
    """The tune as start in seconds, length in seconds and pitch of the upper string in hertz."""
    found, at = [], 0.0
    for fret, quavers in (note for bar in TUNE for note in bar):
        found.append((round(at, 3), round(quavers * _QUAVER, 3), round(_UPPER * 2 ** (fret / 12), 2)))
        at += quavers * _QUAVER
    return found


def played() -> bytes:
    """The tune as a WAV file; the same bytes on every machine. The lower string sounds with every note."""
    end = sum(notes()[-1][:2]) + _RING
    mixed = [0.0] * int(end * RATE)
    for number, (start, _length, pitch) in enumerate(notes()):
        _add(mixed, _plucked(pitch, Random(number)), start)  # noqa: S311 - a tune, not secrecy
        lower = _plucked(_LOWER, Random(-number))  # noqa: S311 - a tune, not secrecy
        _add(mixed, [value * _SOFTLY for value in lower], start + _STROKE)
    return _file(mixed)


def _plucked(pitch: float, chance: Random) -> list[float]:
    loop = [chance.uniform(-1, 1) for _ in range(round(RATE / pitch))]
    sounding, place = [], 0
    for _ in range(int(_RING * RATE)):
        following = (place + 1) % len(loop)
        sounding.append(loop[place])
        loop[place] = (loop[place] + loop[following]) / 2 * _DAMPING
        place = following
    return sounding


def _add(mixed: list[float], string: list[float], start: float) -> None:
    first = int(start * RATE)
    for place, value in enumerate(string[: len(mixed) - first], first):
        mixed[place] += value


def _file(mixed: list[float]) -> bytes:
    loudest = max(map(abs, mixed))
    samples = array("h", (round(value / loudest * _PEAK) for value in mixed))
    if samples.itemsize * 8 != 16:
        raise OSError("this machine has no 16-bit whole numbers")
    target = io.BytesIO()
    with wave.open(target, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
    return target.getvalue()
