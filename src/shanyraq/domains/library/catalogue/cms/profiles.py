"""Mapping profiles in the admin: written as JSON, checked, copied, tried on a sample."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from shanyraq.domains.library.catalogue.cms.trial import SampleForm, tried
from shanyraq.domains.library.catalogue.models import MappingProfile
from shanyraq.domains.library.catalogue.profiles.schema import FLAVOURS, TableError, check
from shanyraq.domains.library.catalogue.profiles.shipped_profiles import shipped_tables

MOST_ERRORS = 20
MEANINGS = {
    "not_object": gettext_lazy("an object in braces is expected"),
    "not_list": gettext_lazy("a list in square brackets is expected"),
    "not_text": gettext_lazy("a text in quotation marks is expected"),
    "not_flag": gettext_lazy("true or false is expected"),
    "unknown_key": gettext_lazy("there is no such name here"),
    "unknown_value": gettext_lazy("this value is not among those allowed"),
    "missing": gettext_lazy("this is missing"),
    "bad_tag": gettext_lazy("a tag has three digits or letters, or is “leader”"),
    "bad_positions": gettext_lazy("positions are written as 6 or 35-37"),
    "bad_pattern": gettext_lazy("codes are written as abc, or as a pattern like {a}{, b|c}"),
    "no_rules": gettext_lazy("there is no rule"),
    "too_many": gettext_lazy("there are too many rules"),
    "two_sources": gettext_lazy("only one of take, positions and value may be given"),
    "unknown_profile": gettext_lazy("there is no shipped profile of this name"),
}


def told(error: TableError) -> str:
    """An error for people: its place, what is wrong, what was found."""
    place = error.place or _("the whole table")
    given = f" ({error.given})" if error.given else ""
    return f"{place}: {MEANINGS[error.code]}{given}"


class TableWidget(forms.Textarea):
    """JSON with one rule a line."""

    def format_value(self, value: Any) -> str:
        try:
            table = json.loads(value) if isinstance(value, str) else value
        except ValueError:
            return str(value)
        return written(table)


def written(table: Any) -> str:
    """*table* as people read it: each rule in a line."""
    if not isinstance(table, dict) or not isinstance(table.get("rules"), list):
        return json.dumps(table, ensure_ascii=False, indent=2)
    head = json.dumps({**table, "rules": []}, ensure_ascii=False, indent=2)
    rules = ",\n    ".join(json.dumps(rule, ensure_ascii=False) for rule in table["rules"])
    return head.replace('"rules": []', f'"rules": [\n    {rules}\n  ]')


class ProfileForm(WagtailAdminModelForm):
    """A profile of a librarian; those of the platform are copied, not changed."""

    class Meta:
        model = MappingProfile
        fields: ClassVar[list[str]] = ["code", "name", "flavour", "table"]
        widgets: ClassVar[dict[str, Any]] = {
            "flavour": forms.Select(choices=[(name, name.upper()) for name in FLAVOURS]),
            "table": TableWidget(attrs={"rows": 30, "dir": "ltr", "spellcheck": "false"}),
        }

    def clean_table(self) -> Any:
        """:raises ValidationError: with every error and its place."""
        table = self.cleaned_data["table"]
        errors = check(table, shipped=frozenset(shipped_tables()))
        if errors:
            raise ValidationError([told(error) for error in errors[:MOST_ERRORS]])
        return table

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if self.instance.pk and self.instance.is_shipped:
            raise ValidationError(_("This profile comes with the platform. Copy it and change the copy."))
        table = cleaned.get("table")
        if isinstance(table, dict) and table.get("flavour", cleaned.get("flavour")) != cleaned.get("flavour"):
            self.add_error("flavour", _("The table names another format."))
        return cleaned


class ProfileDelete(generic.DeleteView):
    """Nobody removes what comes with the platform or was used."""

    def get_object(self, queryset: Any = None) -> MappingProfile:
        profile: MappingProfile = super().get_object(queryset)
        if profile.is_shipped or profile.records.exists() or profile.import_runs.exists():
            raise PermissionDenied
        return profile


class ProfileIndex(generic.IndexView):
    """The list, from where each profile can be tried."""

    def get_list_more_buttons(self, instance: Any) -> list[Any]:
        address = reverse("mapping_profiles:try", args=[instance.pk])
        item = MenuItem(_("Try on a sample"), url=address, icon_name="view", priority=25)
        return [*super().get_list_more_buttons(instance), item]


class ProfileViewSet(ModelViewSet):
    """List, copy, change, try."""

    model = MappingProfile
    index_view_class = ProfileIndex
    delete_view_class = ProfileDelete
    name = "mapping_profiles"
    url_prefix = "library/profiles"
    icon = "code"
    menu_label = gettext_lazy("Mapping profiles")
    add_to_admin_menu = True
    menu_order = 720
    list_display = ["name", "code", "flavour", "is_shipped"]
    search_fields = ["name", "code"]
    search_backend_name = None
    copy_view_enabled = True

    def get_form_class(self, for_update: bool = False) -> type[ProfileForm]:  # noqa: ARG002, FBT001, FBT002 — as Wagtail calls
        return ProfileForm

    def get_urlpatterns(self) -> list[Any]:
        return [*super().get_urlpatterns(), path("try/<int:pk>/", self.try_profile, name="try")]

    def try_profile(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What a profile makes of the first records of a file; nothing is stored."""
        if not self.permission_policy.user_has_any_permission(request.user, {"add", "change", "view"}):
            raise PermissionDenied
        profile = get_object_or_404(MappingProfile, pk=pk)
        form = SampleForm(request.POST or None, request.FILES or None)
        samples = tried(profile, form) if request.method == "POST" and form.is_valid() else []
        context = {
            "profile": profile,
            "form": form,
            "samples": samples,
            "back": reverse(self.get_url_name("index")),
        }
        return render(request, "library/catalogue/cms/try_profile.html", context)


profiles = ProfileViewSet()
