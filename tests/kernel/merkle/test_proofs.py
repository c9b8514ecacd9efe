"""Proofs of every tree to a thousand leaves, and that nothing else is accepted for one."""

from collections.abc import Callable
from functools import cache
from itertools import pairwise

import pytest

from shanyraq.kernel.merkle.proofs import (
    ProofFailed,
    consistency_proof,
    inclusion_proof,
    verify_consistency,
    verify_inclusion,
)
from shanyraq.kernel.merkle.tree import CompactRange, leaf_hash

SIZES = 1_000
LEAVES = [leaf_hash(number.to_bytes(4, "big")) for number in range(SIZES)]


@cache
def forest() -> tuple[dict[tuple[int, int], bytes], list[bytes]]:
    """Every full subtree, and the root at each size."""
    nodes: dict[tuple[int, int], bytes] = {}
    tree, roots = CompactRange(), [CompactRange().root()]
    for leaf in LEAVES:
        tree.append(leaf, lambda level, index, node: nodes.__setitem__((level, index), node))
        roots.append(tree.root())
    return nodes, roots


def read(level: int, index: int) -> bytes:
    return forest()[0][level, index]


def root(size: int) -> bytes:
    return forest()[1][size]


def test_every_leaf_of_every_tree_to_a_hundred_and_samples_to_a_thousand() -> None:
    for size in range(1, SIZES + 1):
        indexes = range(size) if size <= 100 else {0, 1, size // 3, size // 2, size - 2, size - 1}
        for index in indexes:
            proof = inclusion_proof(index, size, read)
            verify_inclusion(leaf=LEAVES[index], index=index, size=size, proof=proof, root=root(size))


def test_every_pair_of_trees_to_a_hundred_and_samples_to_a_thousand() -> None:
    for size in range(1, SIZES + 1):
        earlier_sizes = (
            range(1, size + 1) if size <= 100 else {1, 2, 64, size // 3, size // 2, size - 1, size}
        )
        for earlier in earlier_sizes:
            verify_consistency(
                earlier=earlier,
                earlier_root=root(earlier),
                size=size,
                root=root(size),
                proof=consistency_proof(earlier, size, read),
            )


def test_the_empty_tree_precedes_every_other() -> None:
    verify_consistency(earlier=0, earlier_root=root(0), size=7, root=root(7), proof=[])


def test_published_paths_of_seven_leaves() -> None:
    """RFC 9162, 2.1.5: the audit paths of the example tree."""
    d = [read(0, index) for index in range(7)]
    g, h, i, j = (read(1, 0), read(1, 1), read(1, 2), d[6])
    k, ell = read(2, 0), CompactRange(3, [i, j]).root()
    assert inclusion_proof(0, 7, read) == [d[1], h, ell]
    assert inclusion_proof(3, 7, read) == [d[2], g, ell]
    assert inclusion_proof(4, 7, read) == [d[5], j, k]
    assert inclusion_proof(6, 7, read) == [i, k]
    assert consistency_proof(3, 7, read) == [d[2], d[3], g, ell]
    assert consistency_proof(4, 7, read) == [ell]
    assert consistency_proof(6, 7, read) == [i, j, k]


@pytest.mark.parametrize("size", [2, 7, 8, 100, 255, 256, 257])
def test_no_other_leaf_index_size_or_path_is_accepted(size: int) -> None:
    for index in {0, size // 2, size - 1}:
        proof = inclusion_proof(index, size, read)
        good = {"leaf": LEAVES[index], "index": index, "size": size, "proof": proof, "root": root(size)}
        wrong = [
            {"leaf": LEAVES[(index + 1) % size]},
            {"index": (index + 1) % size},
            {"index": size},
            {"index": -1},
            {"root": root(size - 1)},
            {"proof": proof[:-1]},
            {"proof": [*proof, proof[0]]},
            *({"proof": swapped(proof, at)} for at in range(len(proof))),
        ]
        for change in wrong:
            with pytest.raises(ProofFailed):
                verify_inclusion(**{**good, **change})  # type: ignore[arg-type] # each part by its name


@pytest.mark.parametrize(("earlier", "size"), [(1, 2), (3, 7), (4, 7), (6, 8), (64, 100), (100, 257)])
def test_a_fork_is_not_accepted(earlier: int, size: int) -> None:
    proof = consistency_proof(earlier, size, read)
    good = {
        "earlier": earlier,
        "earlier_root": root(earlier),
        "size": size,
        "root": root(size),
        "proof": proof,
    }
    wrong = [
        {"earlier_root": root(earlier - 1)},
        {"root": root(size - 1)},
        {"earlier": size + 1},
        {"proof": proof[:-1]},
        {"proof": [*proof, proof[0]]},
        *({"proof": swapped(proof, at)} for at in range(len(proof))),
    ]
    for change in wrong:
        with pytest.raises(ProofFailed):
            verify_consistency(**{**good, **change})  # type: ignore[arg-type] # each part by its name


def test_two_roots_of_one_size_are_a_fork() -> None:
    with pytest.raises(ProofFailed, match="forked"):
        verify_consistency(earlier=5, earlier_root=root(4), size=5, root=root(5), proof=[])
    with pytest.raises(ProofFailed, match="no hashes"):
        verify_consistency(earlier=5, earlier_root=root(5), size=5, root=root(5), proof=[root(1)])


@pytest.mark.parametrize(
    "ask",
    [
        lambda: inclusion_proof(5, 5, read),
        lambda: inclusion_proof(-1, 5, read),
        lambda: consistency_proof(0, 5, read),
        lambda: consistency_proof(6, 5, read),
    ],
)
def test_what_a_tree_does_not_have_is_not_proved(ask: Callable[[], object]) -> None:
    with pytest.raises(IndexError):
        ask()


def test_proofs_chain() -> None:
    for earlier, size in pairwise(range(1, SIZES, 37)):
        proof = consistency_proof(earlier, size, read)
        verify_consistency(
            earlier=earlier, earlier_root=root(earlier), size=size, root=root(size), proof=proof
        )


def swapped(proof: list[bytes], at: int) -> list[bytes]:
    """*proof* with one bit of one hash turned."""
    changed = list(proof)
    changed[at] = bytes([changed[at][0] ^ 1]) + changed[at][1:]
    return changed
