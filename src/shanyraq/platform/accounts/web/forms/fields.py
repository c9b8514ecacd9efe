"""The fields that these forms share."""

from django import forms
from django.utils.translation import gettext_lazy as _


def email_field(**options: object) -> forms.EmailField:
    """An e-mail address, in lower case."""
    widget = forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"})
    return LowerEmailField(label=_("E-mail address"), widget=widget, max_length=254, **options)  # type: ignore[arg-type]  # options are of any type


class LowerEmailField(forms.EmailField):
    """Addresses are compared without regard to case."""

    def clean(self, value: object) -> str:
        return str(super().clean(value)).lower()


def dress(form: forms.BaseForm, **labels: object) -> None:
    """Give fields our labels and take allauth's placeholders away (a placeholder is no label).

    Addresses are written left to right in every language.
    """
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
        if getattr(field.widget, "input_type", "") == "email":  # allauth's is a text input of that type
            field.widget.attrs["dir"] = "ltr"
    for name, label in labels.items():
        if name in form.fields:
            form.fields[name].label = label  # type: ignore[assignment]  # Django takes lazy texts


def dress_new_password(form: forms.BaseForm, name: str = "password1") -> None:
    """The hint of a new password; it is typed once, as browsers show it on demand."""
    form.fields.pop("password2", None)
    form.fields[name].help_text = _(
        "At least 10 characters. A few unusual words are better than one with signs."
    )


def dress_code(form: forms.BaseForm, label: object, *, digits: bool = True) -> None:
    """A code that is typed over: numbers on the keyboard, left to right in every language."""
    field = form.fields["code"]
    field.label = label  # type: ignore[assignment]  # Django takes lazy texts
    field.widget.attrs = {
        "autocomplete": "one-time-code",
        "dir": "ltr",
        "autocapitalize": "off",
        "spellcheck": "false",
    }
    if digits:
        field.widget.attrs["inputmode"] = "numeric"
