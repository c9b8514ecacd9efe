"""Which blocks a body may hold."""

from wagtail.blocks import Block

from shanyraq.surfaces.portal.blocks.downloads import DownloadsBlock
from shanyraq.surfaces.portal.blocks.facts import FactsBlock
from shanyraq.surfaces.portal.blocks.gallery import GalleryBlock
from shanyraq.surfaces.portal.blocks.heading import HeadingBlock
from shanyraq.surfaces.portal.blocks.map import MapBlock
from shanyraq.surfaces.portal.blocks.picture import PictureBlock
from shanyraq.surfaces.portal.blocks.quote import QuoteBlock
from shanyraq.surfaces.portal.blocks.recording import AudioBlock, VideoBlock
from shanyraq.surfaces.portal.blocks.related import RelatedBlock
from shanyraq.surfaces.portal.blocks.text import StoryTextBlock, TextBlock
from shanyraq.surfaces.portal.blocks.timeline import TimelineBlock

Blocks = list[tuple[str, Block]]


def body_blocks() -> Blocks:
    """The blocks of every page but stories."""
    return [
        ("text", TextBlock()),
        ("heading", HeadingBlock()),
        ("quote", QuoteBlock()),
        ("picture", PictureBlock()),
        ("gallery", GalleryBlock()),
        ("audio", AudioBlock()),
        ("video", VideoBlock()),
        ("timeline", TimelineBlock()),
        ("map", MapBlock()),
        ("facts", FactsBlock()),
        ("downloads", DownloadsBlock()),
        ("related", RelatedBlock()),
    ]


def story_blocks() -> Blocks:
    """The blocks of a story for children: none that could lead out of the portal."""
    return [
        ("text", StoryTextBlock()),
        ("heading", HeadingBlock()),
        ("quote", QuoteBlock()),
        ("picture", PictureBlock()),
        ("audio", AudioBlock()),
        ("timeline", TimelineBlock()),
        ("facts", FactsBlock()),
    ]
