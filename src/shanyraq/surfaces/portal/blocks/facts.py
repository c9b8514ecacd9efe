"""A box of facts."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, StructBlock


class FactBlock(StructBlock):
    """One fact and its value."""

    fact = CharBlock(label=_("Fact"))
    value = CharBlock(label=_("Value"))

    class Meta:
        icon = "list-ul"
        label = _("Fact")


class FactsBlock(StructBlock):
    """Facts side by side with the text."""

    title = CharBlock(label=_("Title"), required=False)
    facts = ListBlock(FactBlock(), label=_("Facts"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("Facts")
        template = "portal/blocks/facts.html"
