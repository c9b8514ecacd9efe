"""Forms of the staff's pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shanyraq.design.forms import DateInput
from shanyraq.domains.library.catalogue.models import Edition
from shanyraq.domains.library.catalogue.queries.clusters import current_edition
from shanyraq.domains.library.network.models import Library
from shanyraq.domains.library.reading.actions.uploads import KINDS
from shanyraq.domains.library.reading.models import OCR_LANGUAGES, DigitalEdition
from shanyraq.domains.library.reading.queries.books import libraries_kept_by
from shanyraq.domains.library.reading.web.forms.files import SeveralFilesField
from shanyraq.kernel.errors import Refusal
from shanyraq.kernel.identifiers import parse_public_id
from shanyraq.kernel.languages import LANGUAGES

GIGABYTE = 1024 * 1024 * 1024
MOST_SCAN_PIXELS = 250_000_000
"""Of a JPEG or PNG: A3 at 1200 dpi has 280 million; such scans come as TIFF, which is looked at later."""
SCRIPTS = [
    ("Cyrl", _("Cyrillic")),
    ("Latn", _("Latin")),
    ("Arab", _("Arabic")),
    ("Hans", _("Chinese")),
]


class BeginForm(forms.Form):
    """A new digital edition: of which catalogued edition, for which library."""

    edition = forms.CharField(
        label=_("Number of the edition in the catalogue"),
        max_length=20,
        help_text=_("The ten signs at the end of its address."),
    )
    library = forms.ModelChoiceField(label=_("Library"), queryset=Library.objects.none(), empty_label=None)

    def __init__(self, *args: Any, user: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["library"].queryset = libraries_kept_by(user)  # type: ignore[attr-defined]  # a choice of rows

    def clean_edition(self) -> Edition:
        try:
            public_id = parse_public_id(self.cleaned_data["edition"])
        except Refusal as refusal:
            raise forms.ValidationError(refusal.message) from refusal
        found = current_edition(public_id)
        if found is None:
            raise forms.ValidationError(_("There is no such number. Check it."))
        return found


class UploadForm(forms.Form):
    """Files of a digital edition."""

    scans = SeveralFilesField(
        label=_("Files"),
        kinds=KINDS,
        max_bytes=GIGABYTE,
        max_pixels=MOST_SCAN_PIXELS,
        most=100,
        help_text=_(
            "TIFF, JPEG or PNG scans, a ZIP of them, a PDF or an EPUB. Pages are ordered by file name."
        ),
        error_messages={"too_many": _("At most 100 files at once. Pack them into a ZIP.")},
    )


class DescribeForm(forms.ModelForm):
    """What readers are told, who may read, and how text is recognised."""

    language = forms.ChoiceField(
        label=_("language of the text"),
        choices=[(code, language.own_name) for code, language in LANGUAGES.items()],
    )
    script = forms.ChoiceField(label=_("script"), choices=SCRIPTS)
    ocr_languages = forms.MultipleChoiceField(
        label=_("languages for text recognition"),
        choices=list(OCR_LANGUAGES.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Kazakh in Arabic letters is read by the Arabic model, with more mistakes."),
    )

    class Meta:
        model = DigitalEdition
        fields = (
            "title",
            "creator",
            "language",
            "script",
            "direction",
            "ocr_languages",
            "completeness",
            "rights",
            "access_class",
            "in_all_reading_rooms",
            "embargo_until",
            "copies",
            "loan_days",
        )
        widgets = {
            "title": forms.TextInput(),
            "creator": forms.TextInput(),
            "completeness": forms.Textarea(attrs={"rows": 3}),
            "embargo_until": DateInput(),
        }


class LabelForm(forms.Form):
    """Labels by a rule."""

    rule = forms.CharField(
        label=_("Labels"), max_length=500, help_text=_("for example: cover, i-viii, 1-200, [4]")
    )
    first = forms.IntegerField(label=_("from place"), min_value=1, max_value=100_000, initial=1)


class MissingForm(forms.Form):
    """A page that the original lacks."""

    place = forms.IntegerField(label=_("Place"), min_value=1, max_value=100_000)
    label = forms.CharField(label=_("label"), max_length=40, required=False)


class ContentsForm(forms.Form):
    """The table of contents as lines of text."""

    contents = forms.CharField(
        label=_("Table of contents"),
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false"}),
        required=False,
        max_length=400_000,
        strip=False,
        help_text=_(
            "A line for each part: the title, then the page's label or its place in brackets. "
            "Two spaces before a deeper one."
        ),
    )


class MoveForm(forms.Form):
    """A step of a procedure, with its reason."""

    move = forms.CharField(max_length=40, widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Reason"), max_length=2000, required=False)
