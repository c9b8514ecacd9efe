"""What an unlisted stem is worth by its length and its last letters.

Costs are on the scale of ``endings.toml``. Sources: which consonants may close a Kazakh syllable, and that
new verbs are made almost only with -ла and its kin, are rules of the school grammar; the weights are ours.
"""

from __future__ import annotations

from typing import NamedTuple

from shanyraq.kernel.kazakh.endings import NEVER, VOWELS, sound_of_tail
from shanyraq.kernel.kazakh.roots import VOICED_ENDS, VOICELESS

LETTER_COST = 24  # what a letter of an unlisted stem costs: about its information in nats, tenfold
UNKNOWN_COST = 18
_SHORT_COST = {0: NEVER, 1: NEVER, 2: 90, 3: 40, 4: 8}  # the short roots of the language are listed
_LONGEST = 120
LENGTH_COST = tuple(
    UNKNOWN_COST + LETTER_COST * length + _SHORT_COST.get(length, 0) for length in range(_LONGEST)
)

_OPENERS = "рлнмңйусшз"
_CLOSERS = "пткқсш"
_NATIVE = set("қғңәөүұі")
_NOUN_ENDS = {"б": 3, "ғ": 3, "г": 3, "д": 15, "в": 8, "ә": 20, "ң": 10, "ы": 14, "і": 14, "м": 2}
_VERB_MAKERS = ("ла", "ле", "да", "де", "та", "те")
_VERB_FORMS = {maker + ending: 15 if ending in "пу" else 22 for maker in _VERB_MAKERS for ending in "пулнс"}
_VERB_ENDS = {
    **dict.fromkeys(_VERB_MAKERS, 4),
    **{maker + voice: 10 for maker in _VERB_MAKERS for voice in "нстл"},
    **dict.fromkeys(("тыр", "тір", "дыр", "дір", "ғыз", "гіз", "қыз", "кіз"), 8),
    **dict.fromkeys(("ар", "ер", "ай", "ей", "ыл", "іл", "ын", "ін", "ыс", "іс"), 20),
}
_OTHER_VERB = 32


class Shape(NamedTuple):
    """What the last three letters of a stem say: its last sound, its cost as an unlisted noun and verb."""

    sound: int
    noun_cost: int
    verb_cost: int


class _Shapes(dict[str, Shape]):
    """Shapes by the last three letters, made when first asked for."""

    def __missing__(self, tail: str) -> Shape:
        cluster = _cluster_cost(tail)
        shape = Shape(
            sound_of_tail(tail),
            cluster + (_VERB_FORMS.get(tail) or _NOUN_ENDS.get(tail[-1:], 0)),
            cluster + _verb_end_cost(tail),
        )
        self[tail] = shape
        return shape


SHAPES = _Shapes()


def _cluster_cost(tail: str) -> int:
    """Two consonants close a native stem only as in қарт, халқ-, жүйк-; loans are freer (метр, модерн)."""
    before, last = tail[-2:-1], tail[-1:]
    if last in VOWELS or before in VOWELS or not before or last in "уиь" or before in "уи":
        return 0
    if before in _OPENERS and last in _CLOSERS:
        return 0 if tail[0] in VOWELS else 15
    return 40 if _NATIVE & set(tail) else 14


def _verb_end_cost(tail: str) -> int:
    """An unlisted verb is most likely made with -ла or is a causative; hardly any ends like the rest."""
    found = _VERB_ENDS.get(tail) or _VERB_ENDS.get(tail[-2:])
    if found:
        return found
    return _OTHER_VERB + (20 if tail[-1:] in "бвгғдөәоеа" else 0)


def settled_noun(stem: str, chain: str) -> str:
    """The unlisted noun *stem* as it stands alone: тарағ before -ы is тарақ, педагог stays."""
    voiceless = VOICELESS.get(stem[-1])
    if voiceless and chain.startswith(("ы", "і")) and not stem.endswith(VOICED_ENDS):
        return stem[:-1] + voiceless
    return stem


def settled_verb(stem: str) -> str:
    """The unlisted verb *stem* without its voice: жабдықтал, жабдықтан and жабдықтас are жабдықта."""
    if stem[-3:-1] in _VERB_MAKERS and stem[-1] in "лнс":
        return stem[:-1]
    if stem[-2:] in {"ыл", "іл"} and len(stem) > 5:
        return stem[:-2]
    voiceless = VOICELESS.get(stem[-1])
    return stem[:-1] + voiceless if voiceless else stem
