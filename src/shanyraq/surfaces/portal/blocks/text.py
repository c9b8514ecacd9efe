"""Running text."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from shanyraq.surfaces.portal.blocks.safe_text import LinklessTextBlock, SafeTextBlock

FEATURES = ["bold", "italic", "ol", "ul", "link", "superscript", "subscript"]
LINKLESS_FEATURES = ["bold", "italic", "ol", "ul"]


class TextBlock(SafeTextBlock):
    """Paragraphs and lists with bold, italic and links; headings are blocks of their own."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"features": FEATURES, **options})

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "portal/blocks/text.html"


class StoryTextBlock(LinklessTextBlock):
    """Text of a story for children: no links."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"features": LINKLESS_FEATURES, **options})

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "portal/blocks/text.html"
