"""Forms of the addressee's desk. Texts are asked for in the state's two languages, others if wanted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.petitions.models import Petition, Promise
from shanyraq.domains.petitions.states import Outcome, PromiseState
from shanyraq.domains.petitions.web.forms.review import moment
from shanyraq.kernel.languages import LANGUAGES
from shanyraq.platform.files.fields import CheckedFileField

REQUIRED = ("kk", "ru")
OFFERED = (*REQUIRED, "en")
LONGEST = 20_000
MEGABYTE = 1024 * 1024
UNDECIDED = ("", _("not decided yet"))


class WordingForm(forms.Form):
    """A form with texts in several languages: ``wordings`` names them with label and rows."""

    wordings: dict[str, tuple[Any, int]] = {}
    are_required = True

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, (label, rows) in self.wordings.items():
            for code in OFFERED:
                language = LANGUAGES[code]
                self.fields[f"{name}_{code}"] = forms.CharField(
                    label=label if len(OFFERED) == 1 else f"{label} — {language.own_name}",
                    required=self.are_required and code in REQUIRED,
                    max_length=LONGEST,
                    widget=forms.Textarea(
                        attrs={"rows": rows, "lang": language.bcp47, "dir": language.direction}
                    )
                    if rows > 1
                    else forms.TextInput(attrs={"lang": language.bcp47, "dir": language.direction}),
                )

    def wording(self, name: str) -> dict[str, str]:
        """The text *name* by language, without the empty ones."""
        found = {code: self.cleaned_data.get(f"{name}_{code}", "") for code in OFFERED}
        return {code: text for code, text in found.items() if text}

    @staticmethod
    def filled(name: str, text: Any) -> dict[str, str]:
        """Initial values for the text *name*."""
        return {f"{name}_{code}": text.get(code, "") for code in OFFERED}


class RegistrationForm(forms.Form):
    """The number under which the addressee keeps the petition."""

    number = forms.CharField(label=_("Registration number"), max_length=40)


class HearingForm(WordingForm):
    """When and where the initiator is heard."""

    wordings = {"place": (_("Place or address on the web"), 1)}
    begins_at = forms.DateTimeField(
        label=_("Begins at"),
        widget=moment(),
    )
    field_order = ("begins_at",)


class ProtocolForm(WordingForm):
    """What was said."""

    wordings = {"protocol": (_("Protocol"), 8)}
    was_initiator_present = forms.TypedChoiceField(
        label=_("Did the initiator take part?"),
        choices=[("yes", _("yes")), ("no", _("no"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )


class AnswerForm(WordingForm):
    """The whole answer. A draft may be unfinished; the procedure checks it when it is published."""

    are_required = False
    wordings = {"answer": (_("Answer"), 10)}
    outcome = forms.ChoiceField(
        label=_("Outcome of the petition"), choices=[UNDECIDED, *Outcome.choices], required=False
    )
    field_order = ("outcome",)


class DecisionForm(WordingForm):
    """The decision on one proposal, in the same request as the answer (prefixed by its number)."""

    are_required = False
    wordings = {"reason": (_("Reasons"), 4)}
    outcome = forms.ChoiceField(label=_("Decision"), choices=[UNDECIDED, *Outcome.choices], required=False)
    field_order = ("outcome",)


class DocumentForm(forms.Form):
    """A document that is published with the answer."""

    title = forms.CharField(label=_("Title"), max_length=200)
    file = CheckedFileField(
        label=_("File"),
        kinds=("document", "picture"),
        max_bytes=20 * MEGABYTE,
        help_text=_("PDF, DOCX, ODT, TXT or a picture, up to 20 MB."),
    )


class PromiseForm(WordingForm):
    """What the addressee will do, and until when."""

    wordings = {"text": (_("Promise"), 3)}
    due_date = forms.DateField(label=_("Until"), widget=forms.DateInput(attrs={"type": "date"}))
    proposal: Any = forms.ModelChoiceField(
        label=_("Proposal"), queryset=None, required=False, empty_label=_("the whole petition")
    )
    field_order = ("due_date", "proposal")

    def __init__(self, *args: Any, petition: Petition, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["proposal"].queryset = petition.proposals.order_by("number")  # type: ignore[attr-defined]  # a field of choices


class ReportForm(WordingForm):
    """What became of a promise."""

    wordings = {"text": (_("Report"), 3)}
    promise: Any = forms.ModelChoiceField(queryset=None, widget=forms.HiddenInput)
    state = forms.ChoiceField(label=_("What became of it"), choices=PromiseState.choices)
    field_order = ("state",)

    def __init__(self, *args: Any, petition: Petition, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["promise"].queryset = Promise.objects.filter(petition=petition)  # type: ignore[attr-defined]  # a field of choices
