"""Several pictures."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, StructBlock

from shanyraq.surfaces.portal.blocks.picture import PictureBlock


class GalleryBlock(StructBlock):
    """Two pictures or more under one title."""

    title = CharBlock(label=_("Title"), required=False)
    pictures = ListBlock(PictureBlock(), label=_("Pictures"), min_num=2, max_num=40)

    class Meta:
        icon = "image"
        label = _("Gallery")
        template = "portal/blocks/gallery.html"
