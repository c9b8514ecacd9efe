"""Several checked files at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from shanyraq.platform.files.checks import CheckedFile
from shanyraq.platform.files.fields import clean_upload
from shanyraq.platform.files.formats import FORMATS
from shanyraq.platform.files.pictures import MOST_PIXELS


class SeveralFilesInput(forms.ClearableFileInput):
    """An input of the browser that takes more than one file."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Uploads of certain *kinds*; cleaned to a list of ``CheckedFile``. Each error names its file."""

    def __init__(
        self,
        *,
        kinds: tuple[str, ...],
        max_bytes: int,
        most: int,
        max_pixels: int = MOST_PIXELS,
        **options: Any,
    ) -> None:
        self.kinds, self.max_bytes, self.most, self.max_pixels = kinds, max_bytes, most, max_pixels
        options.setdefault("widget", SeveralFilesInput())
        super().__init__(**options)

    def clean(self, data: Any, initial: Any = None) -> list[CheckedFile]:
        given = [each for each in (data if isinstance(data, list | tuple) else [data]) if each]
        if not given:
            super().clean(None, initial)
            return []
        if len(given) > self.most:
            text = self.error_messages.get("too_many", "")
            raise ValidationError(text or f"> {self.most}", code="too_many")
        errors, checked = [], []
        for each in given:
            name = str(each.name)[:80]
            try:
                checked.append(self._checked(each))
            except ValidationError as error:
                errors += [ValidationError(f"{name}: {text}", code="file") for text in error.messages]
        if errors:
            raise ValidationError(errors)
        return checked

    def _checked(self, upload: Any) -> CheckedFile:
        return clean_upload(upload, kinds=self.kinds, max_bytes=self.max_bytes, max_pixels=self.max_pixels)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        names = (extension for one in FORMATS if one.kind in self.kinds for extension in one.extensions)
        accept = ",".join(f".{extension}" for extension in names)
        return super().widget_attrs(widget) | {"accept": accept, "data-max-bytes": str(self.max_bytes)}
