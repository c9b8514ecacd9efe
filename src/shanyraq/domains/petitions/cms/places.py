"""Topics, territories with their population, addressees and their officers."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.models import EmailAddress
from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from shanyraq.domains.petitions.models import Body, Officer, Petition, Territory, Topic


class UsedStays(generic.DeleteView):
    """What petitions name cannot be deleted."""

    def delete_action(self) -> None:
        """:raises PermissionDenied: when the database holds on to it."""
        try:
            super().delete_action()
        except ProtectedError:
            raise PermissionDenied from None


class OfficerForm(WagtailAdminModelForm):
    """An officer is named by the confirmed address of an account; accounts are too many for a list."""

    email = forms.EmailField(label=_("E-mail address of the account"))

    class Meta:
        model = Officer
        fields: ClassVar[list[str]] = ["body"]

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        if self.instance.pk:
            self.fields["email"].initial = self.instance.user.email

    def clean_email(self) -> str:
        """:raises ValidationError: when no account has confirmed the address."""
        found = EmailAddress.objects.filter(
            email__iexact=self.cleaned_data["email"], verified=True, user__is_active=True
        ).first()
        if found is None:
            raise ValidationError(_("No account has confirmed this address."))
        self.instance.user = found.user
        return str(found.email)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        same = Officer.objects.filter(body=cleaned.get("body"), user_id=self.instance.user_id)
        if same.exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("This account answers for the addressee already."))
        return cleaned


class KeepsWhatCounts(forms.BaseModelForm):
    """A form in which some fields stay as they are while petitions stand on them.

    Who may sign, and how many must, follows from the place and kind of the addressee. Threshold and edition
    are pinned to each petition; these are not, so they stay. What moves or is renamed by law is a new
    addressee or territory, and the old one is closed.
    """

    always: ClassVar[frozenset[str]] = frozenset()
    while_named: ClassVar[frozenset[str]] = frozenset()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.instance._state.adding:  # noqa: SLF001 - the documented way to tell a new one
            return cleaned
        changed = set(self.changed_data)
        for name in sorted(changed & self.always):
            self.add_error(name, _("This names it in every petition and entry: it cannot be changed."))
        for name in sorted(changed & self.while_named) if self.is_named() else ():
            self.add_error(
                name,
                _("Petitions stand on it; it would change who may sign. Close it and make a new one."),
            )
        return cleaned

    def is_named(self) -> bool:
        """Whether a petition that was submitted stands on the record."""
        raise NotImplementedError


class BodyForm(KeepsWhatCounts):
    """An addressee keeps its address, kind and territory."""

    while_named = frozenset({"slug", "kind", "territory"})

    def is_named(self) -> bool:
        return Petition.objects.filter(body=self.instance, submitted_at__isnull=False).exists()


class TerritoryForm(KeepsWhatCounts):
    """A territory keeps its code for ever, and its kind and place while people of it may sign."""

    always = frozenset({"code"})
    while_named = frozenset({"kind", "parent"})

    def is_named(self) -> bool:
        around = [self.instance.pk, self.instance.parent_id, self.data.get("parent") or None]
        named = Petition.objects.filter(submitted_at__isnull=False, body__territory__in=filter(None, around))
        return named.exists()


class TopicViewSet(ModelViewSet):
    """What an initiator chooses from; one that is used cannot be deleted."""

    model = Topic
    delete_view_class = UsedStays
    name = "petition_topics"
    url_prefix = "petitions/topics"
    icon = "tag"
    menu_label = _("Topics")
    list_display = ["name", "slug", "position"]
    search_backend_name = None
    form_fields = ["slug", "name", "position"]


def kept_form(kept: type[KeepsWhatCounts], made: type[forms.BaseModelForm]) -> type[forms.BaseModelForm]:
    """The form that Wagtail has made, with *kept* before it."""
    return type(made)(made.__name__, (kept, made), {"__module__": __name__})


class TerritoryViewSet(ModelViewSet):
    """Territories; a new population counts for petitions that are submitted from then on."""

    model = Territory
    delete_view_class = UsedStays
    name = "petition_territories"
    url_prefix = "petitions/territories"
    icon = "site"
    menu_label = _("Territories")
    list_display = ["code", "name", "kind", "population", "population_date"]
    list_filter = ["kind"]
    search_backend_name = None
    form_fields = [
        "code",
        "kind",
        "parent",
        "name",
        "population",
        "population_date",
        "population_source",
    ]

    def get_form_class(self, for_update: bool = False) -> type[forms.BaseModelForm]:  # noqa: FBT001, FBT002 - Wagtail's
        """With what stays as it is."""
        return kept_form(TerritoryForm, super().get_form_class(for_update))


class BodyViewSet(ModelViewSet):
    """Addressees; one that takes no more petitions is closed, not deleted."""

    model = Body
    delete_view_class = UsedStays
    name = "petition_bodies"
    url_prefix = "petitions/addressees"
    icon = "home"
    menu_label = _("Addressees")
    list_display = ["name", "kind", "territory", "is_open"]
    list_filter = ["kind", "is_open"]
    search_backend_name = None
    form_fields = ["slug", "kind", "name", "territory", "is_open"]

    def get_form_class(self, for_update: bool = False) -> type[forms.BaseModelForm]:  # noqa: FBT001, FBT002 - Wagtail's
        """With what stays as it is."""
        return kept_form(BodyForm, super().get_form_class(for_update))


class OfficerViewSet(ModelViewSet):
    """Accounts that answer for an addressee."""

    model = Officer
    name = "petition_officers"
    url_prefix = "petitions/officers"
    icon = "user"
    menu_label = _("Officers of addressees")
    list_display = ["user", "body"]
    list_filter = ["body"]
    search_backend_name = None
    edit_handler = ObjectList([FieldPanel("body"), FieldPanel("email")], base_form_class=OfficerForm)
