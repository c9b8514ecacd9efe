"""Organisations, for the staff that confirms them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.viewsets.model import ModelViewSet

from shanyraq.kernel.errors import Refusal
from shanyraq.platform.accounts.actions.organisations import confirm_organisation
from shanyraq.platform.accounts.models import Organisation


class ConfirmationForm(WagtailAdminModelForm):
    """The one thing that staff changes: that the owners act for the legal person."""

    confirmed = forms.BooleanField(
        label=_("Confirmed"),
        required=False,
        help_text=_("Its owners were checked against the register of legal entities. This cannot be undone."),
    )

    class Meta:
        model = Organisation
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["confirmed"].initial = self.instance.is_confirmed
        self.fields["confirmed"].disabled = self.instance.is_confirmed

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("confirmed") and not self.instance.is_confirmed:
            try:
                confirm_organisation(organisation=self.instance, actor=self.for_user, at=timezone.now())
            except Refusal as refusal:
                raise ValidationError({"confirmed": str(refusal)}) from None
        return cleaned

    def save(self, commit: bool = True) -> Organisation:  # noqa: ARG002, FBT001, FBT002 — Django's signature
        self.instance.refresh_from_db()
        return self.instance


class OrganisationViewSet(ModelViewSet):
    """List, look, confirm. Organisations are opened by their owners and never deleted here."""

    model = Organisation
    name = "organisations"
    url_prefix = "organisations"
    icon = "group"
    menu_label = _("Organisations")
    add_to_admin_menu = True
    menu_order = 700
    list_display = ["name", "bin", "created_at", "confirmed_at"]
    list_filter = ["confirmed_at"]
    search_fields = ["name", "bin"]
    search_backend_name = None
    inspect_view_enabled = True
    inspect_view_fields = ["name", "bin", "created_at", "confirmed_at", "confirmed_by", "members"]
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type[ConfirmationForm]:  # noqa: ARG002, FBT001, FBT002 — Wagtail's signature
        return ConfirmationForm


organisations = OrganisationViewSet()
