"""The files of the logs at fixed addresses, as any client of transparency logs asks for them."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import quote_etag
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from shanyraq.kernel.errors import Refusal
from shanyraq.kernel.merkle.tiles import WIDTH, Tile, parse_path
from shanyraq.platform.transparency.log.publishing import folder_of, keep_file
from shanyraq.platform.transparency.log.reading import (
    NotInLog,
    content_of,
    latest_checkpoint,
    note_with_cosignatures,
    witnessed_checkpoint,
)
from shanyraq.platform.transparency.log.registry import logs
from shanyraq.platform.transparency.log.verifier_file import (
    description,
    verifier_digest,
    verifier_file,
)
from shanyraq.platform.transparency.log.witnessing import accept_cosignatures
from shanyraq.platform.transparency.models import Log, LogCheckpoint, LogWitness
from shanyraq_verify.onefile import NAME

TEXT: Final = "text/plain; charset=utf-8"
FOREVER: Final = "public, max-age=31536000, immutable"
LONGEST_NOTE: Final = 64 * 1024


@require_safe
def show_checkpoint(request: HttpRequest, name: str) -> HttpResponse:
    """The newest checkpoint with the witnesses' lines; asked anew each time."""
    return _note(request, latest_checkpoint(_known(name)))


@require_safe
def show_witnessed(request: HttpRequest, name: str) -> HttpResponse:
    """The newest checkpoint that a witness has signed."""
    return _note(request, witnessed_checkpoint(_known(name)))


@require_safe
def show_tile(_request: HttpRequest, name: str, path: str) -> HttpResponse:
    """A tile or a bundle of entries; what stands at its address never changes."""
    try:
        tile = parse_path(f"tile/{path}")
        content = _content(_known(name), tile)
    except (ValueError, NotInLog):
        raise Http404 from None
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Cache-Control"] = FOREVER
    return _open(response)


@require_safe
def show_key(_request: HttpRequest, name: str) -> HttpResponse:
    """The verifier key of the log, one line."""
    key = Log.objects.filter(name=_known(name)).values_list("verifier_key", flat=True).first()
    if key is None:
        raise Http404
    return _open(HttpResponse(f"{key}\n", content_type=TEXT))


@require_safe
def download_verifier(request: HttpRequest) -> HttpResponse:
    """``shanyraq-verify`` in one file; its digest is the ETag."""
    etag = quote_etag(verifier_digest())
    if request.headers.get("If-None-Match") == etag:
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(verifier_file(), content_type="application/zip")
        response["Content-Disposition"] = f'attachment; filename="{NAME}"'
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=300"
    return _open(response)


@require_safe
def show_description(_request: HttpRequest) -> HttpResponse:
    """How the log is made and checked, as a text."""
    if not description():
        raise Http404
    response = HttpResponse(description(), content_type=TEXT)
    response["Cache-Control"] = "public, max-age=300"
    return _open(response)


@csrf_exempt  # a witness has no session; its signature is what is checked
@require_http_methods(["GET", "HEAD", "POST"])
def witnesses(request: HttpRequest, name: str) -> HttpResponse:
    """The verifier keys of accepted witnesses, a line each; a witness posts a note with its line here."""
    _known(name)
    if request.method != "POST":
        keys = LogWitness.objects.filter(is_active=True).values_list("verifier_key", flat=True)
        return _open(HttpResponse("".join(f"{key}\n" for key in keys), content_type=TEXT))
    content = request.read(LONGEST_NOTE + 1)
    if len(content) > LONGEST_NOTE:
        return HttpResponse("The note is too long.\n", status=413, content_type=TEXT)
    try:
        accept_cosignatures(name, content.decode())
    except UnicodeDecodeError:
        return HttpResponse("The note is not UTF-8.\n", status=400, content_type=TEXT)
    except Refusal as refusal:
        status = {"no_checkpoint": 404, "no_witness": 403}.get(refusal.code, 400)
        return HttpResponse(f"{refusal}\n", status=status, content_type=TEXT)
    return HttpResponse(status=204)


def _known(name: str) -> str:
    if name not in logs():
        raise Http404
    return name


def _content(name: str, tile: Tile) -> bytes:
    """From the file, else from the tables; of a full tile that becomes the file."""
    try:
        return (folder_of(name) / tile.path).read_bytes()
    except OSError:
        content = content_of(name, tile)
    if tile.width == WIDTH:  # of a full tile there is one; partial ones would fill the disk, 255 of each
        with suppress(OSError):  # a node whose folder is full or read-only still answers
            keep_file(name, tile, content)
    return content


def _note(request: HttpRequest, checkpoint: LogCheckpoint | None) -> HttpResponse:
    if checkpoint is None:
        raise Http404
    note = note_with_cosignatures(checkpoint)
    etag = quote_etag(f"{checkpoint.size}-{len(note)}")
    if request.headers.get("If-None-Match") == etag:
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(note, content_type=TEXT)
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    return _open(response)


def _open(response: HttpResponse) -> HttpResponse:
    """Pages of other hosts may read it: whoever checks us should not need us."""
    response["Access-Control-Allow-Origin"] = "*"
    return response
