"""Where to go on reading."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, PageChooserBlock, StructBlock

from shanyraq.surfaces.portal.queries import languages


class RelatedBlock(StructBlock):
    """Pages of the portal that belong to this one."""

    title = CharBlock(label=_("Title"), required=False)
    pages = ListBlock(PageChooserBlock(), label=_("Pages"), min_num=1)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Adds ``pages``: the chosen pages that are live, in the reader's language."""
        context = super().get_context(value, parent_context=parent_context)
        context["pages"] = languages.in_language(value["pages"])
        return context

    class Meta:
        icon = "link"
        label = _("Related")
        template = "portal/blocks/related.html"
