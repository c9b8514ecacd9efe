"""Forms of lending."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shanyraq.design.forms import DateInput
from shanyraq.domains.library.lending.models import LendingRule, ReadingList
from shanyraq.domains.library.network.models import Branch, Library
from shanyraq.kernel.errors import Refusal
from shanyraq.kernel.identifiers import parse_iin
from shanyraq.kernel.languages import LANGUAGES

_SPOKEN = [(language.code, language.own_name) for language in LANGUAGES.values()]


class ParticularsForm(forms.Form):
    """What is written down about a reader."""

    name = forms.CharField(label=_("Family name, given name, patronymic"), max_length=200)
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"dir": "ltr"}),
    )
    phone = forms.CharField(
        label=_("Phone"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "tel", "dir": "ltr"}),
    )
    language = forms.ChoiceField(label=_("Language of letters"), choices=_SPOKEN)
    desk_note = forms.CharField(label=_("Message for the desk"), required=False, max_length=300)


class RegistrationForm(ParticularsForm):
    """A new reader at the desk."""

    iin = forms.CharField(
        label=_("Individual identification number (IIN)"),
        required=False,
        max_length=20,
        help_text=_("From the identity paper. It is kept sealed and makes sure that a person has one card."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr", "autocomplete": "off"}),
    )

    def clean_iin(self) -> str:
        """Spaces do not matter; the check digit does."""
        typed = str(self.cleaned_data["iin"])
        if not typed.strip():
            return ""
        try:
            return parse_iin(typed).number
        except Refusal as refusal:
            raise forms.ValidationError(refusal.message, code=refusal.code) from None


class LendingRuleForm(forms.ModelForm[LendingRule]):
    """A new version of a library's rule."""

    class Meta:
        model = LendingRule
        fields = [
            "item_type",
            "in_force_from",
            "is_lendable",
            "travels",
            "loan_days",
            "max_renewals",
            "max_loans",
            "max_holds",
            "hold_shelf_days",
            "blocking_overdue_days",
        ]
        widgets = {"in_force_from": DateInput()}
        help_texts = {
            "item_type": _("Empty: all types."),
            "blocking_overdue_days": _("Empty: never."),
        }

    def clean_loan_days(self) -> int:
        """Between a day and a year."""
        return self._between("loan_days", 366)

    def clean_hold_shelf_days(self) -> int:
        """Between a day and two months."""
        return self._between("hold_shelf_days", 60)

    def _between(self, name: str, most: int) -> int:
        number = int(self.cleaned_data[name])
        if not 1 <= number <= most:
            raise forms.ValidationError(
                _("Choose a number from 1 to %(most)d.") % {"most": most}, code="out_of_range"
            )
        return number


class OrderCardForm(forms.Form):
    """Which library keeps the reader's card."""

    library = forms.ModelChoiceField(
        label=_("Home library"),
        help_text=_("The card is good in all of them."),
        queryset=Library.objects.none(),
        empty_label=None,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["library"].queryset = Library.objects.filter(state="live")  # type: ignore[attr-defined]  # a choice field by its declaration


class ConnectCardForm(forms.Form):
    """The number of a card from a desk."""

    card_number = forms.CharField(
        label=_("Card number"),
        max_length=20,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocapitalize": "off", "autocomplete": "off"}),
    )


class ReserveForm(forms.Form):
    """Where a reserved book is picked up."""

    branch = forms.ModelChoiceField(
        label=_("Where will you pick it up?"), queryset=Branch.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, branches: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["branch"]
        field.queryset = branches  # type: ignore[attr-defined]  # a choice field by its declaration
        field.label_from_instance = _branch_label  # type: ignore[attr-defined]  # a choice field by its declaration


def _branch_label(branch: Branch) -> str:
    return " · ".join(str(part) for part in (branch.place, branch.library, branch) if str(part))


class ReadingListForm(forms.ModelForm[ReadingList]):
    """Title, note, language, and who may see it."""

    class Meta:
        model = ReadingList
        fields = ["title", "note", "language", "is_public"]
        help_texts = {
            "is_public": _("Everybody with the address sees the list and the name of your account.")
        }


class EntryNoteForm(forms.Form):
    """A word about a book on a list."""

    note = forms.CharField(label=_("Note"), required=False, max_length=500)


class AddToListForm(forms.Form):
    """To which list a book is added: one of the reader's, or a new one."""

    reading_list = forms.ModelChoiceField(
        label=_("List"), queryset=ReadingList.objects.none(), required=False, empty_label=_("A new list")
    )
    title = forms.CharField(label=_("Title of the new list"), max_length=120, required=False)

    def __init__(self, *args: Any, lists: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reading_list"].queryset = lists  # type: ignore[attr-defined]  # a choice field by its declaration

    def clean(self) -> dict[str, Any]:
        """A new list needs a title."""
        given = super().clean() or {}
        if not given.get("reading_list") and not (given.get("title") or "").strip():
            self.add_error("title", _("Choose a list, or give the new one a title."))
        return given
