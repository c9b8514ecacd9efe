"""Plural, possessive and case endings in the letters of the coarse key (``folding.skeleton``).

In these letters и stands for ы, і, й and и, and ң is н, so harmony is seen in а and е alone: the endings of
one word agree with each other, the stem is not asked. What stands before an ending is asked (лар after a
vowel, тар after a voiceless consonant), which keeps most stems whole.
"""

from __future__ import annotations

from collections.abc import Iterator

_VOWELS = "аоуеи"
_VOICELESS = "пктсшхфбвгд"  # б, в, г, д end loan words and take the endings of voiceless letters
_ANY_CONSONANT = "бвгджзклмнпрстфхш"
_LIQUID = "рлуи"  # у and й behave as consonants here
_HUSHING = "зж"
_NASAL = "мн"

Ending = tuple[str, str]
"""An ending and the letters that it may follow."""

_PLURALS: tuple[Ending, ...] = (
    ("лар", _VOWELS + "р"), ("дар", "лмн" + _HUSHING), ("тар", _VOICELESS),
)  # fmt: skip  # a table, read row by row
# м and н after a vowel (балам, балаң) are left: адам, орман, астана end like them
_POSSESSIVES: tuple[Ending, ...] = (
    ("им", _ANY_CONSONANT + "уи"), ("ин", _ANY_CONSONANT + "уи"),
    ("имиз", _ANY_CONSONANT + "уи"), ("миз", "аеи"), ("иниз", _ANY_CONSONANT + "уи"), ("низ", "аеи"),
)  # fmt: skip  # a table, read row by row
_POSSESSIVES_OF_THIRD: tuple[Ending, ...] = (("си", "аеио"), ("и", _ANY_CONSONANT + "уи"))
_CASES: tuple[Ending, ...] = (
    ("нин", _VOWELS + _NASAL), ("дин", _LIQUID + _HUSHING), ("тин", _VOICELESS),
    ("ни", _VOWELS), ("ди", _LIQUID + _NASAL + _HUSHING), ("ти", _VOICELESS),
    ("га", _VOWELS + "рлмн" + _HUSHING), ("ка", _VOICELESS),
    ("да", _VOWELS + "рлмн" + _HUSHING), ("та", _VOICELESS),
    ("дан", _VOWELS + "рл" + _HUSHING), ("нан", _NASAL), ("тан", _VOICELESS),
    ("мен", _VOWELS + "рлмн"), ("бен", _HUSHING), ("пен", _VOICELESS),
    ("даги", _VOWELS + "рлмн" + _HUSHING), ("таги", _VOICELESS),
)  # fmt: skip  # a table, read row by row
_AFTER_PERSON: tuple[str, ...] = ("нин", "ди", "а", "да", "нан", "мен", "даги")
_AFTER_PERSONS: tuple[str, ...] = ("дин", "ди", "га", "да", "дан", "бен", "даги")
_AFTER_THIRD: tuple[str, ...] = ("нин", "н", "на", "нда", "нан", "мен", "ндаги")
_COMITATIVE = ("мен", "бен", "пен")  # the one case without harmony


def _possessive_chains() -> Iterator[Ending]:
    for possessive, after in _POSSESSIVES:
        cases = _AFTER_PERSONS if possessive.endswith("из") else _AFTER_PERSON
        for case in ("", *cases):
            yield possessive + case, after
    for possessive, after in _POSSESSIVES_OF_THIRD:
        for case in ("", *_AFTER_THIRD):
            yield possessive + case, after


def _chains() -> Iterator[Ending]:
    singular = (*_possessive_chains(), *_CASES)
    yield from singular
    for plural, after in _PLURALS:
        yield plural, after
        for ending, follows in singular:
            if "р" in follows:
                yield plural + ending, after


def _in_both_harmonies(ending: str) -> tuple[str, ...]:
    case = ending[-3:] if ending.endswith(_COMITATIVE) else ""
    rest = ending.removesuffix(case)
    return rest + case, rest.replace("а", "е") + case


def _ending_table() -> dict[str, str]:
    table: dict[str, str] = {}
    for ending, after in _chains():
        for form in _in_both_harmonies(ending):
            table[form] = table.get(form, "") + after
    return table


_ENDINGS = _ending_table()


def _lengths_by_tail() -> dict[str, tuple[int, ...]]:
    """For the last two letters of a word the lengths that its ending may have, the longest first."""
    lengths: dict[str, set[int]] = {}
    for ending, letters in _ENDINGS.items():
        for tail in [ending[-2:]] if len(ending) > 1 else [letter + ending for letter in letters]:
            lengths.setdefault(tail, set()).add(len(ending))
    return {tail: tuple(sorted(sizes, reverse=True)) for tail, sizes in lengths.items()}


_LENGTHS = _lengths_by_tail()
_SHORTEST_STEM = 3
_STEM_OF_TWO_BEFORE = 3
_FIRM_ENDS = ("истан", "кстан", "нстан", "рстан")  # names of countries, not the ablative
_VOICED = {"б": "п", "г": "к"}


def _stem(key: str) -> str:
    """The key without its longest ending that leaves a stem and suits the letter before it."""
    lengths = _LENGTHS.get(key[-2:])
    if lengths is None or (len(key) > 5 and key.endswith(_FIRM_ENDS)):
        return key
    size = len(key)
    for length in lengths:
        rest = size - length
        if rest < 2:
            continue
        letters = _ENDINGS.get(key[rest:])
        if letters and key[rest - 1] in letters and _may_be_stem(key[:rest], length):
            return key[:rest]
    return key


def _may_be_stem(stem: str, length: int) -> bool:
    """Three letters with a vowel; two are enough before a long ending (үй-лер, су-дың)."""
    enough = len(stem) >= _SHORTEST_STEM or length >= _STEM_OF_TWO_BEFORE
    return enough and not _VOWELS_SET.isdisjoint(stem)


_VOWELS_SET = frozenset(_VOWELS)


def without_endings(key: str) -> str:
    """The stem of a coarse key, levelled where its forms differ.

    The last б and г are п and к (кітабы, кітап). A last и goes, which may be a possessive (Алматы, Алматыда),
    and so do the и of a last syllable, which falls before a vowel (халық, халқы), and н after а and е: өзен-і
    cannot be told from бала-ны.
    """
    stem = _stem(key)
    if stem[-2:] == "ии" or (len(stem) > _SHORTEST_STEM and stem[-1] == "и" and stem[-2] not in "аоуе"):
        stem = stem[:-1]
    return _level_last_consonant(stem) if len(stem) >= _SHORTEST_STEM else stem


def _level_last_consonant(stem: str) -> str:
    before, last = stem[-2], stem[-1]
    if last in _VOICED:
        last = _VOICED[last]
        stem = stem[:-1] + last
    if len(stem) == _SHORTEST_STEM:
        return stem
    if before == "и" and last in _AFTER_FALLING and stem[-3] in _BEFORE_FALLING:
        return stem[:-2] + last
    return stem[:-1] if last == "н" and before in "ае" else stem


_AFTER_FALLING = frozenset("кнзлрп")
_BEFORE_FALLING = frozenset(_ANY_CONSONANT + "у")
