"""The tree against the published roots of the reference implementation of certificate transparency."""

from hashlib import sha256

import pytest

from shanyraq.kernel.merkle.tree import EMPTY_ROOT, CompactRange, leaf_hash, node_hash, range_root, root_of

ENTRIES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)


def definition(hashes: list[bytes]) -> bytes:
    """The root as RFC 9162, 2.1.1 defines it, word for word."""
    if not hashes:
        return sha256().digest()
    if len(hashes) == 1:
        return hashes[0]
    split = 1
    while split * 2 < len(hashes):
        split *= 2
    return node_hash(definition(hashes[:split]), definition(hashes[split:]))


@pytest.mark.parametrize(("size", "root"), list(enumerate(ROOTS, start=1)))
def test_published_roots(size: int, root: str) -> None:
    assert root_of([leaf_hash(entry) for entry in ENTRIES[:size]]).hex() == root


def test_a_tree_of_nothing_has_the_hash_of_nothing() -> None:
    assert root_of([]) == EMPTY_ROOT
    assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_growing_leaf_by_leaf_is_the_definition_at_every_size() -> None:
    hashes = [leaf_hash(str(number).encode()) for number in range(600)]
    growing = CompactRange()
    for size in range(601):
        assert growing.root() == definition(hashes[:size])
        if size < 600:
            growing.append(hashes[size])


def test_a_tree_goes_on_from_its_peaks() -> None:
    hashes = [leaf_hash(bytes([number])) for number in range(200)]
    for size in range(200):
        begun = CompactRange()
        begun.extend(hashes[:size])
        resumed = CompactRange(begun.size, begun.peaks)
        resumed.extend(hashes[size:])
        assert resumed.root() == definition(hashes)


def test_peaks_must_fit_the_size() -> None:
    with pytest.raises(ValueError, match="2 peaks"):
        CompactRange(5, [EMPTY_ROOT])


def test_full_subtrees_are_told_of_once() -> None:
    told: dict[tuple[int, int], bytes] = {}

    def on_node(level: int, index: int, node: bytes) -> None:
        assert (level, index) not in told
        told[level, index] = node

    hashes = [leaf_hash(bytes([number])) for number in range(100)]
    tree = CompactRange()
    for one in hashes:
        tree.append(one, on_node)
    assert told[6, 0] == definition(hashes[:64])
    assert told[2, 24] == definition(hashes[96:])
    assert range_root(0, 100, lambda level, index: told[level, index]) == definition(hashes)
