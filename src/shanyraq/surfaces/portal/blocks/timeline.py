"""Events in the order of time."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, StructBlock, TextBlock


class MomentBlock(StructBlock):
    """One line of a timeline."""

    when = CharBlock(label=_("When"), max_length=60)
    text = TextBlock(label=_("What happened"))

    class Meta:
        icon = "time"
        label = _("Moment")


class TimelineBlock(StructBlock):
    """A timeline."""

    title = CharBlock(label=_("Title"), required=False)
    moments = ListBlock(MomentBlock(), label=_("Moments"), min_num=1)

    class Meta:
        icon = "time"
        label = _("Timeline")
        template = "portal/blocks/timeline.html"
