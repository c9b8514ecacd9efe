"""The forms by which editors add pictures and documents in Wagtail's admin, with our checks."""

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from shanyraq.platform.files.fields import clean_upload

ATTACHMENT_KINDS = ("document", "table", "audio", "video", "captions", "track", "archive")


class CheckedPictureField(WagtailImageField):
    """Our checks come first: Wagtail's own open the file, and a damaged one breaks them."""

    def to_python(self, data: Any) -> Any:
        if isinstance(data, UploadedFile):
            clean_upload(data, kinds=("picture",), max_bytes=settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
            data.seek(0)
        return super().to_python(data)


class CheckedPictureForm(BaseImageForm):
    """A picture that is one."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        made = self.fields.get("file")
        if made is not None:
            self.fields["file"] = CheckedPictureField(
                label=made.label, required=made.required, widget=made.widget, initial=made.initial
            )


class CheckedAttachmentForm(BaseDocumentForm):
    """A document of a kind that readers may get."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile):
            clean_upload(file, kinds=ATTACHMENT_KINDS, max_bytes=settings.FILES_LARGEST_UPLOAD_OF_STAFF)
        return file
