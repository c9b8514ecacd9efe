"""Sound and film, always from our own host."""

from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock, StructBlockValidationError, TextBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

AUDIO = {".mp3", ".ogg", ".wav"}
VIDEO = {".mp4", ".webm"}
CAPTIONS = {".vtt"}


def wrong_ending(attachment: Any, endings: set[str]) -> ValidationError | None:
    """The error for a file whose name does not end as it must, ``None`` for a right one or none at all."""
    if attachment is None or PurePosixPath(attachment.filename).suffix.lower() in endings:
        return None
    return ValidationError(
        _("Choose a file that ends with: %(endings)s"), params={"endings": ", ".join(sorted(endings))}
    )


class _RecordingBlock(StructBlock):
    """Checks the endings of the files in ``endings`` (field name → allowed endings)."""

    endings: dict[str, set[str]] = {}

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        checked = {name: wrong_ending(cleaned.get(name), allowed) for name, allowed in self.endings.items()}
        errors = {name: error for name, error in checked.items() if error}
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return cleaned


class AudioBlock(_RecordingBlock):
    """A sound recording; without its transcript a deaf reader would have nothing, so it is required."""

    endings = {"file": AUDIO}

    title = CharBlock(label=_("Title"))
    file = DocumentChooserBlock(label=_("File"))
    transcript = TextBlock(label=_("Transcript"))
    credit = CharBlock(label=_("Credit"), required=False)

    class Meta:
        icon = "media"
        label = _("Audio")
        template = "portal/blocks/audio.html"


class VideoBlock(_RecordingBlock):
    """A film with captions (WebVTT) in the page's language."""

    endings = {"file": VIDEO, "captions": CAPTIONS}

    title = CharBlock(label=_("Title"))
    file = DocumentChooserBlock(label=_("File"))
    captions = DocumentChooserBlock(label=_("Captions (VTT)"))
    poster = ImageChooserBlock(label=_("Picture before it plays"), required=False)
    transcript = TextBlock(label=_("Transcript"), required=False)
    credit = CharBlock(label=_("Credit"), required=False)

    class Meta:
        icon = "media"
        label = _("Video")
        template = "portal/blocks/video.html"
