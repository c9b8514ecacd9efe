"""One round of editing: what was typed is read, checked, previewed or saved, and never lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from shanyraq.domains.library.catalogue.actions.records import (
    Written,
    change_record,
    create_record,
    version_of,
)
from shanyraq.domains.library.catalogue.editing.grid import Problem, from_text, to_text
from shanyraq.domains.library.catalogue.editing.plain import changed, values_of
from shanyraq.domains.library.catalogue.editing.rules import problems_of
from shanyraq.domains.library.catalogue.exports.marc.originals import made_record, own_record
from shanyraq.domains.library.catalogue.formats.record import Field, MarcRecord
from shanyraq.domains.library.catalogue.models import Edition, MappingProfile, Record
from shanyraq.domains.library.catalogue.queries.facts import facts_of, makers_of
from shanyraq.domains.library.catalogue.queries.profiles import mapper_of
from shanyraq.domains.library.catalogue.queries.shown import ShownEdition
from shanyraq.domains.library.catalogue.web.records.forms import GridForm, PlainForm
from shanyraq.domains.library.network.models import Library
from shanyraq.kernel.errors import Refusal

LEADERS: Final = {"marc21": "00000nam a2200000 i 4500", "unimarc": "00000nam0 2200000   450 "}
_EMPTY: Final = {"marc21": ("245", "00"), "unimarc": ("200", "1 ")}


@dataclass(slots=True)
class Editing:
    """What is edited: a record of a library, or a new one where ``record`` is None."""

    request: HttpRequest
    library: Library
    profile: MappingProfile
    record: Record | None = None

    def respond(self) -> HttpResponse:
        """The page, or the way back to the record after it was saved."""
        is_plain = self.request.GET.get("view") == "plain"
        if self.request.method == "POST" and "grid" in self.request.POST and "open" in self.request.POST:
            return self._show(GridForm({"grid": self.request.POST["grid"][:200_000], "seen": ""}), [])
        form = self._form(is_plain)
        if self.request.method != "POST" or not form.is_valid():
            return self._show(form, [])
        marc, problems = self._read(form)
        problems += problems_of(marc, self.flavour)
        has_errors = any(each.is_error for each in problems)
        if has_errors or "preview" in self.request.POST:
            return self._show(form, problems, marc)
        try:
            saved = self._save(marc, form.cleaned_data["seen"])
        except Refusal as refusal:
            return self._show(form, [*problems, Problem(0, refusal.field or "", refusal.message)], marc)
        messages.success(self.request, _("The record is saved."))
        return redirect("library_catalogue:record", saved.pk)

    @property
    def flavour(self) -> str:
        """marc21 or unimarc."""
        return "unimarc" if self.profile.flavour == "unimarc" else "marc21"

    @staticmethod
    def offered(marc: MarcRecord) -> dict[str, str]:
        """A record of another library as a page offers it: its text, without numbers that are not ours."""
        title = marc.first("245") or marc.first("200")
        own = [each for each in marc.fields if each.tag not in {"001", "003", "005"} and each.tag[:1] != "9"]
        return {
            "title": " ".join(text for _code, text in title.subfields) if title else "",
            "grid": to_text(MarcRecord(marc.leader, [Field("001", "", [], ""), *own])),
        }

    def current(self) -> MarcRecord:
        """The record as it is: its own bytes, else what its description makes, else an empty one."""
        if self.record is None:
            tag, indicators = _EMPTY[self.flavour]
            return MarcRecord(
                LEADERS[self.flavour], [Field("001", "", [], ""), Field(tag, indicators, [("a", "")])]
            )
        record = self.record
        own = own_record(bytes(record.original), form=record.format, encoding=record.encoding)
        return own or made_record(
            self.flavour, record.described, number=record.control_number, changed_at=record.changed_at
        )

    def _form(self, is_plain: bool) -> Form:  # noqa: FBT001 -- one of two views
        posted = self.request.POST if self.request.method == "POST" else None
        seen = version_of(self.record) if self.record else ""
        if is_plain:
            return PlainForm(posted, initial={**values_of(self.current(), self.flavour), "seen": seen})
        return GridForm(posted, initial={"grid": to_text(self.current()), "seen": seen})

    def _read(self, form: Form) -> tuple[MarcRecord, list[Problem]]:
        if isinstance(form, GridForm):
            return from_text(form.cleaned_data["grid"])
        values = {name: value for name, value in form.cleaned_data.items() if name != "seen"}
        return changed(self.current(), self.flavour, values), []

    def _save(self, marc: MarcRecord, seen: str) -> Record:
        written, now = Written(marc, self.profile), timezone.now()
        if self.record is None:
            return create_record(library=self.library, written=written, actor=self.request.user, at=now)
        return change_record(record=self.record, written=written, seen=seen, actor=self.request.user, at=now)

    def _show(self, form: Form, problems: list[Problem], marc: MarcRecord | None = None) -> HttpResponse:
        context: dict[str, Any] = {
            "form": form,
            "record": self.record,
            "library": self.library,
            "profile": self.profile,
            "is_plain": isinstance(form, PlainForm),
            "problems": problems,
            "preview": self._preview(marc) if marc is not None else None,
            "action": self._action(),
        }
        status = 422 if any(each.is_error for each in problems) else 200
        return render(self.request, "library/catalogue/records/edit.html", context, status=status)

    def _action(self) -> str:
        """Where the form goes: here, or for a new record to the page that knows its library and format."""
        if self.record is not None:
            return f"?{self.request.GET.urlencode()}"
        query = urlencode({"library": self.library.pk, "profile": self.profile.pk})
        view = "&view=plain" if self.request.GET.get("view") == "plain" else ""
        return f"{reverse('library_catalogue:record_new')}?{query}{view}"

    def _preview(self, marc: MarcRecord) -> dict[str, Any]:
        told = mapper_of(self.profile).read(marc).description
        language = told.languages[0] if told.languages else ""
        edition = Edition(title=told.title.text, kind=told.kind, language=language, year=told.year)
        edition.description = told.to_json()
        shown = ShownEdition(edition)
        return {"edition": shown, "makers": makers_of(told), "facts": facts_of(shown)}
