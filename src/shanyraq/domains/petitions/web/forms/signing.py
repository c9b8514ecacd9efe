"""The form by which one signs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.petitions.models import Petition, Territory
from shanyraq.domains.petitions.rules.territories import signing_territories
from shanyraq.platform.accounts.models import Person


class SigningForm(forms.Form):
    """Where the signer lives, and whether their name is shown.

    Where only one territory may sign, it is not asked for.
    """

    territory = forms.ChoiceField(label=_("Where you live"))
    shows_name = forms.BooleanField(label="", required=False)

    def __init__(self, *args: Any, petition: Petition, person: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        self._territories = {each.code: each for each in signing_territories(petition)}
        self._name = shown_name(person)
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


def shown_name(person: Person) -> str:
    """Given name and first letter of the surname: no more is ever shown."""
    given, family = person.given_name.strip(), person.family_name.strip()
    if not given:
        return ""
    return f"{given} {family[0]}." if family else given
