"""The endings of Kazakh, spread out once from ``endings.toml`` into one tree of whole chains.

A chain is everything that may follow a stem (``ларымыздағы``). The automaton of the file says which ending
may follow which; the allomorphs say after which sound and in which harmony.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_GRAMMAR = tomllib.loads(Path(__file__).with_name("endings.toml").read_text(encoding="utf-8"))

BACK = "аоыұ"
FRONT = "әеөіүэ"
VOWELS = BACK + FRONT
NEVER = 10_000
VERB_COST = 8  # how much seldomer a word of running text is a verb than a noun
DERIVATIONS: list[dict[str, Any]] = _GRAMMAR["derivations"]

_KINDS = {"V": VOWELS, "G": "рйуи", "L": "л", "N": "мнң", "Z": "зж", "B": "бвгғд", "T": "пткқсшщцчхфһ"}
_KIND = {letter: kind for kind, letters in _KINDS.items() for letter in letters}
_HARMONIES = (str.maketrans("AIKG", "аықғ"), str.maketrans("AIKG", "еікг"))
_BIT = {(kind, side): 1 << (2 * place + side) for place, kind in enumerate(_KINDS) for side in (0, 1)}
_SIDE = tuple(sum(bit for (_, side), bit in _BIT.items() if side == wanted) for wanted in (0, 1))

# After which sounds (bits) and at what cost it may stand: as endings of a noun, of a verb, of a cut verb
Chain = tuple[int, int, int, int, int, int]


@cache
def sound_of_tail(tail: str) -> int:
    """The bits of the last sound of a stem and of its harmony, from its last three letters."""
    kind = last_sound(tail)
    return sum(_BIT[kind, side] for side in harmonies(tail))


def last_sound(stem: str) -> str:
    """The kind of sound (a capital of ``endings.toml``) with which *stem* ends."""
    return _KIND.get(stem.rstrip("ьъ")[-1:], "T")


def harmonies(tail: str) -> tuple[int, ...]:
    """The harmony of the last vowel, 0 back and 1 front; both where и, у, ь or no vowel leave it open."""
    if not tail.endswith("ь"):
        for letter in reversed(tail):
            if letter in BACK:
                return (0,)
            if letter in FRONT:
                return (1,)
    return (0, 1)


def allomorphs_after(tail: str, forms: dict[tuple[str, int], tuple[str, ...]]) -> list[str]:
    """The *forms* (of ``spread``) that may stand after a stem that ends in *tail*."""
    kind = last_sound(tail)
    return [form for side in harmonies(tail) for form in forms.get((kind, side), ())]


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


def _gathered(state: str, prior: int) -> dict[str, tuple[int, int]]:
    """All chains from *state*: text → (sounds after which it may stand, least cost)."""
    gathered: dict[str, tuple[int, int]] = {}
    for (kind, side), bit in _BIT.items():
        for chain, bare in _continuations(state, kind, side).items():
            cost = bare + prior
            sounds, least = gathered.get(chain, (0, NEVER))
            gathered[chain] = (sounds | bit, min(least, cost))
    return gathered


def _after_cut_verbs() -> dict[str, tuple[int, int]]:
    """Chains of verbs that lose their last ы or і: оқы + у is оқу, оқы + й + ды is оқиды."""
    gathered: dict[str, tuple[int, int]] = {}
    for side in (0, 1):
        for chain, cost in _continuations("verb", "V", side).items():
            if chain[:1] in {"у", "й"}:
                written = chain if chain[0] == "у" else "и" + chain[1:].removeprefix("ыі"[side])
                sounds, least = gathered.get(written, (0, NEVER))
                gathered[written] = (sounds | _SIDE[side], min(cost + VERB_COST, least))
    return gathered


def ending_tree() -> dict[str, Any]:
    """Every chain of endings as a tree to be walked from the last letter; the empty key holds a ``Chain``."""
    nothing = (0, NEVER)
    nouns, verbs, cut = _gathered("noun", 0), _gathered("verb", VERB_COST), _after_cut_verbs()
    tree: dict[str, Any] = {}
    for text in nouns.keys() | verbs.keys() | cut.keys():
        node = tree
        for letter in reversed(text):
            node = node.setdefault(letter, {})
        node[""] = (*nouns.get(text, nothing), *verbs.get(text, nothing), *cut.get(text, nothing))
    return tree
