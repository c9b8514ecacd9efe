"""What the portal adds to Wagtail's admin: wiring only."""

from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.snippets.models import register_snippet

from shanyraq.surfaces.portal.cms import cascades, unfinished
from shanyraq.surfaces.portal.cms.menus import MenuViewSet
from shanyraq.surfaces.portal.cms.po_files import upload_checked
from shanyraq.surfaces.portal.cms.translations_report import TranslationsReportView, mark_current

# Wagtail translates these two once, into the language of the process, not of the editor
ChooserViewSet.edit_item_text, ChooserViewSet.search_tab_label = _("Edit"), _("Search")

register_snippet(MenuViewSet)
hooks.register("construct_translated_pages_to_cascade_actions", cascades.translated_pages)
hooks.register("before_edit_page", unfinished.before_edit_page, order=-1)


@hooks.register("register_admin_urls", order=-1)
def admin_urls() -> list[URLPattern]:
    """Before wagtail-localize's own, so that a PO file is checked first."""
    return [
        path("localize/translate/<int:translation_id>/pofile/upload/", upload_checked),
        path("translations/", TranslationsReportView.as_view(), name="portal_translations"),
        path(
            "translations/results/",
            TranslationsReportView.as_view(results_only=True),
            name="portal_translations_results",
        ),
        path("translations/<int:page_id>/current/", mark_current, name="portal_translation_current"),
    ]


@hooks.register("register_admin_menu_item")
def translations_menu_item() -> MenuItem:
    """The overview stands in the main menu: it is an editor's daily list."""
    return MenuItem(
        _("Translations"), reverse("portal_translations"), name="translations", icon_name="globe", order=250
    )


@hooks.register("construct_reports_menu")
def one_overview(_request: Any, menu_items: list[MenuItem]) -> None:
    """wagtail-localize's own report knows less than ours; two lists of the same name would confuse."""
    localize = reverse("wagtail_localize:translations_report")
    menu_items[:] = [item for item in menu_items if item.url != localize]
