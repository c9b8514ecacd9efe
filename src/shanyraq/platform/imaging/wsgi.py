"""The picture server as a WSGI application in front of Django's: ``/iiif/3/…`` and ``/iiif/2/…``.

Tiles are asked for by the thousand, so they do not go through the middleware. What the middleware would do
for them is done here: known hosts only, HTTPS where it is demanded, the headers of ``answers``, permission
(``access``).
"""

import json
import logging
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import quote

import pyvips
from django.conf import settings
from django.db import DatabaseError
from django.http.request import split_domain_port, validate_host

from shanyraq.platform.imaging import access, measures
from shanyraq.platform.imaging.answers import PREFLIGHT, Answer, keeping, plain, redirect
from shanyraq.platform.imaging.image_api.errors import NotServed
from shanyraq.platform.imaging.image_api.geometry import Limits, Order, canonical, order
from shanyraq.platform.imaging.image_api.information import PROFILES, information
from shanyraq.platform.imaging.image_api.parameters import FORMATS, Version, parse
from shanyraq.platform.imaging.memories import RecentBytes
from shanyraq.platform.imaging.open_pictures import OpenPicture, Unreadable, opened
from shanyraq.platform.imaging.rendering import render
from shanyraq.platform.imaging.sources import Picture
from shanyraq.platform.imaging.tiles import find_tile, read_tile

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

