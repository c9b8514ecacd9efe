"""The forms by which editors add pictures and documents in Wagtail's admin, with our checks."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from shanyraq.platform.files.fields import clean_upload


class _CheckedUpload:
    kinds: ClassVar[tuple[str, ...]] = ()
    cleaned_data: dict[str, Any]

    def max_bytes(self) -> int:
        return settings.FILES_LARGEST_UPLOAD_OF_STAFF

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile):
            clean_upload(file, kinds=self.kinds, max_bytes=self.max_bytes())
        return file


class CheckedPictureForm(_CheckedUpload, BaseImageForm):
    kinds = ("picture",)

    def max_bytes(self) -> int:
        return settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE


class CheckedAttachmentForm(_CheckedUpload, BaseDocumentForm):
    kinds = ("document", "table", "audio", "video", "captions", "track", "archive")
