"""Bodies of requests are bounded: by what they announce, and by what really arrives."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.module_loading import import_string

STOPPED = "shanyraq.upload_stopped"


def largest_upload(request: HttpRequest) -> int:
    """The most bytes this person may send in one request."""
    user = getattr(request, "user", None)
    is_staff = user is not None and user.is_authenticated and (user.is_staff or _is_trusted(user))
    return settings.FILES_LARGEST_UPLOAD_OF_STAFF if is_staff else settings.FILES_LARGEST_UPLOAD


def _is_trusted(user: Any) -> bool:
    """Whether a room vouches for somebody who is no staff of the ministry (librarians, keepers)."""
    return any(import_string(path)(user) for path in settings.FILES_TRUSTED_UPLOADERS)


class BoundedUploadHandler(FileUploadHandler):
    """Stands first among the upload handlers and ends reading when more arrives than is allowed."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._received = 0
        self._most: int | None = None

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002 - Django's signature
        if self._most is None:
            self._most = largest_upload(self.request) if self.request else settings.FILES_LARGEST_UPLOAD
        self._received += len(raw_data)
        if self._received > self._most:
            if self.request is not None:
                self.request.META[STOPPED] = True
            raise StopUpload(connection_reset=True)
        return raw_data

    def file_complete(self, file_size: int) -> Any:  # noqa: ARG002 - the next handler keeps the file
        return None


class BoundedUploads:
    """Middleware, after authentication: answers 413 to a body that is announced, or turns out, too large.

    An announced one is refused before a byte of it is read.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if _announced(request) > settings.FILES_LARGEST_UPLOAD and _announced(request) > largest_upload(
            request
        ):
            return _refuse(request)
        response = self._get_response(request)
        return _refuse(request) if request.META.get(STOPPED) else response


def _announced(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _refuse(request: HttpRequest) -> HttpResponseBase:
    page = import_string(settings.FILES_ERROR_PAGE)
    response: HttpResponseBase = page(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return response
