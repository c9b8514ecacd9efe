"""What an editor builds a page from, one kind of block a file."""

from shanyraq.surfaces.portal.blocks.bodies import body_blocks, story_blocks

__all__ = ["body_blocks", "story_blocks"]
