"""Places on a map."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, PageChooserBlock, StructBlock

from shanyraq.surfaces.portal.queries import languages


class MapBlock(StructBlock):
    """A map with places of the portal; those without coordinates stand only in its list."""

    title = CharBlock(label=_("Title"), required=False)
    places = ListBlock(PageChooserBlock(page_type="portal.PlacePage"), label=_("Places"), min_num=1)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Adds ``places``: the chosen places that are live, in the reader's language."""
        context = super().get_context(value, parent_context=parent_context)
        context["places"] = languages.in_language(value["places"])
        return context

    class Meta:
        icon = "site"
        label = _("Map")
        template = "portal/blocks/map.html"
