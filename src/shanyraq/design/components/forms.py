"""Parts of forms for templates that lay a form out by hand."""

from django.forms import BaseForm, BoundField
from django.utils.safestring import SafeString

Context = dict[str, object]


def field(*, field: BoundField) -> SafeString:
    """One field with label, hint, error and input, as `{{ form }}` would draw it."""
    return field.as_field_group()


def form_errors(*, form: BaseForm) -> Context:
    """The summary of a form's errors with links to the fields; nothing when there are none."""
    entries: list[tuple[str, str]] = [("", str(error)) for error in form.non_field_errors()]
    for bound in form:
        target = bound.id_for_label or bound.auto_id
        if bound.errors and bound.use_fieldset:
            target = f"{bound.auto_id}_0" if bound.auto_id else ""
        entries += [(target, str(error)) for error in bound.errors]
    return {"entries": entries}
