"""The menu group “Search the portal” in the admin."""

from __future__ import annotations

from typing import Any

import django_filters
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from shanyraq.kernel.languages import LANGUAGES
from shanyraq.platform.search.cms.forms import PinForm, StopWordsForm, SynonymForm
from shanyraq.platform.search.models import LANGUAGE_CHOICES, MissedSearch, Pin, StopWords, SynonymGroup
from shanyraq.platform.search.queries.staff_choices import built_in_stop_words

LONGEST_GIVEN = 120


def _given(request: HttpRequest, name: str) -> str:
    """A value that a link of ours puts into a new form."""
    return " ".join(request.GET.get(name, "").split())[:LONGEST_GIVEN]


class CreateSynonyms(generic.CreateView):
    """With the words of a search that found nothing as the first line."""

    def get_initial(self) -> dict[str, Any]:
        return {"words": _given(self.request, "words")}


class SynonymViewSet(ModelViewSet):
    """Groups of words that stand for each other."""

    model = SynonymGroup
    name = "search_synonyms"
    url_prefix = "search/synonyms"
    icon = "list-ul"
    menu_label = gettext_lazy("Synonyms")
    add_view_class = CreateSynonyms
    list_display = ["__str__", "note"]
    search_fields = ["words", "note"]
    search_backend_name = None
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type[SynonymForm]:  # noqa: ARG002, FBT001, FBT002 — as Wagtail calls
        return SynonymForm


class TellsWhatIsNotFound:
    """After saving a pin, tells which of its addresses have no effect now."""

    def save_instance(self) -> Pin:
        pin: Pin = super().save_instance()  # type: ignore[misc]  # of the view
        form: PinForm = self.form  # type: ignore[attr-defined]  # of the view
        request: HttpRequest = self.request  # type: ignore[attr-defined]  # of the view
        for address in form.not_findable:
            text = _("Nothing can be found at %(address)s now; it is pinned as soon as there is something.")
            messages.warning(request, text % {"address": address})
        return pin


class CreatePin(TellsWhatIsNotFound, generic.CreateView):
    """With the words of a search that found nothing."""

    def get_initial(self) -> dict[str, Any]:
        language = _given(self.request, "language")
        return {
            "words": _given(self.request, "words"),
            "language": language if language in LANGUAGES else "",
        }


class EditPin(TellsWhatIsNotFound, generic.EditView):
    """As Wagtail's."""


class PinViewSet(ModelViewSet):
    """Results that stand first."""

    model = Pin
    name = "search_pins"
    url_prefix = "search/pins"
    icon = "pin"
    menu_label = gettext_lazy("Pinned results")
    add_view_class = CreatePin
    edit_view_class = EditPin
    list_display = ["__str__", "get_language_display", "addresses"]
    list_filter = ["language"]
    search_fields = ["words", "addresses"]
    search_backend_name = None
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type[PinForm]:  # noqa: ARG002, FBT001, FBT002 — as Wagtail calls
        return PinForm


class CreateStopWords(generic.CreateView):
    """With the built-in list of the first language that has none of its own."""

    def get_initial(self) -> dict[str, Any]:
        written = set(StopWords.objects.values_list("language", flat=True))
        wished = _given(self.request, "language")
        free = [code for code in (wished, *LANGUAGES) if code in LANGUAGES and code not in written]
        listed = sorted(built_in_stop_words().get(free[0], ())) if free else []
        return {"language": free[0] if free else "", "words": "\n".join(listed)}


class StopWordsViewSet(ModelViewSet):
    """One list for each language; without one the built-in list is in force."""

    model = StopWords
    name = "search_stop_words"
    url_prefix = "search/stop-words"
    icon = "minus"
    menu_label = gettext_lazy("Stop words")
    add_view_class = CreateStopWords
    search_fields = ["words"]
    search_backend_name = None
    list_display = ["__str__"]
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type[StopWordsForm]:  # noqa: ARG002, FBT001, FBT002 — as Wagtail calls
        return StopWordsForm


class NobodyWrites(ModelPermissionPolicy):
    """Searches are counted by readers alone: staff look and delete, an administrator too."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in {"view", "delete"} and super().user_has_permission(user, action)


class MissesFilterSet(WagtailFilterSet):
    """By the language in which readers searched."""

    language = django_filters.ChoiceFilter(
        label=gettext_lazy("Language of the reader"), choices=LANGUAGE_CHOICES
    )

    class Meta:
        model = MissedSearch
        fields = ["language"]


class MissesIndex(generic.IndexView):
    """Each search without result with the ways to help those who search for it again."""

    any_permission_required = ["view", "delete"]

    def get_list_more_buttons(self, instance: MissedSearch) -> list[MenuItem]:
        """Beside deleting: a group of synonyms or a pin that begins with these words."""
        words, pinned = {"words": instance.words}, {"language": instance.language}
        ways = (
            ("synonymgroup", "search_synonyms", _("Make a synonym of it"), "list-ul", words),
            ("pin", "search_pins", _("Pin a result for it"), "pin", words | pinned),
        )
        buttons = [
            MenuItem(label, f"{reverse(f'{viewset}:add')}?{urlencode(given)}", icon_name=icon, priority=10)
            for model, viewset, label, icon, given in ways
            if self.request.user.has_perm(f"search.add_{model}")
        ]
        return [*buttons, *super().get_list_more_buttons(instance)]


class MissesViewSet(ModelViewSet):
    """What was searched and not found, with how often and when last; nothing of who searched."""

    model = MissedSearch
    name = "search_misses"
    url_prefix = "search/misses"
    icon = "warning"
    menu_label = gettext_lazy("Searches without result")
    index_view_class = MissesIndex
    filterset_class = MissesFilterSet
    list_display = [
        "words",
        Column(
            "language",
            label=gettext_lazy("Language of the reader"),
            accessor=lambda miss: LANGUAGES[miss.language].own_name,
            sort_key="language",
        ),
        "times",
        "last_date",
    ]
    list_export = ["words", "language", "times", "last_date"]
    search_fields = ["words"]
    search_backend_name = None
    ordering = ["-times", "words"]
    copy_view_enabled = False
    inspect_view_enabled = True
    exclude_form_fields: list[str] = []


class SearchGroup(ViewSetGroup):
    """All that staff decide about searching, in one place of the menu."""

    menu_label = gettext_lazy("Search the portal")  # “Search” alone is Wagtail's own, for its pages
    menu_name = "site-search"
    menu_icon = "search"
    menu_order = 310
    items = (SynonymViewSet(), PinViewSet(), StopWordsViewSet(), MissesViewSet())
