"""What a program finds with a tree of conditions."""

from __future__ import annotations

from dataclasses import dataclass

from shanyraq.platform.search.asking.wishes import Wish
from shanyraq.platform.search.engine.reading import reader
from shanyraq.platform.search.engine.trees import Tree, find_tree
from shanyraq.platform.search.queries.results import stored, visible


@dataclass(frozen=True, slots=True)
class TreeResults:
    """``total`` of the index, and the keys of the wanted part that the database lets the reader see now."""

    total: int
    keys: tuple[str, ...]


def tree_results(tree: Tree, wish: Wish) -> TreeResults:
    """The things of ``wish.source`` that meet the tree. One query of the database.

    :raises NoIndex: when this node has no finished index.
    """
    searcher = reader.searcher()
    found = find_tree(searcher, tree, wish)
    shown = visible(stored(searcher, [address for _score, address in found.hits]), wish.audiences)
    return TreeResults(found.total, tuple(each["number"].partition(":")[2] for each in shown))
