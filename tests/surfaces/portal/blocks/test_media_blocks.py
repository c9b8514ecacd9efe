"""Blocks with pictures, recordings and files: how they show, and that they bear a deletion."""

import json
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from shanyraq.surfaces.portal.models import Attachment, Picture
from tests.factories.portal import AttachmentFactory, NewsPageFactory, PictureFactory

pytestmark = pytest.mark.usefixtures("kept_section")


def item(value: dict[str, Any]) -> dict[str, Any]:
    return {"type": "item", "value": value, "id": str(uuid4())}


@pytest.fixture
def article(section: Any, tmp_path: Path, settings: Any) -> Any:
    """An article with each block that shows something stored."""
    settings.MEDIA_ROOT = tmp_path
    image = PictureFactory().pk
    names = ("tune.wav", "film.webm", "film.vtt", "table.csv")
    tune, film, captions, table = (
        AttachmentFactory(title=name, file=ContentFile(b"content", name=name)).pk for name in names
    )
    picture = {"image": image, "description": "Дала", "credit": "Біз", "caption": "Кеш"}
    said = {"title": "Аты", "transcript": "Сөзі", "credit": "Біз"}
    files = [item({"title": "Кесте", "attachment": table})]
    body = {
        "picture": picture,
        "gallery": {"title": "", "pictures": [item(picture), item(picture)]},
        "audio": {"file": tune, **said},
        "video": {"file": film, "captions": captions, "poster": image, **said},
        "downloads": {"title": "", "files": files},
    }
    blocks = [{"type": kind, "value": value} for kind, value in body.items()]
    return NewsPageFactory(parent=section, slug="all", date=date(2026, 10, 2), body=json.dumps(blocks))


def shown() -> str:
    response = Client().get("/kk/news/all/")
    assert response.status_code == 200
    return response.content.decode()


def test_blocks_show_what_is_stored(article: Any) -> None:
    html = shown()

    assert html.count('alt="Дала"') == 3
    assert html.count('<details class="transcript">') == 2
    for name in ("tune.wav", "film.webm", "film.vtt", "table.csv"):
        assert f"/{name}" in html
    assert 'srclang="kk"' in html


def test_blocks_whose_pictures_and_files_were_deleted_leave_their_words(article: Any) -> None:
    Picture.objects.all().delete()
    Attachment.objects.all().delete()
    html = shown()

    assert "<audio" not in html
    assert "<video" not in html
    assert 'alt="Дала"' not in html
    assert html.count("Сөзі") == 2
