"""Forms of the writing. A draft may be unfinished; what is too long cannot be kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, Final

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.petitions.actions.attachments import ATTACHMENT_KINDS, LARGEST_ATTACHMENT
from shanyraq.domains.petitions.actions.drafts import PROPOSAL_LENGTH
from shanyraq.domains.petitions.models import Body, Petition, Territory, Topic
from shanyraq.domains.petitions.models.petition import LANGUAGE_CHOICES
from shanyraq.domains.petitions.rules.canonical_text import cleaned
from shanyraq.domains.petitions.rules.completeness import (
    ARGUMENTS_LENGTH,
    MOST_PROPOSALS,
    SUBSTANCE_LENGTH,
    TITLE_LENGTH,
)
from shanyraq.domains.petitions.states import TerritoryKind
from shanyraq.kernel.languages import LANGUAGES
from shanyraq.platform.files.fields import CheckedFileField

LONGEST_REASON: Final = 3_000
_PROPOSAL: Final = re.compile(r"proposal-([1-9][0-9]{0,2})")
READ_PROPOSALS: Final = 3 * MOST_PROPOSALS
"""So many fields of proposals are read of one request; more can only be an accident."""


class WrittenField(forms.CharField):
    """A text as it is kept. The browser cuts nothing off; a script counts its characters."""

    def __init__(self, *, lengths: range, rows: int = 1, **options: Any) -> None:
        self.lengths = lengths
        widget = forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput()
        most = lengths.stop - 1
        super().__init__(max_length=most, widget=widget, strip=False, **options)
        self.widget.attrs |= {"data-most": most, "data-least": lengths.start}
        self.widget.attrs.pop("maxlength", None)

    def to_python(self, value: Any) -> str:
        return cleaned(str(value)) if value not in self.empty_values else ""


class StepForm(forms.Form):
    """One step of the writing; ``names`` are the parts of a draft that it keeps."""

    names: ClassVar[tuple[str, ...]] = ()
    required_css_class = ""

    def __init__(self, data: Mapping[str, Any] | None = None, *, petition: Petition) -> None:
        super().__init__(data, initial={name: stored(petition, name) for name in self.names})
        language = LANGUAGES.get(petition.language)
        for field in self.fields.values():
            if isinstance(field, WrittenField) and language is not None:
                field.widget.attrs |= {"lang": language.bcp47, "dir": "auto"}

    def values(self) -> dict[str, Any]:
        """What a valid form says, by the names of ``DraftTexts``."""
        return {name: self.cleaned_data[name] for name in self.names}

    def told(self) -> dict[str, Any]:
        """The same in a form that can be compared with what is stored."""
        return {name: getattr(value, "pk", value) for name, value in self.values().items()}


def stored(petition: Petition, name: str) -> Any:
    """A part of a draft as a form shows it."""
    if name == "proposals":
        return [each.text for each in petition.proposals.order_by("number")]
    return (
        getattr(petition, f"{name}_id") if name in {"body", "topic", "residence"} else getattr(petition, name)
    )


class TitleForm(StepForm):
    """What is asked for, in a sentence, and the language that the petition is written in."""

    names = ("language", "title")
    title = WrittenField(
        label=_("Title"),
        required=False,
        lengths=TITLE_LENGTH,
        rows=2,
        help_text=_("One sentence that says what should be done, for example: “Build a library in Aksu”."),
    )
    language = forms.ChoiceField(
        label=_("Language of the petition"),
        choices=LANGUAGE_CHOICES,
        help_text=_("Kazakh and Russian reach most readers. The text is never translated without you."),
    )


class AddresseeForm(StepForm):
    """Whom it is addressed to, what it is about, where the initiator lives."""

    names = ("body", "topic", "residence")
    body: Any = forms.ModelChoiceField(
        label=_("Addressee"),
        queryset=None,
        required=False,
        empty_label=_("Choose an addressee"),
        help_text=_(
            "Who can decide it. What concerns one district belongs to its akimat or maslikhat, "
            "what concerns the country to a ministry or the Government."
        ),
    )
    topic: Any = forms.ModelChoiceField(
        label=_("Topic"), queryset=Topic.objects.all(), required=False, empty_label=_("Choose a topic")
    )
    residence: Any = forms.ModelChoiceField(
        label=_("Where you live"),
        queryset=Territory.objects.filter(kind=TerritoryKind.REGION),
        required=False,
        empty_label=_("Choose a region or city"),
        help_text=_("The law asks for it. It is not published."),
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, petition: Petition, territory: str = ""
    ) -> None:
        super().__init__(data, petition=petition)
        offered = Body.objects.filter(Q(is_open=True) | Q(pk=petition.body_id or 0))
        field: Any = self.fields["body"]
        field.queryset = offered.select_related("territory")
        field.choices = [("", field.empty_label), *_by_territory(offered, territory, petition.body_id)]


def _by_territory(offered: Any, territory: str, chosen: int | None) -> Iterator[tuple[str, list[Any]]]:
    """Addressees grouped by their territory; of one territory when it was asked for."""
    groups: dict[str, list[tuple[int, str]]] = {}
    for body in offered.select_related("territory").order_by("territory__code", "slug"):
        if not territory or territory in {body.territory_id, body.territory.parent_id} or body.pk == chosen:
            groups.setdefault(str(body.territory), []).append((body.pk, str(body)))
    yield from groups.items()


class SubstanceForm(StepForm):
    """What is wrong."""

    names = ("substance",)
    substance = WrittenField(
        label=_("What it is about"),
        required=False,
        lengths=SUBSTANCE_LENGTH,
        rows=10,
        help_text=_("Say what is wrong, where, since when, and whom it concerns. Short sentences help."),
    )


class ArgumentsForm(StepForm):
    """Why it should be changed."""

    names = ("arguments",)
    arguments = WrittenField(
        label=_("Arguments"),
        required=False,
        lengths=ARGUMENTS_LENGTH,
        rows=14,
        help_text=_(
            "Give facts, figures and where they come from. Name laws if you know them; you need not."
        ),
    )


class ProposalsForm(StepForm):
    """Proposals in their order, one field each, and an empty one for the next."""

    names = ("proposals",)

    def __init__(self, data: Mapping[str, Any] | None = None, *, petition: Petition) -> None:
        texts = typed_proposals(data) if data is not None else stored(petition, "proposals")
        self.texts = [*texts, ""] if not texts or (texts[-1] and len(texts) < MOST_PROPOSALS) else list(texts)
        bound = {f"proposal-{number}": text for number, text in enumerate(self.texts, 1)}
        super().__init__(bound if data is not None else None, petition=petition)
        language = LANGUAGES.get(petition.language)
        for number, text in enumerate(self.texts, 1):
            field = WrittenField(
                label=_("Proposal %(number)d") % {"number": number},
                required=False,
                lengths=range(1, PROPOSAL_LENGTH + 1),
                rows=4,
                initial=text,
            )
            field.widget.attrs |= {"lang": language.bcp47 if language else "", "dir": "auto"}
            self.fields[f"proposal-{number}"] = field

    def clean(self) -> dict[str, Any]:
        if len(self._written()) > MOST_PROPOSALS:
            most = {"most": MOST_PROPOSALS}
            self.add_error(None, _("Write at least one proposal and at most %(most)d.") % most)
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        return {"proposals": self._written()}

    def _written(self) -> list[str]:
        fields = (f"proposal-{number}" for number in range(1, len(self.texts) + 1))
        return [text for name in fields if (text := self.cleaned_data.get(name))]


def typed_proposals(data: Mapping[str, str]) -> list[str]:
    """The proposals of a request in the order of their fields, rearranged as its button asks, without those
    that are empty at the end.
    """
    names = sorted((int(found[1]), name) for name in data if (found := _PROPOSAL.fullmatch(name)))
    texts = [data[name] for _number, name in names[:READ_PROPOSALS]]
    texts = rearranged(texts, data.get("do", ""))
    while texts and not texts[-1].strip():
        texts.pop()
    return texts


def rearranged(texts: Sequence[str], wish: str) -> list[str]:
    """The texts after ``remove-3``, ``up-3`` or ``down-3`` (counted from one); as they are for all else."""
    moved = list(texts)
    verb, _dash, number = wish.partition("-")
    place = int(number) - 1 if number.isdecimal() and len(number) < 4 else -1
    if not 0 <= place < len(moved):
        return moved
    if verb == "remove":
        del moved[place]
    other = {"up": place - 1, "down": place + 1}.get(verb, -1)
    if 0 <= other < len(moved):
        moved[place], moved[other] = moved[other], moved[place]
    return moved


class FileForm(forms.Form):
    """A file that supports the petition."""

    file = CheckedFileField(
        label=_("File"),
        kinds=ATTACHMENT_KINDS,
        max_bytes=LARGEST_ATTACHMENT,
        help_text=_("PDF, DOCX, ODT, TXT or a picture, up to 20 MB."),
    )
    name = forms.CharField(
        label=_("What readers see as its name"),
        required=False,
        max_length=120,
        help_text=_("For example: “Letter of the school”. Left empty, the name of the file is shown."),
    )


class ReasonForm(forms.Form):
    """Why, in the person's own words."""

    def __init__(
        self, *args: Any, label: Any, help_text: Any = "", required: bool = True, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["reason"] = WrittenField(
            label=label, help_text=help_text, required=required, lengths=range(1, LONGEST_REASON + 1), rows=5
        )
        self.fields["reason"].widget.attrs["dir"] = "auto"
