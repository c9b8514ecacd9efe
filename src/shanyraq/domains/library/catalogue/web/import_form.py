"""The form by which librarians bring a file of records."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.catalogue.formats.encodings import AUTO, ENCODINGS
from shanyraq.domains.library.catalogue.formats.reading import HEAD_BYTES, recognise
from shanyraq.domains.library.catalogue.formats.record import NotMarc
from shanyraq.domains.library.catalogue.models import MappingProfile
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.files.antivirus import scan


class ImportForm(forms.Form):
    """A file, how to read it, and how far to go."""

    file = forms.FileField(label=_("File of records"), help_text=_("ISO 2709 or MARCXML"))
    profile = forms.ModelChoiceField(MappingProfile.objects.all(), label=_("Mapping profile"))
    encoding = forms.ChoiceField(
        label=_("Encoding"),
        choices=[(name, _("as the records say") if name == AUTO else name.upper()) for name in ENCODINGS],
        initial=AUTO,
    )
    is_dry_run = forms.BooleanField(
        label=_("Only try: store nothing but the report"), required=False, initial=True
    )
    is_full = forms.BooleanField(
        label=_("The file is the whole catalogue: delete records that are not in it"), required=False
    )

    def clean_file(self) -> Any:
        """:raises ValidationError: for a file without MARC records, an infected or too large one."""
        file = self.cleaned_data["file"]
        if file.size > settings.FILES_LARGEST_UPLOAD_OF_STAFF:
            raise ValidationError(
                _("The file is too large. Import it at the command line."), code="too_large"
            )
        try:
            recognise(file.read(HEAD_BYTES))
            scan(file)
        except NotMarc as wrong:
            raise ValidationError(explained(wrong.code), code=wrong.code) from None
        except Refusal as refusal:
            raise ValidationError(refusal.message, code=refusal.code) from None
        file.seek(0)
        return file


def explained(code: str) -> Any:
    """What a code of a report means, for people; an unknown code itself."""
    return MEANINGS.get(code, code)


MEANINGS = {
    "empty": _("The file is empty."),
    "not_marc": _("There is no MARC record in this file."),
    "file_gone": _("The uploaded file is no longer there. Upload it again."),
    "internal": _("A fault of the platform; what was stored before it is kept."),
    "not_swept": _("Nothing was deleted: a record without a readable number might be one of those missing."),
    "unreachable": _("The repository does not answer."),
    "oai": _("The repository refuses the request."),
    "garbage": _("Between records stands something that is none."),
    "truncated": _("The record is cut off."),
    "directory": _("The directory of the record does not fit its fields."),
    "encoding": _("The bytes do not fit the encoding."),
    "too_long": _("The record is too long."),
    "xml": _("The record is not well-formed XML."),
    "profile": _("The profile cannot read this record."),
    "repeated_number": _("An earlier record in this file has the same number."),
    "number_too_long": _("A number is too long."),
    "no_control_number": _("The record has no number; it is kept under a digest of its bytes."),
    "unknown_deleted": _("A deletion of a record that was never here."),
    "not_in_file": _("The record is not in the file of the whole catalogue."),
    "unknown_branch": _("The copy names a branch that the library does not have."),
    "barcode_taken": _("Another item has this bar code."),
    "inventory_number_taken": _("Another item of the branch has this inventory number."),
    "wrong_length": _("The length in the leader is wrong."),
    "no_terminator": _("The record terminator is missing."),
    "wrong_directory": _("The directory was wrong; fields were told by their terminators."),
    "bad_bytes": _("Some bytes are no letters in this encoding."),
    "twice_encoded": _("The text was encoded in UTF-8 twice; this was undone."),
    "repaired_xml": _("Forbidden signs in the XML were mended."),
    "isbn": _("An ISBN is wrong."),
    "issn": _("An ISSN is wrong."),
    "no_title": _("The record has no title."),
}
