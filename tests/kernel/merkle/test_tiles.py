"""Paths and contents of the files of a log."""

import pytest

from shanyraq.kernel.merkle.proofs import inclusion_proof, verify_inclusion
from shanyraq.kernel.merkle.tiles import (
    Tile,
    TileHashes,
    pack_entries,
    parse_path,
    tiles_between,
    unpack_entries,
    width_in,
)
from shanyraq.kernel.merkle.tree import CompactRange, leaf_hash, root_of

SIZE = 70_000


@pytest.mark.parametrize(
    ("tile", "path"),
    [
        (Tile(0, 0), "tile/0/000"),
        (Tile(0, 273), "tile/0/273"),
        (Tile(1, 1, 17), "tile/1/001.p/17"),
        (Tile(0, 1234067), "tile/0/x001/x234/067"),
        (Tile(2, 1000, 1), "tile/2/x001/000.p/1"),
        (Tile(-1, 5), "tile/entries/005"),
        (Tile(-1, 123456, 255), "tile/entries/x123/456.p/255"),
    ],
)
def test_paths_are_those_of_the_specification(tile: Tile, path: str) -> None:
    assert tile.path == path
    assert parse_path(path) == tile


@pytest.mark.parametrize(
    "path",
    [
        "",
        "tile",
        "tile/0/00",
        "tile/0/0000",
        "tile/00/000",
        "tile/0/x000/001",
        "tile/0/001.p/0",
        "tile/0/001.p/256",
        "tile/0/001.p/01",
        "tile/0/001.p/999",
        "tile/64/000",
        "tile/8/000",
        "tile/data/000",
        "tile/0/../000",
        "tile/0/000\n",
        "tile/0/٠٠٠",
    ],
)
def test_no_second_path_leads_to_a_tile(path: str) -> None:
    with pytest.raises(ValueError, match="no tile"):
        parse_path(path)


def test_a_tree_is_read_back_from_the_tiles_that_it_gained() -> None:
    leaves = [leaf_hash(number.to_bytes(4, "big")) for number in range(SIZE)]
    nodes: dict[tuple[int, int], bytes] = {}
    tree = CompactRange()
    for leaf in leaves:
        tree.append(leaf, lambda level, index, node: nodes.__setitem__((level, index), node))
    files: dict[Tile, bytes] = {}
    size = 0
    for grown in (0, 1, 255, 256, 257, 1000, 65_536, 65_537, SIZE):
        for tile in tiles_between(size, grown):
            assert tile not in files
            if tile.level >= 0:
                first = tile.number * 256
                files[tile] = b"".join(
                    nodes[8 * tile.level, index] for index in range(first, first + tile.width)
                )
        size = grown
    read = TileHashes(SIZE, files.__getitem__)
    root = root_of(leaves)
    for index in (0, 255, 256, 65_535, 65_536, SIZE - 1):
        proof = inclusion_proof(index, SIZE, read)
        verify_inclusion(leaf=leaves[index], index=index, size=SIZE, proof=proof, root=root)


def test_bundles_cover_every_entry_once() -> None:
    bundles = [tile for tile in tiles_between(0, 1000) if tile.level < 0]
    assert [(tile.number, tile.width) for tile in bundles] == [(0, 256), (1, 256), (2, 256), (3, 232)]
    assert list(tiles_between(1000, 1000)) == []
    assert width_in(1, 0, 1000) == 3


def test_a_tile_of_a_wrong_length_is_refused() -> None:
    with pytest.raises(ValueError, match="bytes instead of"):
        TileHashes(3, lambda _tile: b"short")(0, 0)
    with pytest.raises(ValueError, match="no tile"):
        TileHashes(3, lambda _tile: b"")(0, 300)


def test_entries_are_packed_and_unpacked() -> None:
    entries = [b"", b"a", b"\x00" * 65_535, "қол".encode()]
    assert unpack_entries(pack_entries(entries)) == entries
    with pytest.raises(ValueError, match="at most 65535"):
        pack_entries([b"\x00" * 65_536])


@pytest.mark.parametrize("broken", [b"\x00", b"\x00\x02a", b"\x00\x01ab"])
def test_a_broken_bundle_is_refused(broken: bytes) -> None:
    with pytest.raises(ValueError, match="breaks off"):
        unpack_entries(broken)
