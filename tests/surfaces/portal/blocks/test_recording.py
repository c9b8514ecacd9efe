"""Sound and film."""

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from wagtail.blocks import StructBlockValidationError

from shanyraq.surfaces.portal.blocks.recording import AudioBlock, VideoBlock
from shanyraq.surfaces.portal.models import Attachment
from tests.factories.portal import AttachmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def attachment(name: str) -> Attachment:
    return AttachmentFactory(title=name, file=ContentFile(b"content", name=name))


def test_audio_needs_a_transcript() -> None:
    with pytest.raises(StructBlockValidationError) as refused:
        AudioBlock().clean({"title": "Kui", "file": attachment("kui.mp3"), "transcript": "", "credit": ""})

    assert list(refused.value.block_errors) == ["transcript"]


def test_video_needs_captions_of_the_right_kind() -> None:
    values = {
        "title": "Film",
        "file": attachment("film.webm"),
        "captions": attachment("film.mp4"),
        "poster": None,
        "transcript": "",
        "credit": "",
    }
    with pytest.raises(StructBlockValidationError) as refused:
        VideoBlock().clean(values)
    assert list(refused.value.block_errors) == ["captions"]

    assert VideoBlock().clean(values | {"captions": attachment("film.vtt")})["title"] == "Film"


def test_picture_as_audio_is_refused_with_the_remedy() -> None:
    with pytest.raises(StructBlockValidationError) as refused:
        AudioBlock().clean(
            {"title": "Kui", "file": attachment("kui.png"), "transcript": "Words", "credit": ""}
        )

    error = refused.value.block_errors["file"]
    assert isinstance(error, ValidationError)
    assert error.messages == ["Choose a file that ends with: .mp3, .ogg, .wav"]
