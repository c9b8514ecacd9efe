import shutil

import pytest

from shanyraq.platform.search.engine import generations, reading
from shanyraq.platform.search.engine.reading import LOOK_SECONDS, NoIndex, Reader
from shanyraq.platform.search.engine.writing import IndexIsBusy, Writer, position_in
from tests.platform.search.shelf import document


def count(reader):
    reader._looked = -LOOK_SECONDS
    return reader.searcher().num_docs - 1


def test_reader_sees_new_commits_and_swaps(shelf):
    shelf.add(document("1", "Абай")).index()
    reader = Reader()
    assert count(reader) == 1
    state = reader.state
    with Writer(generations.current()) as writer:
        writer.add_new([document("2", "Шоқан")])
        assert count(reader) == 1
        writer.commit({"below": 7})
        assert count(reader) == 2
    assert reader.state > state
    assert position_in(reader.searcher()) == {"below": 7}
    shelf.add(document("2", "Шоқан"), document("3", "Ыбырай")).index()
    assert count(reader) == 3


def test_reader_looks_seldom(shelf, monkeypatch):
    monkeypatch.setattr(reading, "monotonic", lambda: 1.0)
    shelf.add(document("1", "Абай")).index()
    reader = Reader()
    first = reader.searcher()
    shelf.add(document("2", "Шоқан")).index()
    assert reader.searcher() is first


def test_without_an_index_there_is_none(folder):
    with pytest.raises(NoIndex):
        Reader().searcher()


def test_folder_that_vanishes_and_comes_back(shelf, folder):
    shelf.add(document("1", "Абай")).index()
    reader = Reader()
    assert count(reader) == 1
    shutil.rmtree(folder)
    with pytest.raises(NoIndex):
        count(reader)
    shelf.index()
    assert count(reader) == 1


def test_swap_between_two_looks_at_the_note_is_no_missing_index(shelf, monkeypatch):
    """The folder that the note named is swept before it is looked at: the note is read again."""
    shelf.add(document("1", "Абай")).index()
    new = generations._named()
    named = iter(["swept-a-moment-ago", new])
    monkeypatch.setattr(generations, "_named", lambda: next(named, new))
    assert generations.current() == generations.root() / new


def test_uncommitted_is_gone_and_second_writer_is_refused(shelf):
    shelf.add(document("1", "Абай")).index()
    with Writer(generations.current()) as writer:
        writer.add_new([document("2", "Шоқан")])
        with pytest.raises(IndexIsBusy):
            Writer(generations.current())
    assert count(Reader()) == 1


def test_put_stands_in_the_place_of_the_earlier_and_remove_passes_over(shelf):
    shelf.add(document("1", "Абай")).index()
    with Writer(generations.current()) as writer:
        writer.put([document("1", "Шоқан"), document("1", "Ыбырай")])
        writer.remove(["shelf:none"])
        writer.commit({})
        assert count(Reader()) == 1
        writer.remove(["shelf:1"])
        writer.commit({})
        assert count(Reader()) == 0
