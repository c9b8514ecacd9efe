"""Interface texts: all eight languages are complete."""

import shutil

import pytest

from tools import messages


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_no_message_is_untranslated_or_fuzzy(language: str) -> None:
    assert list(messages.violations(language)) == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_translations_keep_every_placeholder(language: str) -> None:
    assert list(messages.broken_placeholders(language)) == []


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="GNU gettext is not installed")
def test_catalogues_know_every_message_of_the_sources() -> None:
    fresh = messages.collected()
    assert {language: messages.missing(language, fresh) for language in messages.LANGUAGES} == {
        language: set() for language in messages.LANGUAGES
    }
