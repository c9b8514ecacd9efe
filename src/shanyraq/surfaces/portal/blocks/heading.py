"""A heading inside the text."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock


class HeadingBlock(CharBlock):
    """A heading of the second level; the page's title is the only one of the first."""

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "portal/blocks/heading.html"
