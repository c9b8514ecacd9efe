"""The forms by which one signs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.petitions.models import Petition, Territory
from shanyraq.domains.petitions.rules.signer_names import shown_name
from shanyraq.domains.petitions.rules.territories import signing_territories
from shanyraq.platform.accounts.models import Person
from shanyraq.platform.electronic_signatures.reading import MOST_BYTES
from shanyraq.platform.electronic_signatures.refusals import too_large


class SigningForm(forms.Form):
    """Where the signer lives, and whether their name is shown.

    Where only one territory may sign, it is not asked for.
    """

    territory = forms.ChoiceField(label=_("Where you live"))
    shows_name = forms.BooleanField(label="", required=False)

    def __init__(self, *args: Any, petition: Petition, person: Person | None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.person = person
        self._territories = {each.code: each for each in signing_territories(petition)}
        self._name = shown_name(person) if person else ""
        names = sorted((str(each.name), code) for code, each in self._territories.items())
        territory = self.fields["territory"]
        assert isinstance(territory, forms.ChoiceField)  # noqa: S101 - as declared above
        if len(names) == 1:
            del self.fields["territory"]
        else:
            territory.choices = [("", _("Choose")), *((code, name) for name, code in names)]
        if self._name:
            self.fields["shows_name"].label = _("Show me among the signers as “%(name)s”") % {
                "name": self._name
            }
        elif person is None:
            self.fields["shows_name"].label = _(
                "Show me among the signers by my given name and the first letter of my surname"
            )
        else:
            del self.fields["shows_name"]

    @property
    def chosen_territory(self) -> Territory:
        """The territory of a valid form."""
        code = self.cleaned_data.get("territory") or next(iter(self._territories))
        return self._territories[code]

    @property
    def public_name(self) -> str:
        """The name to show, empty for none."""
        return self._name if self.cleaned_data.get("shows_name") else ""


class ElectronicSigningForm(SigningForm):
    """The same with a file that holds an electronic signature; who the account is may be unknown yet."""

    file = forms.FileField(
        label=_("File with your signature"),
        help_text=_("The file that your program has made; its name ends with cms, p7s or sig."),
        widget=forms.FileInput(attrs={"accept": ".cms,.p7s,.sig,.p7m,application/pkcs7-signature"}),
        # said by the verification itself, as of every other file that is no signature
        allow_empty_file=True,
    )

    field_order = ("file", "territory", "shows_name")

    def clean_file(self) -> Any:
        """Refuse a huge file before a byte of it is read."""
        upload = self.cleaned_data["file"]
        if upload.size > MOST_BYTES:
            raise forms.ValidationError(str(too_large(MOST_BYTES)), code="too_large")
        return upload
