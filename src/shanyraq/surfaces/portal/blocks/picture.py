"""A picture that nobody has to see in order to understand it."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock, TextBlock
from wagtail.images.blocks import ImageChooserBlock


class PictureBlock(StructBlock):
    """A picture; its description and credit are required in the page's language."""

    image = ImageChooserBlock(label=_("Picture"))
    description = TextBlock(
        label=_("Description"), help_text=_("Say what the picture shows, for those who do not see it.")
    )
    credit = CharBlock(label=_("Credit"), help_text=_("Who made it and by what right it stands here."))
    caption = CharBlock(label=_("Caption"), required=False)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "portal/blocks/picture.html"
