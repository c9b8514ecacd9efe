"""Form fields and forms that let only checked files through."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from shanyraq.kernel.errors import Refusal
from shanyraq.platform.files.checks import CheckedFile, check_upload
from shanyraq.platform.files.formats import FORMATS
from shanyraq.platform.files.pictures import MOST_PIXELS


class CheckedFileField(forms.FileField):
    """An upload of certain *kinds* of at most *max_bytes*. The cleaned file has the safe name and the right
    content type, and ``checked`` (a ``CheckedFile``).
    """

    def __init__(
        self, *, kinds: Collection[str], max_bytes: int, max_pixels: int = MOST_PIXELS, **options: Any
    ) -> None:
        self.kinds = tuple(kinds)
        self.max_bytes = max_bytes
        self.max_pixels = max_pixels
        super().__init__(**options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        cleaned = super().clean(data, initial)
        if isinstance(cleaned, UploadedFile):
            clean_upload(cleaned, kinds=self.kinds, max_bytes=self.max_bytes, max_pixels=self.max_pixels)
        return cleaned

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        extensions = (extension for one in FORMATS if one.kind in self.kinds for extension in one.extensions)
        accept = ",".join(f".{extension}" for extension in extensions)
        return super().widget_attrs(widget) | {"accept": accept, "data-max-bytes": str(self.max_bytes)}


def clean_upload(
    upload: Any, *, kinds: Collection[str], max_bytes: int, max_pixels: int = MOST_PIXELS
) -> CheckedFile:
    """Check *upload* and give it its safe name; refusals become errors of a form.

    :raises ValidationError: with the refusal's message and code.
    """
    try:
        checked = check_upload(upload, kinds=kinds, max_bytes=max_bytes, max_pixels=max_pixels)
    except Refusal as refusal:
        raise ValidationError(refusal.message, code=refusal.code) from refusal
    upload.name, upload.content_type, upload.checked = checked.name, checked.mime, checked
    return checked
