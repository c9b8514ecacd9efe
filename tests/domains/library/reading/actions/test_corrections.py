"""Corrected texts: everything that shows the text follows, every version is kept and can be brought back."""

from datetime import timedelta

import pytest

from shanyraq.domains.library.network.models import StaffRole
from shanyraq.domains.library.reading.actions.corrections import (
    correct_page,
    note_recognition,
    restore_version,
)
from shanyraq.domains.library.reading.formats.alto import read_alto
from shanyraq.domains.library.reading.formats.boxes import unpack
from shanyraq.domains.library.reading.formats.corrections import lines_as_text
from shanyraq.domains.library.reading.models import PageText
from shanyraq.domains.library.reading.queries.corrections import words_in, words_of
from shanyraq.domains.library.reading.queries.search_inside import search_inside
from shanyraq.kernel.errors import Refusal
from tests.factories.library import PostFactory
from tests.factories.library_reading import AT, add_alto, add_page, digital
from tests.factories.library_reading import words_of as recognised

TEXT = "Адай жолы романы\nқазақхалқы туралы"
LATER = AT + timedelta(hours=1)


@pytest.fixture
def leaf(member):
    made = add_page(digital(member), 1, TEXT)
    add_alto(made, TEXT)
    return made


def correct(leaf, actor, lines=("Абай жолы романы", "қазақ халқы туралы"), *, seen=0, is_checked=False):
    return correct_page(
        page=leaf, texts=[[line] for line in lines], seen=seen, is_checked=is_checked, actor=actor, at=LATER
    )


def found(leaf, words: str) -> int:
    return search_inside(leaf.edition, words).total


def test_text_search_boxes_and_alto_follow(leaf, operator, django_capture_on_commit_callbacks):
    old = leaf.alto.name
    storage = leaf.alto.storage
    assert (found(leaf, "Абай"), found(leaf, "халқы")) == (0, 0)
    with django_capture_on_commit_callbacks(execute=True):
        version = correct(leaf, operator)
    assert (version.number, version.changed_lines, version.made_by) == (2, 2, operator)
    content = PageText.objects.get(page=leaf)
    assert content.text == "Абай жолы романы\n\nқазақ халқы туралы"
    assert (found(leaf, "Абай"), found(leaf, "халқы"), found(leaf, "қазақхалқы")) == (1, 1, 0)
    placed = {content.text[start:end]: box for start, end, box in unpack(content.boxes)}
    before = {word.text: word.box for word in recognised(TEXT).words}
    assert placed["Абай"] == before["Адай"]
    assert placed["қазақ"].x == before["қазақхалқы"].x
    assert placed["халқы"].x > placed["қазақ"].x
    leaf.refresh_from_db()
    with leaf.alto.open("rb") as file:
        assert [word.text for word in read_alto(file.read()).words] == content.text.split()
    assert not storage.exists(old)
    leaf.edition.refresh_from_db()
    assert leaf.edition.changed_at == LATER  # so that downloads are made anew


def test_the_recognised_text_is_the_first_version_and_comes_back(leaf, operator):
    correct(leaf, operator)
    leaf.refresh_from_db()
    version = restore_version(page=leaf, number=1, seen=2, actor=operator, at=LATER)
    assert (version.number, version.restored, version.origin) == (3, 1, "ocr")
    assert [found(leaf, "Абай"), found(leaf, "қазақхалқы")] == [0, 1]
    leaf.refresh_from_db()
    assert words_of(leaf) == words_in(leaf.text_versions.get(number=1))
    restore_version(page=leaf, number=2, seen=3, actor=operator, at=LATER)
    assert found(leaf, "Абай") == 1
    assert list(leaf.text_versions.values_list("number", flat=True)) == [4, 3, 2, 1]


def test_a_page_that_was_compared_no_longer_counts_as_recognised(leaf, operator):
    assert PageText.objects.get(page=leaf).origin == "ocr"
    correct(leaf, operator)
    assert PageText.objects.get(page=leaf).origin == "ocr"
    leaf.refresh_from_db()
    lines = [line for (line,) in lines_as_text(words_of(leaf))]
    version = correct(leaf, operator, lines, seen=2, is_checked=True)
    assert (version.changed_lines, PageText.objects.get(page=leaf).origin) == (0, "hand")


def test_nothing_changed_makes_no_version(leaf, operator):
    assert correct(leaf, operator, TEXT.split("\n")) is None
    assert leaf.text_versions.count() == 0


def test_what_somebody_else_corrected_meanwhile_is_not_written_over(leaf, operator):
    correct(leaf, operator)
    for seen in (0, 1, 7, -1):
        with pytest.raises(Refusal) as refusal:
            correct(leaf, operator, seen=seen)
        assert refusal.value.code == "changed_meanwhile"
    with pytest.raises(Refusal):
        restore_version(page=leaf, number=1, seen=1, actor=operator, at=LATER)
    assert leaf.text_versions.count() == 2


@pytest.mark.parametrize("role", [StaffRole.CATALOGUER, StaffRole.CIRCULATION])
def test_only_who_digitises_corrects(leaf, member, role):
    with pytest.raises(Refusal) as refusal:
        correct(leaf, PostFactory(library=member, role=role).user)
    assert refusal.value.code == "not_allowed"


def test_a_page_without_text_cannot_be_corrected(member, operator):
    bare = add_page(digital(member), 1)
    with pytest.raises(Refusal) as refusal:
        correct(bare, operator)
    assert refusal.value.code == "no_text"


def test_lines_of_another_page_are_refused(leaf, operator):
    with pytest.raises(Refusal) as refusal:
        correct(leaf, operator, ("one", "two", "three"))
    assert refusal.value.code == "too_many_words"


def test_an_unknown_or_present_version_is_not_brought_back(leaf, operator):
    correct(leaf, operator)
    for number in (0, 2, 9):
        with pytest.raises(Refusal) as refusal:
            restore_version(page=leaf, number=number, seen=2, actor=operator, at=LATER)
        assert refusal.value.code == "no_such_version"


def test_recognition_anew_is_a_version_only_where_somebody_corrected(leaf, operator):
    note_recognition(page=leaf, words=recognised("басқа"), origin="ocr", at=LATER)
    assert leaf.text_versions.count() == 0
    correct(leaf, operator)
    note_recognition(page=leaf, words=recognised("басқа"), origin="ocr", at=LATER)
    newest = leaf.text_versions.first()
    assert (newest.number, newest.made_by, lines_as_text(words_in(newest))) == (3, None, [["басқа"]])
