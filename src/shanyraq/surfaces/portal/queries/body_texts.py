"""The words of a body as they are stored, without loading what its blocks point at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from wagtail.blocks import Block, ChooserBlock, ListBlock, StreamBlock, StructBlock
from wagtail.blocks.stream_block import StreamValue


def body_texts(body: StreamValue) -> Iterator[str]:
    """What can be searched in a body. No query: pictures, files and pages in it are not asked for.

    Wagtail's own ``get_searchable_content`` loads them, for every page and kind of block anew.
    """
    yield from _texts(body.stream_block, list(body.raw_data))


def _texts(block: Block, stored: Any) -> Iterator[str]:
    if not getattr(block, "search_index", True) or stored is None or isinstance(block, ChooserBlock):
        return
    if isinstance(block, StreamBlock | StructBlock | ListBlock):
        for child, value in _inside(block, stored):
            yield from _texts(child, value)
    else:
        yield from map(str, block.get_searchable_content(block.to_python(stored)))


def _inside(block: Block, stored: Any) -> Iterator[tuple[Block, Any]]:
    if isinstance(block, StructBlock):
        yield from ((child, stored.get(name)) for name, child in block.child_blocks.items())
    elif isinstance(block, ListBlock):
        yield from ((block.child_block, _item(each)) for each in stored)
    else:  # a kind of block that was given up is passed over
        children = block.child_blocks
        yield from ((children[each["type"]], each["value"]) for each in stored if each["type"] in children)


def _item(stored: Any) -> Any:
    """A list keeps its values with their ids; older ones are bare."""
    is_kept_with_id = isinstance(stored, Mapping) and stored.get("type") == "item" and "value" in stored
    return stored["value"] if is_kept_with_id else stored
