"""Editing the menus."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from shanyraq.surfaces.portal.models import Menu


class MenuViewSet(SnippetViewSet):
    """The main menu and the groups of links in the footer."""

    model = Menu
    icon = "list-ul"
    menu_label = _("Menus")
    menu_order = 300
    add_to_admin_menu = True
    list_display = ["__str__", "position"]
    list_filter = ["place"]
    ordering = ["place", "position"]
