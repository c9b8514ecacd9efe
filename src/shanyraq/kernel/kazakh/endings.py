"""The endings of Kazakh, spread out once from ``endings.toml`` into one table of whole chains.

A chain is everything that may follow a stem (``ларымыздағы``). The automaton of the file says which ending may
follow which, the allomorphs say after which sound and in which harmony, so that an analysis needs one look-up a cut.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

_GRAMMAR = tomllib.loads(Path(__file__).with_name("endings.toml").read_text(encoding="utf-8"))

BACK = "аоыұ"
FRONT = "әеөіүэ"
VOWELS = BACK + FRONT
GLIDES = "уи"
NEVER = 10_000
DERIVATIONS: list[dict[str, Any]] = _GRAMMAR["derivations"]

_KINDS = {"V": VOWELS, "G": "рйуи", "L": "л", "N": "мнң", "Z": "зж", "B": "бвгғд", "T": "пткқсшщцчхфһ"}
_KIND = {letter: kind for kind, letters in _KINDS.items() for letter in letters}
_HARMONIES = (
    str.maketrans("AIKG", "аықғ"),
    str.maketrans("AIKG", "еікг"),
)
_BIT = {(kind, side): 1 << (2 * place + side) for place, kind in enumerate(_KINDS) for side in (0, 1)}
_SIDE = tuple(sum(bit for (_, side), bit in _BIT.items() if side == wanted) for wanted in (0, 1))


class Chain(NamedTuple):
    """Where a chain may stand (bits of sound and harmony) and what it costs, after a noun, a verb, a cut verb."""

    after_noun: int
    noun_cost: int
    after_verb: int
    verb_cost: int
    after_cut: int
    cut_cost: int


def sound_before_ending(stem: str) -> int:
    """The bits of the last sound of *stem* and of its harmony; both harmonies where the stem leaves it open."""
    kind = last_sound(stem)
    return sum(_BIT[kind, side] for side in harmonies(stem))


def last_sound(stem: str) -> str:
    """The kind of sound (a capital of ``endings.toml``) with which *stem* ends."""
    return _KIND.get(stem.rstrip("ьъ")[-1:], "T")


def harmonies(stem: str) -> tuple[int, ...]:
    """The harmony of the last vowel; и and у say nothing, and a soft sign may stand for either."""
    if not stem.endswith("ь"):
        for letter in reversed(stem):
            if letter in BACK:
                return (0,)
            if letter in FRONT:
                return (1,)
    return (0, 1)


@cache
def allomorphs(ending: str) -> dict[tuple[str, int], tuple[str, ...]]:
    """The forms of *ending* by the kind of sound before it and the harmony."""
    return spread(_GRAMMAR["forms"][ending])


def spread(forms: list[str]) -> dict[tuple[str, int], tuple[str, ...]]:
    """Read forms such as «VG лAр» into a table by sound and harmony."""
    table: dict[tuple[str, int], tuple[str, ...]] = {}
    for after, form in (line.split() for line in forms):
        for kind in _KINDS if after == "*" else after:
            for side, harmony in enumerate(_HARMONIES):
                table[kind, side] = (*table.get((kind, side), ()), form.translate(harmony))
    return table


@cache
def _continuations(state: str, kind: str, side: int) -> dict[str, int]:
    """All that may follow a word in *state* that ends in a sound of *kind*: text → least cost."""
    rule = _GRAMMAR["states"][state]
    found = {"": rule["end"]} if "end" in rule else {}
    for move in rule["moves"]:
        ending, cost, following = move.split()
        for form in allomorphs(ending).get((kind, side), ()):
            for rest, more in _continuations(following, _KIND[form[-1]], side).items():
                total = int(cost) + more
                if total < found.get(form + rest, NEVER):
                    found[form + rest] = total
    return found


def _gathered(state: str) -> dict[str, tuple[int, int]]:
    """All chains from *state*: text → (sounds after which it may stand, least cost)."""
    gathered: dict[str, tuple[int, int]] = {}
    for (kind, side), bit in _BIT.items():
        for chain, cost in _continuations(state, kind, side).items():
            sounds, least = gathered.get(chain, (0, NEVER))
            gathered[chain] = (sounds | bit, min(cost, least))
    return gathered


def _after_cut_verbs() -> dict[str, tuple[int, int]]:
    """Chains of verbs that lose their last ы or і: оқы + у is оқу, оқы + й + ды is оқиды."""
    gathered: dict[str, tuple[int, int]] = {}
    for side in (0, 1):
        for chain, cost in _continuations("verb", "V", side).items():
            if chain[:1] in {"у", "й"}:
                written = chain if chain[0] == "у" else "и" + chain[1:].removeprefix("ыі"[side])
                sounds, least = gathered.get(written, (0, NEVER))
                gathered[written] = (sounds | _SIDE[side], min(cost, least))
    return gathered


def chains() -> dict[str, Chain]:
    """Every chain of endings, with what may stand before it."""
    nothing = (0, NEVER)
    nouns, verbs, cut = _gathered("noun"), _gathered("verb"), _after_cut_verbs()
    return {
        text: Chain(*nouns.get(text, nothing), *verbs.get(text, nothing), *cut.get(text, nothing))
        for text in nouns.keys() | verbs.keys() | cut.keys()
    }
