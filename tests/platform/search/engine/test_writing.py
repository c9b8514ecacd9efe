import shutil

import pytest

from shanyraq.platform.search.engine.opening import open_index
from shanyraq.platform.search.engine.writing import Writer
from tests.platform.search.shelf import document

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
