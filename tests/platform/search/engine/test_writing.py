import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import tantivy

from shanyraq.platform.search.engine.opening import open_index
from shanyraq.platform.search.engine.reading import SCHEMA
from shanyraq.platform.search.engine.writing import Writer
from tests.platform.search.shelf import document

REPOSITORY = Path(__file__).resolve().parents[4]
FIRST, SECOND = document("1", "Абай"), document("2", "Шоқан")


@pytest.fixture
def filled(tmp_path):
    """The folder of an index that holds two documents."""
    folder = tmp_path / "filled"
    folder.mkdir()
    with Writer(folder) as writer:
        writer.add_new([FIRST, SECOND])
        writer.commit({"below": 1})
    return folder


def state(folder):
    """How many entries the index holds, and how far it says that it has come."""
    with Writer(folder) as writer:
        position = writer.position()
    return open_index(folder).searcher().num_docs - 1, position


def test_what_is_not_committed_is_gone_with_the_writer(filled):
    with Writer(filled) as writer:
        writer.remove([FIRST.number])
        writer.add_new([document("3", "Ыбырай")])
    assert state(filled) == (2, {"below": 1})


def test_writer_killed_in_a_commit_is_no_hindrance_to_the_next(filled, tmp_path):
    """It leaves lists of what it deleted; the next one gives its own that name."""
    killed = tmp_path / "killed"
    shutil.copytree(filled, killed)
    with Writer(filled) as writer:
        writer.put([FIRST])
        writer.commit({"below": 2})
        left = [path for path in filled.iterdir() if not (killed / path.name).exists()]
        assert any(path.suffix == ".del" for path in left)
        for path in [*left, filled / ".managed.json"]:
            shutil.copy(path, killed)
    with Writer(killed) as writer:
        writer.put([FIRST])
        writer.commit({"below": 2})
    assert state(killed) == (2, {"below": 2})


@pytest.mark.parametrize("removed", ["012", "6"])
def test_first_removal_of_a_new_writer_is_kept_when_segments_are_merged(tmp_path, removed):
    """The writer before died with merges to do, which begin at this one's first commit, beside it."""
    left = tmp_path / "left"
    left.mkdir()
    program = [sys.executable, "-m", "tests.platform.search.engine.dying", str(left), removed]
    subprocess.run(program, cwd=REPOSITORY, check=True)
    for place in (0, 3, 6):
        folder = shutil.copytree(left, tmp_path / str(place))
        target = document(f"target{place}", "Абай").number
        with Writer(folder) as writer:
            writer.remove([target])
            writer.add_new([document("more", "Абай")])
            writer.commit({"below": 9})
        searcher = open_index(folder).searcher()
        found = tantivy.Query.term_query(SCHEMA, "number", target, "basic")
        assert not searcher.search(found, 1).hits, (removed, place)
        assert searcher.num_docs == 1 + 7 * 3 + 2 - len(removed) - 1
