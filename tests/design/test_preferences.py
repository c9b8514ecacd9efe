"""What a reader asked for survives the cookie, and nothing else does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyraq.design.preferences import CHOICES, Preferences


@given(st.fixed_dictionaries({name: st.sampled_from(values) for name, values in CHOICES.items()}))
def test_preferences_survive_the_cookie(values: dict[str, str]) -> None:
    wishes = Preferences(**values)
    assert Preferences.parse(wishes.serialize()) == wishes
    assert wishes.canonical == Preferences.parse(wishes.canonical).canonical


@given(st.text(max_size=300))
def test_preferences_bear_any_cookie(cookie: str) -> None:
    wishes = Preferences.parse(cookie)
    assert all(getattr(wishes, name) in values for name, values in CHOICES.items())


def test_preferences_by_default_are_empty() -> None:
    assert Preferences().serialize() == ""
    assert Preferences.parse("") == Preferences()


def test_preferences_are_written_in_one_order() -> None:
    assert Preferences(theme="dark", text="large").serialize() == "text_large.theme_dark"
    assert Preferences.parse("theme_dark.text_large").canonical == "text_large.theme_dark"


@pytest.mark.parametrize("cookie", ["text_huge", "colour_red", "text=large;", "." * 500 + "text_large"])
def test_preferences_forget_what_they_do_not_know(cookie: str) -> None:
    assert Preferences.parse(cookie) == Preferences()
