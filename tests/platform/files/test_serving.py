import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import Http404
from django.test import RequestFactory
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from shanyraq.platform.files.serving import serve_media
from tests.platform.files import samples


@pytest.fixture
def stored(settings, tmp_path, db):
    settings.MEDIA_ROOT = tmp_path

    def store(name, content):
        return default_storage.save(name, ContentFile(content))

    return store


def ask(path, method="get", **headers):
    request = getattr(RequestFactory(), method)("/media/" + path, **headers)
    response = serve_media(request, path)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    response.close()
    return response, body


@pytest.mark.parametrize(
    ("name", "mime"),
    [("a.png", "image/png"), ("a.mp3", "audio/mpeg"), ("a.webm", "video/webm"), ("a.vtt", "text/vtt")],
)
def test_pictures_and_sound_open_in_place(stored, name, mime):
    response, body = ask(stored(name, b"content"))
    assert (response["Content-Type"], body) == (mime, b"content")
    assert response["Content-Disposition"].startswith("inline")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize(
    ("name", "mime"),
    [
        ("a.html", "application/octet-stream"),
        ("a.svg", "application/octet-stream"),
        ("a.xhtml", "application/octet-stream"),
        ("a.xml", "application/octet-stream"),
        ("noname", "application/octet-stream"),
        ("a.pdf", "application/pdf"),
        ("a.csv", "text/csv"),
    ],
)
def test_everything_else_is_downloaded(stored, name, mime):
    response, _ = ask(stored(name, b"<script>alert(1)</script>"))
    assert response["Content-Type"] == mime
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("asked", "status", "part", "content_range"),
    [
        ("bytes=2-4", 206, b"234", "bytes 2-4/10"),
        ("bytes=7-", 206, b"789", "bytes 7-9/10"),
        ("bytes=-2", 206, b"89", "bytes 8-9/10"),
        ("bytes=5-500", 206, b"56789", "bytes 5-9/10"),
        ("bytes=10-", 416, b"", "bytes */10"),
        ("bytes=4-2", 416, b"", "bytes */10"),
        ("bytes=-0", 416, b"", "bytes */10"),
        ("bytes=0-1,3-4", 200, b"0123456789", None),
        ("lines=1-2", 200, b"0123456789", None),
    ],
)
def test_part_of_a_film_is_served(stored, asked, status, part, content_range):
    response, body = ask(stored("a.mp4", b"0123456789"), HTTP_RANGE=asked)
    assert (response.status_code, body, response.get("Content-Range")) == (status, part, content_range)
    if status != 416:
        assert response["Content-Length"] == str(len(part))


def test_unchanged_file_is_not_sent_again(stored):
    name = stored("a.png", b"content")
    etag = ask(name)[0]["ETag"]
    assert ask(name, HTTP_IF_NONE_MATCH=etag)[0].status_code == 304


@pytest.mark.parametrize("path", ["missing.png", "../secret", "documents/a.pdf", "/etc/passwd", "a\0b"])
def test_what_is_not_there_or_not_public_is_not_found(stored, path):
    stored("documents/a.pdf", b"x")
    with pytest.raises(Http404):
        serve_media(RequestFactory().get("/media/"), path)


def test_media_answers_only_to_reading(stored):
    assert ask(stored("a.png", b"x"), "post")[0].status_code == 405


@pytest.fixture
def document(stored):
    collection = Collection.get_first_root_node().add_child(name="Laws")
    file = ContentFile(samples.PDF, name="law.pdf")
    return get_document_model().objects.create(title="Law", file=file, collection=collection)


def test_document_is_downloaded_with_parts(document, client):
    answer = client.get(document.url, headers={"range": "bytes=0-4"})
    assert (answer.status_code, b"".join(answer.streaming_content)) == (206, b"%PDF-")
    assert answer["Content-Disposition"] == f'attachment; filename="{document.filename}"'
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_document_in_a_private_collection_stays_private(document, client):
    CollectionViewRestriction.objects.create(collection=document.collection, restriction_type="login")
    assert client.get(document.url).status_code in {302, 403}