log = logging.getLogger(__name__)
PREFIXES: Final = {f"/iiif/{version.value}/": version for version in Version}
LONGEST_PATH: Final = 600
MOST_HOSTS: Final = 1000
IDENTIFIER: Final = re.compile(r"[A-Za-z0-9._~:@!$&'()*+,;=-]{1,200}")
SAFE_IN_PATHS: Final = "/:@!$&'()*+,;=~^"
LINKED_DATA: Final = "application/ld+json"
UNKNOWN: Final = "There is no such picture."


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for a picture that may be seen. ``address``: that of the picture, without parameters."""

    environ: Environ
    version: Version
    address: str
    picture: Picture

    @property
    def profile(self) -> str:
        """The link that tells what this server can do."""
        return f'<{PROFILES[self.version]}>;rel="profile"'

    def unless_known(self, answer: Answer, file: OpenPicture) -> Answer:
        """*answer* with its ETag; without its body, if the client has it already (RFC 9110, 13.1.2)."""
        time, size, _inode = file.stamp
        etag = f'"{self.picture.version}-{time:x}-{size:x}"'
        answer.headers.append(("ETag", etag))
        known = self.environ.get("HTTP_IF_NONE_MATCH", "").strip()
        if known == "*" or (known and etag in {part.strip().removeprefix("W/") for part in known.split(",")}):
            answer.status, answer.body = HTTPStatus.NOT_MODIFIED.value, b""
        return answer


class PictureServer:
    """Answers requests of the IIIF Image API and passes everything else to *application*."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.limits = Limits(settings.IMAGING_MAX_WIDTH, settings.IMAGING_MAX_AREA)
        self.made: RecentBytes[tuple[Any, ...]] = RecentBytes(settings.IMAGING_MEMORY_BYTES)
        self._hosts: dict[str, bool] = {}

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        path: str = environ.get("PATH_INFO", "")
        version = PREFIXES.get(path[:8]) if path.startswith("/iiif/") else None
        if version is None:
            return self.application(environ, start_response)
        try:
            answer = self._answer(environ, path[8:].split("/"), version)
        except NotServed as refusal:
            answer = plain(refusal.status, refusal.text)
            measures.OTHER.inc()
        except DatabaseError:
            log.exception("the database does not answer")
            answer = plain(HTTPStatus.SERVICE_UNAVAILABLE, "The library does not answer; try again soon.")
        except FileNotFoundError:
            log.warning("the file of a picture is missing: %s", path[:LONGEST_PATH])
            answer = plain(HTTPStatus.NOT_FOUND, UNKNOWN)
        except (Unreadable, pyvips.Error, OSError):
            log.exception("a picture cannot be read: %s", path[:LONGEST_PATH])
            answer = plain(HTTPStatus.INTERNAL_SERVER_ERROR, "The picture cannot be read.")
        answer.start(start_response)
        return [] if environ["REQUEST_METHOD"] == "HEAD" or not answer.body else [answer.body]

    def _answer(self, environ: Environ, segments: list[str], version: Version) -> Answer:
        """:raises NotServed: whatever the request lacks."""
        early = self._early(environ)
        if early is not None:
            return early
        access.listen()
        identifier = segments[0]
        if len(segments) not in {1, 2, 5} or not IDENTIFIER.fullmatch(identifier):
            raise NotServed(HTTPStatus.NOT_FOUND, UNKNOWN)
        try:
            return self._answer_for(environ, segments, version)
        except FileNotFoundError:  # a copy on this node that was removed to make room since it was located
            return self._answer_for(environ, segments, version, anew=True)

    def _answer_for(
        self, environ: Environ, segments: list[str], version: Version, *, anew: bool = False
    ) -> Answer:
        identifier = segments[0]
        picture = access.find_picture(identifier, anew=anew)
        if picture is None:
            raise NotServed(HTTPStatus.NOT_FOUND, UNKNOWN)
        decision = access.decide(identifier, picture, environ)
        if not decision.is_allowed:
            status = HTTPStatus.FORBIDDEN if decision.is_known_reader else HTTPStatus.UNAUTHORIZED
            raise NotServed(status, "This picture is not for everybody; sign in or ask the library.")
        address = f"{_origin(environ)}/iiif/{version.value}/{identifier}"
        if len(segments) == 1:
            measures.OTHER.inc()
            return redirect(f"{address}/info.json")
        asked = Asked(environ, version, address, picture)
        if len(segments) == 2:
            return self._describe(asked, segments[1])
        return self._give(asked, segments[1:])

    def _early(self, environ: Environ) -> Answer | None:
        """What needs no look at the picture."""
        if not self._is_known(_host(environ)):
            raise NotServed(HTTPStatus.BAD_REQUEST, "This server does not answer for that host.")
        path = environ["PATH_INFO"]
        if len(path) > LONGEST_PATH or "\0" in path:
            raise NotServed(HTTPStatus.REQUEST_URI_TOO_LONG, "The address is too long.")
        method = environ["REQUEST_METHOD"]
        if method == "OPTIONS":
            return Answer(HTTPStatus.NO_CONTENT.value, b"", list(PREFLIGHT))
        if method not in {"GET", "HEAD"}:
            answer = plain(HTTPStatus.METHOD_NOT_ALLOWED, "Pictures can be asked for by GET and HEAD.")
            answer.headers += PREFLIGHT[:1]
            return answer
        if settings.SECURE_SSL_REDIRECT and _scheme(environ) != "https":
            address = f"https://{_host(environ)}{quote(path, safe=SAFE_IN_PATHS)}"
            return redirect(address, HTTPStatus.MOVED_PERMANENTLY)
        return None

    def _is_known(self, host: str) -> bool:
        known = self._hosts.get(host)
        if known is None:
            domain, _port = split_domain_port(host)
            known = bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)
            if len(self._hosts) < MOST_HOSTS:
                self._hosts[host] = known
        return known

    def _describe(self, asked: Asked, name: str) -> Answer:
        if name != "info.json":
            raise NotServed(
                HTTPStatus.NOT_FOUND, "Ask for info.json, or for region/size/rotation/quality.format."
            )
        measures.OTHER.inc()
        file = opened(asked.picture.path)
        found = information(
            asked.address, asked.version, size=(file.width, file.height), tile=file.tile,
            factors=file.factors, limits=self.limits, rights=asked.picture.rights,
        )  # fmt: skip  # each line is one thought
        body = json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()
        wants_linked = LINKED_DATA in asked.environ.get("HTTP_ACCEPT", "")
        kind = f'{LINKED_DATA};profile="{found["@context"]}"' if wants_linked else "application/json"
        headers = [("Content-Type", kind), ("Vary", "Accept"), ("Link", asked.profile)]
        return asked.unless_known(Answer(200, body, headers + keeping(asked.picture)), file)

    def _give(self, asked: Asked, segments: list[str]) -> Answer:
        wish = parse(segments, asked.version)
        file = opened(asked.picture.path)
        whole = (file.width, file.height)
        wanted = order(wish, whole, self.limits)
        name = canonical(wanted, asked.version, whole=whole, limits=self.limits)
        links = f'<{asked.address}/{name}>;rel="canonical",{asked.profile}'
        headers = [("Content-Type", FORMATS[wanted.format]), ("Link", links), *keeping(asked.picture)]
        answer = asked.unless_known(Answer(200, b"", headers), file)
        if answer.status == HTTPStatus.NOT_MODIFIED:
            measures.OTHER.inc()
        else:
            answer.body = self._bytes(file, wanted)
        return answer

    def _bytes(self, file: OpenPicture, wanted: Order) -> bytes:
        tile = find_tile(file, wanted)
        if tile is not None and tile.is_whole(wanted):
            measures.TILE.inc()
            return file.tile_stream(tile.reduced, tile.place)
        key = (file.path, file.stamp, wanted)
        content = self.made.get(key)
        if content is not None:
            measures.KEPT.inc()
            return content
        measures.MADE.inc()
        content = read_tile(file, wanted, tile) if tile is not None else render(file, wanted)
        self.made.put(key, content)
        return content


def _origin(environ: Environ) -> str:
    return f"{_scheme(environ)}://{_host(environ)}"


def _host(environ: Environ) -> str:
    """The name that the client asked for; as Django finds it."""
    forwarded = environ.get("HTTP_X_FORWARDED_HOST") if settings.USE_X_FORWARDED_HOST else None
    host = forwarded or environ.get("HTTP_HOST") or environ.get("SERVER_NAME", "")
    return str(host)


def _scheme(environ: Environ) -> str:
    """As Django judges it: behind a proxy that is trusted, by the proxy's header."""
    if settings.SECURE_PROXY_SSL_HEADER:
        header, secure = settings.SECURE_PROXY_SSL_HEADER
        given = environ.get(header)
        if given is not None:
            return "https" if given.split(",")[0].strip() == secure else "http"
    return str(environ.get("wsgi.url_scheme", "http"))
