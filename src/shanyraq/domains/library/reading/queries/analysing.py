"""The words of a page as the search knows them."""

from __future__ import annotations

from shanyraq.platform.search.analysis.tokens import is_han, words
from shanyraq.platform.search.analysis.words import chinese_terms, terms

MOST_TERMS = 20_000
LONGEST_READ = 400_000
"""Characters of a page of which terms are made."""


def page_terms(text: str, language: str) -> list[str]:
    """The terms by which a search inside finds a page: each once, sorted."""
    found: set[str] = set()
    for word in dict.fromkeys(words(text[:LONGEST_READ])):
        for each in chinese_terms(word) if is_han(word) else [terms(word, language)]:
            found.update(each.matches)
        if len(found) > MOST_TERMS:
            break
    return sorted(found)[:MOST_TERMS]
