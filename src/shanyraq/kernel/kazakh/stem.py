"""One search key for all forms of a Kazakh word.

Every cut of a word into a stem and a legal chain of endings is weighed: the chain by how seldom it is chosen,
the stem by whether it is a listed root or, if not, by its length and shape. The lightest analysis gives the
key. The method, its figures and its limits are told in ``docs/kazakh-search.md``.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from shanyraq.kernel.kazakh.endings import NEVER, Chain, ending_tree
from shanyraq.kernel.kazakh.roots import infinitive, joined, listed_keys, parted, roots, whole_words
from shanyraq.kernel.kazakh.shapes import LENGTH_COST, SHAPES, settled_noun, settled_verb

_ENDINGS = ending_tree()
_NOUNS, _VERBS, _CUT_VERBS = roots()
_WHOLE = {**{key: key for key in listed_keys()}, **whole_words()}
LIGHT_ENOUGH = 90  # at this cost a listed root with its endings may be a chance likeness
SHORTEST, LONGEST = 3, 60  # letters of a word that can have endings; longer ones are noise


@lru_cache(maxsize=100_000)
def search_key(word: str) -> str:
    """The key under which all forms of the Kazakh *word* are found: its root, or what seems to be it.

    The key of a key is the key itself. What is not a word of letters comes back in lower case and otherwise
    as it was; so do words of other languages, unless they end like Kazakh ones.
    """
    word = word.lower()
    whole = _WHOLE.get(word)
    if whole is not None:
        return whole
    if not SHORTEST <= len(word) <= LONGEST or not word.isalpha():
        return word
    key = _lightest(joined(word) if "ю" in word or "я" in word else word)
    return parted(key) if "йу" in key or "йа" in key else key


def _lightest(word: str) -> str:
    """The key of the lightest analysis; unlisted stems are weighed where no listed root is light enough.

    The loop is written out, not split up, because it runs for every word that is indexed.
    """
    least, key, place = NEVER, word, len(word)
    node: Any = _ENDINGS
    unlisted = []
    for letter in word[::-1]:
        chain = node.get("")
        if chain:
            stem = word[:place]
            after_noun, noun_cost, after_verb, verb_cost, after_cut, cut_cost = chain
            noun = _NOUNS.get(stem) if after_noun else None
            verb = _VERBS.get(stem) if after_verb else None
            cut = _CUT_VERBS.get(stem) if after_cut else None
            if noun or verb or cut:
                sound = SHAPES[stem[-3:]][0]
                if noun and sound & after_noun and noun[0] + noun_cost < least:
                    least, key = noun[0] + noun_cost, noun[1]
                if verb and sound & after_verb and verb[0] + verb_cost < least:
                    least, key = verb[0] + verb_cost, verb[1]
                if cut and sound & after_cut and cut[0] + cut_cost < least:
                    least, key = cut[0] + cut_cost, cut[1]
            else:
                unlisted.append((place, chain))
        node = node.get(letter)
        if node is None:
            break
        place -= 1
    return key if least < LIGHT_ENOUGH else _by_shape(word, unlisted, (least, key))


def _by_shape(word: str, unlisted: list[tuple[int, Chain]], listed: tuple[int, str]) -> str:
    """The key when unlisted stems compete with the best of the *listed*: the lightest by length and shape.

    The stem is looked at once more, so that the key of a key is the key itself.
    """
    least, key = listed
    found, is_verb = 0, False
    for place, (after_noun, noun_cost, after_verb, verb_cost, _, _) in reversed(unlisted):
        length = LENGTH_COST[place]
        if length < least:
            sound, noun, verb = SHAPES[word[max(place - 3, 0) : place]]
            if sound & after_noun and noun + noun_cost + length < least:
                least, found, is_verb = noun + noun_cost + length, place, False
            if sound & after_verb and verb + verb_cost + length < least:
                least, found, is_verb = verb + verb_cost + length, place, True
    if not found:
        return key
    if is_verb:
        stem = settled_verb(word[:found])
        stem = _VERBS[stem][1] if stem in _VERBS else infinitive(stem)
    else:
        stem = settled_noun(word[:found], word[found:])
    return stem if stem == word else _WHOLE.get(stem) or _lightest(stem)
