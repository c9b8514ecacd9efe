"""Files to take home."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, StructBlock
from wagtail.documents.blocks import DocumentChooserBlock


class DownloadBlock(StructBlock):
    """One file under a title in the page's language."""

    title = CharBlock(label=_("Title"))
    attachment = DocumentChooserBlock(label=_("File"))

    class Meta:
        icon = "doc-full"
        label = _("File")


class DownloadsBlock(StructBlock):
    """A list of files."""

    title = CharBlock(label=_("Title"), required=False)
    files = ListBlock(DownloadBlock(), label=_("Files"), min_num=1)

    class Meta:
        icon = "doc-full"
        label = _("Downloads")
        template = "portal/blocks/downloads.html"
