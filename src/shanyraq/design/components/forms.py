"""Parts of forms for templates that lay a form out by hand."""

from django.forms import BaseForm, BoundField
from django.utils.safestring import SafeString

Context = dict[str, object]


def field(*, field: BoundField) -> SafeString:
    """One field with label, hint, error and input, as `{{ form }}` would draw it."""
    return field.as_field_group()


def _target(bound: BoundField) -> str:
    """Id of the input that a link to this field brings to; of a group, its first choice."""
    if bound.use_fieldset:
        return f"{bound.auto_id}_0" if bound.auto_id else ""
    return bound.id_for_label or bound.auto_id


def form_errors(*, form: BaseForm, focus: bool = True) -> Context:
    """The summary of a form's errors with links to the fields; nothing when there are none.

    A script brings the reader to it, unless `focus` is off.
    """
    entries: list[tuple[str, str]] = [("", str(error)) for error in form.non_field_errors()]
    for bound in form:
        label = f"{bound.label}: " if bound.label else ""
        entries += [(_target(bound), f"{label}{error}") for error in bound.errors]
    return {"entries": entries, "focus": focus}
