"""Witnesses of the logs in the admin: accepted with a reason, ended with a reason, never deleted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Max, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from shanyraq.platform.transparency.log.witnesses import (
    accept_witness,
    describe_witness,
    end_witness,
    last_cosignatures,
)
from shanyraq.platform.transparency.models import LogWitness


class WitnessForm(WagtailAdminModelForm):
    """A witness with the reason of the decision; of a known one the key stays as it is."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Who asked, and how the key was checked. It is kept in the history of the witness."),
    )

    class Meta:
        model = LogWitness
        fields: list[str] = ["verifier_key", "about"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verifier_key"].widget = forms.Textarea(attrs={"rows": 2, "dir": "ltr"})
        self.fields["verifier_key"].disabled = self.instance.pk is not None
        self.order_fields(["verifier_key", "about", "is_active", "reason"])

    def save(self, commit: bool = True) -> LogWitness:  # noqa: ARG002, FBT001, FBT002 -- Django's signature
        given = {"reason": self.cleaned_data["reason"], "actor": self.for_user, "at": timezone.now()}
        self.instance = accept_witness(
            key=self.cleaned_data["verifier_key"], about=self.cleaned_data["about"], **given
        )
        return self.instance


class KnownWitnessForm(WitnessForm):
    """Whether a known witness goes on, and who it is."""

    class Meta(WitnessForm.Meta):
        fields: list[str] = ["verifier_key", "about", "is_active"]

    def save(self, commit: bool = True) -> LogWitness:  # noqa: ARG002, FBT001, FBT002 -- Django's signature
        given = {"reason": self.cleaned_data["reason"], "actor": self.for_user, "at": timezone.now()}
        about, wished = self.cleaned_data["about"], self.cleaned_data["is_active"]
        self.instance.refresh_from_db()
        if wished and not self.instance.is_active:
            return accept_witness(key=self.instance.verifier_key, about=about, **given)
        if self.instance.is_active and not wished:
            end_witness(witness=self.instance, **given)
        if about != self.instance.about:
            return describe_witness(witness=self.instance, about=about, **given)
        return self.instance


class InspectWitness(generic.InspectView):
    """Key, last cosignatures, and every decision with its reason."""

    template_name = "transparency/cms/witness.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)
        return found | {
            "cosignatures": last_cosignatures(self.object),
            "changes": self.object.changes.order_by("-at", "-pk"),
        }


class NoDeletion(generic.DeleteView):
    """What a witness signed stays, and so does the witness."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:  # noqa: ARG002 -- of the view
        raise PermissionDenied


class WitnessViewSet(ModelViewSet):
    """Who may cosign checkpoints, and when each did so last."""

    model = LogWitness
    name = "log_witnesses"
    url_prefix = "logs/witnesses"
    icon = "view"
    menu_label = _("Witnesses of the logs")
    add_to_admin_menu = True
    menu_order = 750
    list_display = [
        "__str__",
        "about",
        Column(
            "is_active", label=_("accepted"), accessor=lambda each: _("yes") if each.is_active else _("no")
        ),
        DateColumn("last_at", label=_("Last cosignature"), sort_key="last_at"),
    ]
    list_filter = ["is_active"]
    search_fields = ["verifier_key", "about"]
    search_backend_name = None
    inspect_view_enabled = True
    inspect_view_class = InspectWitness
    inspect_view_fields = ["verifier_key", "about", "is_active"]
    delete_view_class = NoDeletion
    copy_view_enabled = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[LogWitness]:  # noqa: ARG002 -- Wagtail's signature
        return LogWitness.objects.annotate(last_at=Max("cosignatures__seen_at"))

    def get_form_class(self, for_update: bool = False) -> type[WitnessForm]:  # noqa: FBT001, FBT002 -- Wagtail's signature
        return KnownWitnessForm if for_update else WitnessForm


witnesses = WitnessViewSet()
