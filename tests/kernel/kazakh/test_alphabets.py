from shanyraq.kernel.kazakh.alphabets import ARABIC, LATIN, LATIN_LETTERS, latin_lower, latin_upper
from shanyraq.kernel.languages import LANGUAGES


def test_alphabets_cover_the_42_letters_in_order():
    assert "".join(LATIN) == LANGUAGES["kk"].alphabet
    assert list(ARABIC) == list(LATIN)


def test_alphabets_latin_has_31_letters():
    assert len(set(latin_lower(LATIN_LETTERS))) == 31


def test_latin_case_keeps_both_i_apart():
    assert latin_upper("iı") == "İI"
    assert latin_lower("İI") == "iı"
    assert latin_lower(latin_upper("äğñöşūü")) == "äğñöşūü"
