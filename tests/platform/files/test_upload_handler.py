import io

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory

from shanyraq.platform.files.upload_handler import BoundedUploads

BOUNDARY = "felt"


class Body(io.RawIOBase):
    """An endless upload that counts what is read of it."""

    def __init__(self, size):
        disposition = 'Content-Disposition: form-data; name="f"; filename="f.mp4"'
        self.head = f"--{BOUNDARY}\r\n{disposition}\r\n\r\n".encode()
        self.tail = f"\r\n--{BOUNDARY}--\r\n".encode()
        self.left = size
        self.read_bytes = 0

    def read(self, size=-1):
        if self.head:
            block, self.head = self.head, b""
            return block
        block = b"x" * min(size if size > 0 else 65536, self.left)
        self.left -= len(block)
        if not block and self.tail:
            block, self.tail = self.tail, b""
        self.read_bytes += len(block)
        return block


@pytest.fixture
def small(settings):
    settings.FILES_LARGEST_UPLOAD = 1_000_000
    settings.FILES_LARGEST_UPLOAD_OF_STAFF = 5_000_000


def send(body, length, user=None):
    request = RequestFactory().post("/ru/", content_type=f"multipart/form-data; boundary={BOUNDARY}")
    request.META["CONTENT_LENGTH"] = str(length)
    request.META["wsgi.input"] = request.environ["wsgi.input"] = body
    request._stream = body
    request.user = user or AnonymousUser()
    seen = []

    def view(request):
        seen.append(len(request.FILES))
        return HttpResponse("done")

    return BoundedUploads(view)(request), seen


def test_announced_upload_of_three_gigabytes_is_refused_before_a_byte_is_read(small):
    body = Body(3 * 1024**3)
    response, seen = send(body, 3 * 1024**3)
    assert (response.status_code, body.read_bytes, seen) == (413, 0, [])
    assert response.content.decode().count("<html") == 1


def test_upload_that_turns_out_larger_than_announced_is_stopped_while_it_streams(small):
    body = Body(3 * 1024**3)
    response, _ = send(body, 900_000)
    assert response.status_code == 413
    assert body.read_bytes < 2_000_000


def test_upload_within_the_bound_goes_on(small):
    response, seen = send(Body(0), 900)
    assert (response.status_code, seen) == (200, [1])


def test_staff_may_send_more(small, db):
    staff = get_user_model()(email="a@example.org", is_staff=True)
    assert send(Body(0), 4_000_000, staff)[0].status_code == 200
    assert send(Body(0), 6_000_000, staff)[0].status_code == 413


def test_malformed_length_is_read_as_none(small):
    assert send(Body(0), "many")[0].status_code == 200
