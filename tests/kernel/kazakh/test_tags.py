import pytest

from shanyraq.kernel.kazakh.scripts import Script
from shanyraq.kernel.kazakh.tags import Mode, Rewriter, convert_escaped, direction_of, ended_by, is_kazakh


@pytest.mark.parametrize(
    ("tag", "kazakh"),
    [
        ("kk", True),
        ("KK-kz", True),
        ("kk-Cyrl", True),
        ("kk-Latn", False),
        ("kk-Arab", False),
        ("ru", False),
        ("", False),
    ],
)
def test_is_kazakh_knows_cyrillic_kazakh(tag, kazakh):
    assert is_kazakh(tag) is kazakh


@pytest.mark.parametrize(
    ("tag", "direction"), [("ar", "rtl"), ("kk-Arab", "rtl"), ("fa-IR", "rtl"), ("en", "ltr")]
)
def test_direction_of_a_language_tag(tag, direction):
    assert direction_of(tag) == direction


def test_convert_escaped_reads_letters_written_as_references():
    assert (
        convert_escaped("&#1178;ала &acy; &copy; &#169; &bogus;", Script.LATIN)
        == "Qala a &copy; &#169; &bogus;"
    )


def test_ended_by_follows_the_optional_end_tags_of_html():
    assert "li" in ended_by("li")
    assert ended_by("span") == frozenset()


def test_rewrite_reports_the_mode_inside():
    rewriter = Rewriter(Script.LATIN)
    changed, inner = rewriter.rewrite("p", ' lang="kk"', Mode(kazakh=False))
    assert (changed, inner) == (' lang="kk-Latn"', Mode(kazakh=True))
    assert rewriter.rewrite("p", ' lang="en"', Mode(kazakh=True))[1].converts is False
