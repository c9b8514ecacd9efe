"""Files of a log: all there before the checkpoint says so, written again when they are gone."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from shanyraq.kernel.merkle.notes import Checkpoint, Note
from shanyraq.kernel.merkle.tiles import Tile, TileHashes, tiles_between, unpack_entries
from shanyraq.kernel.merkle.tree import leaf_hash, range_root
from shanyraq.platform.transparency.log.appending import append_many
from shanyraq.platform.transparency.log.publishing import (
    OlderDatabase,
    folder_of,
    publish,
    published_size,
    require_nothing_later,
)
from shanyraq.platform.transparency.log.sequencing import sequence_now

pytestmark = pytest.mark.django_db
NAME = "procedures"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, settings: Any) -> None:
    settings.TRANSPARENCY_LOG_FOLDER = str(tmp_path / "logs")


def grow(number: int) -> None:
    append_many(NAME, [({"n": count}, None) for count in range(number)])
    sequence_now(NAME)


def root_from_files() -> tuple[int, bytes, bytes]:
    """The size and the root of the published checkpoint, and the root that its files lead to."""
    folder = folder_of(NAME)
    checkpoint = Checkpoint.parse(Note.parse((folder / "checkpoint").read_text()).text)
    read = TileHashes(checkpoint.size, lambda tile: (folder / tile.path).read_bytes())
    return checkpoint.size, checkpoint.root, range_root(0, checkpoint.size, read)


def test_a_reader_of_files_alone_finds_the_whole_tree() -> None:
    assert publish(NAME) == 0
    for number in (1, 254, 1, 1, 300):
        grow(number)
        assert publish(NAME) > 0
        _size, root, found = root_from_files()
        assert found == root
    assert publish(NAME) == 0
    folder = folder_of(NAME)
    entries = [
        entry
        for tile in tiles_between(0, 557)
        if tile.level < 0
        for entry in unpack_entries((folder / tile.path).read_bytes())
    ]
    hashes = (folder / Tile(0, 0).path).read_bytes()
    assert len(entries) == 557
    assert leaf_hash(entries[3]) == hashes[96:128]
    assert not list((folder / "tile/0").glob("000.p")), "a full tile makes its partial ones needless"


def test_files_that_are_gone_are_written_again() -> None:
    grow(300)
    publish(NAME)
    shutil.rmtree(folder_of(NAME))
    grow(2)
    publish(NAME)
    size, root, found = root_from_files()
    assert (size, found) == (302, root)


def test_a_torn_checkpoint_counts_as_none() -> None:
    grow(3)
    publish(NAME)
    (folder_of(NAME) / "checkpoint").write_bytes(b"\xffhalf")
    assert published_size(NAME) == 0
    publish(NAME)
    assert published_size(NAME) == 3


def test_an_older_database_is_noticed() -> None:
    grow(3)
    publish(NAME)
    require_nothing_later(NAME)
    path = folder_of(NAME) / "checkpoint"
    path.write_text(path.read_text().replace("\n3\n", "\n4\n"))
    with pytest.raises(OlderDatabase, match="has 4 entries, the database 3"):
        require_nothing_later(NAME)
