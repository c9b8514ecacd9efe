"""Giving out files that people uploaded, so that none of them can act in our name."""

import re
from collections.abc import Iterator
from datetime import datetime
from posixpath import normpath
from typing import IO, Any

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.documents import get_document_model
from wagtail.documents.models import document_served

from shanyraq.platform.files.formats import BY_EXTENSION

INLINE_KINDS = frozenset({"picture", "audio", "video", "captions"})
UNKNOWN = "application/octet-stream"
DAY = 24 * 60 * 60
ASKED_FOR = ("documents/", "petitions/")
"""Folders of files that may be private: each is asked for at a view that knows who may read it."""
BLOCK_BYTES = 64 * 1024
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


@require_safe
def serve_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """The default storage without what views of their own give out, to those who may have it."""
    if normpath(f"/{path}").lstrip("/").startswith(ASKED_FOR):  # the storage reads `./x` and `a/../x` as `x`
        raise Http404
    try:
        file = default_storage.open(path)
        modified = default_storage.get_modified_time(path)
    except (OSError, SuspiciousFileOperation, ValueError):
        raise Http404 from None
    response = serve_file(request, file, name=path.rpartition("/")[2], modified=modified)
    response["Cache-Control"] = f"public, max-age={DAY}"
    return response


@require_safe
def serve_document(request: HttpRequest, document_id: int, filename: str) -> HttpResponseBase:
    """An editor's document, once Wagtail's hooks (private collections among them) let the reader have it."""
    document = get_object_or_404(get_document_model(), pk=document_id)
    if document.filename != filename:
        raise Http404
    for hook in hooks.get_hooks("before_serve_document"):
        answer = hook(document, request)
        if isinstance(answer, HttpResponseBase):
            return answer
    storage = document.file.storage
    try:
        file, modified = storage.open(document.file.name), storage.get_modified_time(document.file.name)
    except OSError:
        raise Http404 from None
    document_served.send(sender=type(document), instance=document, request=request)
    return serve_file(request, file, name=filename, modified=modified)


def serve_file(request: HttpRequest, file: Any, *, name: str, modified: datetime) -> HttpResponseBase:
    """*file* as an answer: by its name inline or for download, a part of it when asked, 304 when unchanged.

    Only pictures, sound, film and captions open in place. Everything else is downloaded, in a sandbox
    without rights, and nothing is ever guessed from content by the browser.
    """
    size = file.size
    etag = f'"{int(modified.timestamp() * 1000):x}-{size:x}"'
    unchanged = get_conditional_response(request, etag=etag, last_modified=int(modified.timestamp()))
    if unchanged is not None:
        file.close()
        return unchanged
    response = _whole_or_part(request, file, size)
    format_ = BY_EXTENSION.get(name.rpartition(".")[2].lower())
    is_inline = format_ is not None and format_.kind in INLINE_KINDS
    response["Content-Type"] = format_.mime if format_ else UNKNOWN
    disposition = content_disposition_header(not is_inline, name)
    if disposition:
        response["Content-Disposition"] = disposition
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Last-Modified"], response["ETag"] = http_date(modified.timestamp()), etag
    response["Accept-Ranges"] = "bytes"
    return response


def _whole_or_part(request: HttpRequest, file: Any, size: int) -> HttpResponseBase:
    asked = _RANGE.fullmatch(request.headers.get("Range", "").strip())
    if asked is None or not any(asked.groups()):
        return FileResponse(file, headers={"Content-Length": str(size)})
    first, last = _bounds(asked, size)
    if first > last:
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    response = StreamingHttpResponse(_blocks(file, first, last), status=206)
    response["Content-Range"] = f"bytes {first}-{last}/{size}"
    response["Content-Length"] = str(last - first + 1)
    return response


def _bounds(asked: re.Match[str], size: int) -> tuple[int, int]:
    """First and last byte of ``bytes=a-b``, ``bytes=a-`` or ``bytes=-n`` (RFC 9110, 14.1.2)."""
    start, end = asked.groups()
    if not start:
        return max(0, size - int(end)), size - 1 if int(end) else -1
    return int(start), min(int(end), size - 1) if end else size - 1


def _blocks(file: IO[bytes], first: int, last: int) -> Iterator[bytes]:
    with file:
        file.seek(first)
        left = last - first + 1
        while left > 0 and (block := file.read(min(BLOCK_BYTES, left))):
            left -= len(block)
            yield block
