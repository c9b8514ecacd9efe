"""Forms of the record editor."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.catalogue.models import Item, MappingProfile
from shanyraq.domains.library.catalogue.protocols.sru.client import targets
from shanyraq.domains.library.network.models import Branch, Library


def _text(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=more.pop("max_length", 2000), **more)


def _lines(label: Any) -> forms.CharField:
    return _text(label, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("One a line."), max_length=9000)


class GridForm(forms.Form):
    """The record as text, with what the editor saw when it was opened."""

    grid = forms.CharField(
        label=_("Fields"),
        max_length=200_000,
        strip=False,
        widget=forms.Textarea(
            attrs={"rows": 24, "spellcheck": "false", "dir": "ltr", "class": "record-grid", "translate": "no"}
        ),
    )
    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)


class PlainForm(forms.Form):
    """The fields that are filled in most."""

    number = forms.CharField(label=_("Number of the record"), max_length=100)
    title = forms.CharField(label=_("Title"), max_length=2000)
    subtitle = _text(_("Subtitle"))
    responsibility = _text(_("Statement of responsibility"))
    author = _text(_("Author"), help_text=_("Family name, given name."))
    edition = _text(_("Edition"))
    place = _text(_("Place of publication"))
    publisher = _text(_("Publisher"))
    year = _text(_("Year"))
    extent = _text(_("Extent"))
    isbn = _lines(_("ISBN"))
    language = _text(_("Language"), help_text=_("Three letters of ISO 639-2: kaz, rus, eng."), max_length=3)
    series = _text(_("Series"))
    subjects = _lines(_("Subjects"))
    summary = _text(_("Summary"), widget=forms.Textarea(attrs={"rows": 4}), max_length=9000)
    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)


class NewForm(forms.Form):
    """For which library, in which format."""

    library = forms.ModelChoiceField(Library.objects.none(), label=_("Library"))
    profile = forms.ModelChoiceField(MappingProfile.objects.all(), label=_("Format"))

    def __init__(self, libraries: list[Library], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["library"]
        field.queryset = Library.objects.filter(pk__in=[each.pk for each in libraries])  # type: ignore[attr-defined]  # a ModelChoiceField


class CopyForm(forms.Form):
    """Which library to ask for which words."""

    target = forms.ChoiceField(label=_("Library to ask"))
    words = forms.CharField(label=_("ISBN or words"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(code, each.name) for code, each in targets().items()]
        self.fields["target"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField


class ItemForm(forms.ModelForm[Item]):
    """A copy."""

    class Meta:
        model = Item
        fields: ClassVar = [
            "branch",
            "shelf_mark",
            "inventory_number",
            "barcode",
            "item_type",
            "state",
            "note",
        ]

    def __init__(self, library: Library, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["branch"].label = _("Branch")
        self.fields["branch"].queryset = Branch.objects.filter(library=library)  # type: ignore[attr-defined]  # a ModelChoiceField
