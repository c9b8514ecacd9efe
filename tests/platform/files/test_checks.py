"""Uploads by content: what is accepted under which name, and what is refused with which code."""

import hashlib
import tracemalloc

import pytest

from shanyraq.kernel.errors import Refusal
from shanyraq.platform.files.checks import check_upload
from shanyraq.platform.files.formats import KINDS
from tests.platform.files import samples

LIMIT = 20 * 1024 * 1024
ALL = KINDS


def check(content, name="file.bin", *, kinds=ALL, **options):
    options.setdefault("max_bytes", LIMIT)
    return check_upload(samples.upload(content, name), kinds=kinds, **options)


def code_of(content, name="file.bin", **options):
    with pytest.raises(Refusal) as refused:
        check(content, name, **options)
    assert str(refused.value)
    return refused.value.code


@pytest.mark.parametrize(
    ("content", "name", "mime"),
    [
        (samples.picture("png"), "a.png", "image/png"),
        (samples.picture("jpg"), "a.JPEG", "image/jpeg"),
        (samples.picture("webp"), "a.webp", "image/webp"),
        (samples.picture("avif"), "a.avif", "image/avif"),
        (samples.moving_picture(), "a.gif", "image/gif"),
        (samples.PDF, "a.pdf", "application/pdf"),
        (samples.word(), "a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (samples.open_document(), "a.odt", "application/vnd.oasis.opendocument.text"),
        (samples.archive(), "a.zip", "application/zip"),
        ("ат;жыл\nОтырар;1\n".encode(), "a.csv", "text/csv"),
        (samples.JSON, "a.json", "application/json"),
        (samples.GPX, "a.gpx", "application/gpx+xml"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nСәлем\n".encode(), "a.vtt", "text/vtt"),
        (b'msgid ""\nmsgstr ""\n', "a.po", "text/x-gettext-translation"),
        (samples.mp3(), "a.mp3", "audio/mpeg"),
        (samples.ogg(), "a.ogg", "audio/ogg"),
        (samples.wav(), "a.wav", "audio/wav"),
        (samples.mp4(), "a.mp4", "video/mp4"),
        (samples.webm(), "a.webm", "video/webm"),
    ],
)
def test_check_upload_tells_the_format_by_content(content, name, mime):
    checked = check(content, name)
    digest = hashlib.sha256(content).hexdigest()
    assert (checked.mime, checked.size, checked.sha256) == (mime, len(content), digest)
    assert checked.name == name.replace("JPEG", "jpeg")
    assert checked.file.read() == content
    # under a lying name it is still what it is (plain text has only its name to be told by)
    if not mime.startswith("text/") and mime not in {"application/json", "application/gpx+xml"}:
        assert check(content, "liar.html").mime == mime


def test_check_upload_measures_pictures():
    checked = check(samples.picture("png", 123, 45), "a.png", kinds=["picture"])
    assert (checked.width, checked.height) == (123, 45)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Отырар қаласы.png", "Отырар_қаласы.png"),
        ("shell.php", "shell.png"),
        ("page.html.png", "page.html.png"),
        ("../../etc/passwd", "passwd.png"),
        ("C:\\Users\\me\\photo.PNG", "photo.png"),
        ('a"b<c>\r\nX: y.png', "a_b_c_X__y.png"),
        ("", "file.png"),
        (".png", "png.png"),
        ("қ" * 300 + ".png", "қ" * 80 + ".png"),
    ],
)
def test_check_upload_gives_a_safe_name_with_the_true_extension(given, kept):
    file = samples.upload(samples.picture())
    file._name = given
    name = check_upload(file, kinds=["picture"], max_bytes=LIMIT).name
    assert name.replace(" ", "_") == kept


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "a.png", "empty"),
        (b"this is no picture", "a.png", "wrong_kind"),
        (b"<svg xmlns='x'><script>alert(1)</script></svg>", "a.svg", "svg"),
        (b"<?xml version='1.0'?><!-- x --><svg/>", "a.png", "svg"),
        (b"<html><script>alert(1)</script>", "a.png", "wrong_kind"),
        (b"<!DOCTYPE html><p>x", "a.csv", "wrong_kind"),
        (b"MZ\x90\x00" + b"\0" * 200, "a.png", "wrong_kind"),
        (samples.bomb(), "a.png", "too_many_pixels"),
        (samples.picture("png")[:-40], "a.png", "damaged"),
        (samples.picture("jpg", 400, 400)[:-200], "a.jpg", "damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 100, "a.png", "damaged"),
        (samples.picture("png") + samples.archive(), "a.png", "hidden_content"),
        (samples.moving_picture() + samples.archive({"evil.class": b"x"}), "a.gif", "hidden_content"),
        (b"GIF89a/*<script>alert(1)</script>*/", "a.gif", "hidden_content"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00%PDF-1.4" + b"\0" * 99, "a.jpg", "hidden_content"),
        (samples.PDF + samples.archive(), "a.pdf", "hidden_content"),
        (samples.word({"word/vbaProject.bin": b"x"}), "a.docx", "macros"),
        (samples.archive({"../up.txt": b"x"}), "a.zip", "unsafe_archive"),
        (samples.archive({"/abs.txt": b"x"}), "a.zip", "unsafe_archive"),
        (samples.archive({"zeros": b"\0" * 50_000_000}), "a.zip", "unsafe_archive"),
        (samples.encrypted_archive(), "a.zip", "unsafe_archive"),
        (samples.archive()[:-30], "a.zip", "damaged"),
        ("Отырар".encode("utf-16"), "a.csv", "damaged"),
        ("Отырар".encode("cp1251"), "a.csv", "damaged"),
        (b'{"a": ', "a.json", "damaged"),
        (b"[" * 100_000, "a.json", "damaged"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><gpx>&a;</gpx>', "a.gpx", "damaged"),
        (b"<kml></kml>", "a.gpx", "damaged"),
        (b"1\n00:01 --> 00:02\nx", "a.vtt", "damaged"),
    ],
)
def test_check_upload_refuses(content, name, code):
    assert code_of(content, name) == code


def test_check_upload_refuses_a_kind_that_was_not_asked_for():
    assert code_of(samples.PDF, "a.pdf", kinds=["picture"]) == "wrong_kind"
    with pytest.raises(Refusal, match="JPG, PNG, WEBP, AVIF, GIF"):
        check(samples.PDF, "a.pdf", kinds=["picture"])


def test_check_upload_refuses_what_is_too_large_before_reading():
    class Huge:
        name, size = "film.mp4", 3 * 1024**3

        def read(self, *_):
            raise AssertionError("read")

        seek = read

    with pytest.raises(Refusal) as refused:
        check_upload(Huge(), kinds=["video"], max_bytes=LIMIT)
    assert refused.value.code == "too_large"


def test_picture_bomb_is_refused_without_its_memory():
    tracemalloc.start()
    assert code_of(samples.bomb()) == "too_many_pixels"
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


def test_moving_picture_is_bounded_in_all_its_frames():
    assert code_of(samples.moving_picture(6), "a.gif", max_pixels=450) == "too_many_pixels"
    assert check(samples.moving_picture(3), "a.gif", max_pixels=450).height == 20


def test_check_upload_knows_its_kinds():
    with pytest.raises(ValueError, match="poem"):
        check(samples.PDF, kinds=["poem"])
