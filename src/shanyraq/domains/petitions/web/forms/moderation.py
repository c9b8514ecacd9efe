"""Forms of moderation and of appeals: a finding is an item of the law with a reason in words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.petitions.actions.moderation import LONGEST_NOTE
from shanyraq.domains.petitions.models import Ground, Petition
from shanyraq.domains.petitions.queries.moderation import grounds_of
from shanyraq.domains.petitions.web.forms.writing import LONGEST_REASON, WrittenField


class FindingForm(forms.Form):
    """The item of the law that a finding rests on, and why, as the initiator reads it."""

    ground: Any = forms.ModelChoiceField(
        label=_("Item of the law"), queryset=Ground.objects.none(), empty_label=_("Choose an item")
    )
    explanation = WrittenField(
        label=_("Reason"),
        lengths=range(1, LONGEST_REASON + 1),
        rows=6,
        help_text=_("The initiator reads this word for word. Say which passage is meant."),
    )

    def __init__(self, *args: Any, petition: Petition, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["ground"]
        field.queryset = grounds_of(petition)
        field.label_from_instance = lambda ground: f"{ground.item} · {ground.title}"
        self.fields["explanation"].widget.attrs["dir"] = "auto"


class NoteForm(forms.Form):
    """A note to the other moderators."""

    text = WrittenField(label=_("Note"), lengths=range(1, LONGEST_NOTE + 1), rows=3)
