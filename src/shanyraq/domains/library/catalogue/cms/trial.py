"""Trying a profile on a few records."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.catalogue.formats.reading import read, recognise
from shanyraq.domains.library.catalogue.formats.record import MarcRecord, NotMarc, SourceRecord
from shanyraq.domains.library.catalogue.models import MappingProfile
from shanyraq.domains.library.catalogue.profiles.mapping import Mapper
from shanyraq.domains.library.catalogue.profiles.stored import as_json
from shanyraq.domains.library.catalogue.queries.profiles import mapper_of
from shanyraq.domains.library.catalogue.web.import_form import explained

SAMPLES: Final = 5
MOST_BYTES: Final = 2 * 1024 * 1024


class SampleForm(forms.Form):
    """A file of a few records, or its text."""

    file = forms.FileField(label=_("File of records"), required=False)
    text = forms.CharField(
        label=_("or the text of a MARCXML record"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "ltr", "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        given = cleaned.get("file")
        content = given.read(MOST_BYTES) if given else cleaned.get("text", "").encode()
        try:
            recognise(content)
        except NotMarc as wrong:
            raise ValidationError(explained(wrong.code), code=wrong.code) from None
        cleaned["content"] = content
        return cleaned


@dataclass(frozen=True, slots=True)
class Sample:
    """A record as lines of MARC, and what the profile reads out of it."""

    ordinal: int
    lines: list[str]
    description: str
    control_number: str
    messages: list[tuple[Any, str]]


def tried(profile: MappingProfile, form: SampleForm) -> list[Sample]:
    """The first records of a valid form."""
    mapper = mapper_of(profile)
    sources = read(io.BytesIO(form.cleaned_data["content"]), encoding=mapper.encoding)
    return [_sample(mapper, source) for source in islice(sources, SAMPLES)]


def _sample(mapper: Mapper, source: SourceRecord) -> Sample:
    if source.record is None:
        return Sample(source.ordinal, [], "", "", [(explained(source.error), "")])
    mapped = mapper.read(source.record)
    found = [(code, "") for code in source.warnings] + list(mapped.warnings)
    return Sample(
        source.ordinal,
        lines_of(source.record),
        json.dumps(as_json(mapped.description), ensure_ascii=False, indent=2),
        mapped.control_number,
        [(explained(code), text) for code, text in found],
    )


def lines_of(record: MarcRecord) -> list[str]:
    """The record as cataloguers write it: tag, indicators, subfields after a dollar."""
    lines = [f"LDR {record.leader}"]
    for field in record.fields:
        inner = field.value or "".join(f"${code}{text}" for code, text in field.subfields)
        lines.append(
            f"{field.tag} {field.indicators.replace(' ', '#')} {inner}"
            if field.indicators
            else f"{field.tag} {inner}"
        )
    return lines
