"""One search key for all forms of a Kazakh word.

Every cut of a word into a stem and a legal chain of endings is weighed: the chain by how seldom it is chosen, the
stem by whether it is a listed root or, if not, by its length and shape. The lightest analysis gives the key. See
``docs/kazakh-search.md``.
"""

from __future__ import annotations

from functools import lru_cache

from shanyraq.kernel.kazakh.endings import NEVER, chains
from shanyraq.kernel.kazakh.roots import joined, listed_words, roots, whole_words
from shanyraq.kernel.kazakh.shapes import LENGTH_COST, SHAPES, settled_noun, settled_verb

_CHAINS = chains()
_ROOTS = roots()
_WHOLE = {**{word: word for word in listed_words()}, **whole_words()}
VERB_PRIOR = 8


@lru_cache(maxsize=100_000)
def search_key(word: str) -> str:
    """The key under which all forms of *word* are found; a word that is not Kazakh comes back in lower case."""
    word = word.lower()
    whole = _WHOLE.get(word)
    if whole is not None:
        return whole
    if not word.isalpha() or len(word) < 3:
        return word
    if "ю" in word or "я" in word:
        return _lightest(word.replace("ю", "йу").replace("я", "йа")).replace("йу", "ю").replace("йа", "я")
    return _lightest(word)


def _lightest(word: str) -> str:
    least, key, unlisted = NEVER, word, ""
    for place in range(2, len(word) + 1):
        chain = _CHAINS.get(word[place:])
        if chain is None:
            continue
        after_noun, noun_cost, after_verb, verb_cost, after_cut, cut_cost = chain
        stem = word[:place]
        root = _ROOTS.get(stem)
        if root is None:
            sound, noun, verb = SHAPES[stem[-3:]]
            length = LENGTH_COST[place]
            if sound & after_noun and noun + noun_cost + length < least:
                least, key, unlisted = noun + noun_cost + length, stem, "noun"
            if sound & after_verb and verb + verb_cost + length + VERB_PRIOR < least:
                least, key, unlisted = verb + verb_cost + length + VERB_PRIOR, stem, "verb"
            continue
        sound, noun, noun_key, verb, verb_key, cut, cut_key = root
        if sound & after_noun and noun + noun_cost < least:
            least, key, unlisted = noun + noun_cost, noun_key, ""
        if sound & after_verb and verb + verb_cost + VERB_PRIOR < least:
            least, key, unlisted = verb + verb_cost + VERB_PRIOR, verb_key, ""
        if sound & after_cut and cut + cut_cost + VERB_PRIOR < least:
            least, key, unlisted = cut + cut_cost + VERB_PRIOR, cut_key, ""
    if not unlisted:
        return key
    settled = settled_noun(key, word[len(key):]) if unlisted == "noun" else settled_verb(key)
    return settled if settled == word else _lightest(settled)
