"""How every form of the house is drawn: label, hint, error and input, with a summary of errors first."""

from datetime import date
from typing import Any

from django.forms import widgets
from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Draws Django's forms by our templates; widgets keep Django's own, so that the admin keeps them too."""

    form_template_name = "design/forms/form.html"
    formset_template_name = "design/forms/formset.html"
    field_template_name = "design/forms/field.html"


class DateInput(widgets.DateInput):
    """A date by the browser's own picker; its value is written as ISO 8601 in every language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")

    def format_value(self, value: Any) -> str | None:
        """A date as ISO 8601; text that a reader typed stays as it was."""
        return value.isoformat() if isinstance(value, date) else super().format_value(value)


class TimeInput(widgets.TimeInput):
    """A time of day by the browser's own picker."""

    input_type = "time"


class DateTimeInput(widgets.DateTimeInput):
    """A day and time by the browser's own picker."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%dT%H:%M")
