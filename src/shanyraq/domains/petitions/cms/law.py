"""Editions of the rules, their thresholds and grounds. What a petition stands on is never changed."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from shanyraq.domains.petitions.actions.law import lock_edition
from shanyraq.domains.petitions.models import Edition, Ground, ThresholdRule
from shanyraq.domains.petitions.models.law import NUMBERS
from shanyraq.domains.petitions.queries.law import edition_of, is_in_use

EXPLAIN: Final = frozenset({"source", "doubt", *(f"source_of_{name}" for name in NUMBERS)})
"""What may be mended on an edition in use: it says where the numbers come from, and changes none."""


class LawForm(WagtailAdminModelForm):
    """Refuses what would change the rules of petitions that were submitted under them."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        self.touched: list[Any] = []
        if self.instance.pk is not None and set(self.changed_data) <= EXPLAIN:
            return cleaned
        before = type(self.instance).objects.filter(pk=self.instance.pk).first()
        self.touched = [each for each in (before, cleaned.get("edition")) if each is not None]
        if any(is_in_use(each) for each in self.touched):
            raise ValidationError(
                _("Petitions stand on this edition, so it stays as it is. Make a new edition.")
            )
        return cleaned

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 - as Django calls it
        """Save, unless a petition was submitted since the form was checked.

        :raises PermissionDenied: when one was.
        """
        with transaction.atomic():
            for each in self.touched:
                lock_edition(edition_of(each), to_change=True)
                if is_in_use(each):
                    raise PermissionDenied
            return super().save(commit)


class EditionForm(LawForm):
    """Each number stands beside its source; one without says that none was found, as it does in public."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in NUMBERS:
            source = self.instance.sources.get(name, "")
            field = self.fields[f"source_of_{name}"]
            field.initial = source
            if self.instance.pk is not None and not source:
                field.help_text = _("No source was found. Everybody sees this beside the number.")

    def save(self, commit: bool = True) -> Edition:  # noqa: FBT001, FBT002 -- Django's signature
        given = {name: self.cleaned_data.get(f"source_of_{name}", "").strip() for name in NUMBERS}
        self.instance.sources = {name: source for name, source in given.items() if source}
        saved: Edition = super().save(commit)
        return saved


def _source_field() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Source of this number"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Law, article, or who named it and when."),
    )


for _name in NUMBERS:  # one field for each number, as if it were declared
    EditionForm.declared_fields[f"source_of_{_name}"] = _source_field()
    EditionForm.base_fields[f"source_of_{_name}"] = EditionForm.declared_fields[f"source_of_{_name}"]


def numbers(*names: str, heading: Any) -> MultiFieldPanel:
    """Numbers, each with its source below."""
    panels = [FieldPanel(each) for name in names for each in (name, f"source_of_{name}")]
    return MultiFieldPanel(panels, heading=heading)


def ruled(*panels: Any, form: type[LawForm] = LawForm) -> ObjectList:
    """The panels of a form that keeps the rule of ``LawForm``."""
    return ObjectList(panels, base_form_class=form)


class LawDelete(generic.DeleteView):
    """Nobody deletes what petitions stand on."""

    def get_object(self, queryset: Any = None) -> Any:
        found = super().get_object(queryset)
        if is_in_use(found):
            raise PermissionDenied
        return found


class _LawViewSet(ModelViewSet):
    """What the three kinds have in common."""

    search_backend_name = None
    add_to_admin_menu = False
    delete_view_class = LawDelete


class EditionViewSet(_LawViewSet):
    """Numbers of the law with their source and doubts; an edition without a day is not in force."""

    model = Edition
    name = "petition_editions"
    url_prefix = "petitions/editions"
    icon = "doc-full"
    menu_label = gettext_lazy("Editions of the rules")
    list_display = ["code", "in_force_date", "opening_quorum"]
    edit_handler = ruled(
        MultiFieldPanel(
            [FieldPanel("code"), FieldPanel("in_force_date"), FieldPanel("source"), FieldPanel("doubt")],
            heading=gettext_lazy("Edition"),
        ),
        numbers(
            "moderation_days",
            "correction_days",
            "appeal_days",
            "appeal_review_days",
            heading=gettext_lazy("Moderation"),
        ),
        numbers("opening_quorum", "opening_days", "collection_months", heading=gettext_lazy("Signatures")),
        numbers(
            "registration_days",
            "central_review_days",
            "local_review_days",
            "retention_months",
            heading=gettext_lazy("Review and afterwards"),
        ),
        form=EditionForm,
    )


class ThresholdViewSet(_LawViewSet):
    """Signatures needed, by addressee, territory and population."""

    model = ThresholdRule
    name = "petition_thresholds"
    url_prefix = "petitions/thresholds"
    icon = "list-ol"
    menu_label = gettext_lazy("Thresholds")
    list_display = ["__str__", "edition", "population_above", "population_up_to", "is_confirmed"]
    list_filter = ["edition", "body_kind"]
    edit_handler = ruled(
        FieldPanel("edition"),
        FieldPanel("body_kind"),
        FieldPanel("territory_kind"),
        FieldPanel("population_above"),
        FieldPanel("population_up_to"),
        FieldPanel("signatures"),
        FieldPanel("per_mille"),
        FieldPanel("article"),
        FieldPanel("is_confirmed"),
    )


class GroundViewSet(_LawViewSet):
    """Items on which moderation refuses a petition or returns it."""

    model = Ground
    name = "petition_grounds"
    url_prefix = "petitions/grounds"
    icon = "no-view"
    menu_label = gettext_lazy("Grounds of refusal")
    list_display = ["item", "title", "edition", "is_topic", "must_hide", "is_confirmed"]
    list_filter = ["edition", "is_topic"]
    edit_handler = ruled(
        FieldPanel("edition"),
        FieldPanel("item"),
        FieldPanel("title"),
        FieldPanel("article"),
        FieldPanel("is_topic"),
        FieldPanel("must_hide"),
        FieldPanel("is_confirmed"),
        FieldPanel("position"),
    )
