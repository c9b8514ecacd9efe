"""Which requests the cache may answer, and what tells two of them apart."""

from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.http import parse_cookie
from django.http.request import split_domain_port, validate_host

from shanyraq.design.preferences import COOKIE as PREFERENCES_COOKIE
from shanyraq.design.preferences import Preferences

LONGEST_QUERY = 512
LONGEST_PATH = 1024
LONGEST_COOKIES = 8192
LONGEST_LANGUAGES = 200
MOST_HOSTS = 1000
# With these, an answer is somebody's own, a part, or a fragment: it goes to Django.
PASSED_BY = ("HTTP_AUTHORIZATION", "HTTP_RANGE", "HTTP_HX_REQUEST")


class Key(NamedTuple):
    """Two requests with one key get the same bytes."""

    scheme: str
    host: str
    path: str
    query: str
    preferences: str
    languages: str


def key_of(environ: dict[str, Any]) -> Key | None:
    """The key of a request, or None when the cache has nothing to do with it."""
    if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or any(name in environ for name in PASSED_BY):
        return None
    path = environ.get("SCRIPT_NAME", "") + environ.get("PATH_INFO", "")
    if len(path) > LONGEST_PATH or path.startswith(settings.PAGE_CACHE_PASSED_BY):
        return None
    cookies = _cookies(environ.get("HTTP_COOKIE", ""))
    query = canonical_query(environ.get("QUERY_STRING", ""))
    host = _host(environ)
    if cookies is None or query is None or not _is_known(host):
        return None
    languages = _languages(environ, cookies) if path == "/" else ""
    if languages is None:
        return None
    preferences = cookies.get(PREFERENCES_COOKIE, "")
    canonical = Preferences.parse(preferences).canonical if preferences else ""
    return Key(_scheme(environ), host, path, query, canonical, languages)


def canonical_query(query: str) -> str | None:
    """The query with its keys in order (values of one key keep theirs); None when it is long or malformed."""
    if not query:
        return ""
    if len(query) > LONGEST_QUERY:
        return None
    try:
        pairs = parse_qsl(query, keep_blank_values=True, strict_parsing=True, errors="strict")
    except (ValueError, UnicodeDecodeError):
        return None
    return urlencode(sorted(pairs, key=lambda pair: pair[0]))


def query_keys(canonical: str) -> frozenset[str]:
    """The keys in a canonical query."""
    return frozenset(name for name, _ in parse_qsl(canonical, keep_blank_values=True))


def _cookies(header: str) -> dict[str, str] | None:
    """The cookies, or None for someone who may be signed in."""
    if not header:
        return {}
    if len(header) > LONGEST_COOKIES:
        return None
    cookies = parse_cookie(header)
    return None if settings.SESSION_COOKIE_NAME in cookies else cookies


def _languages(environ: dict[str, Any], cookies: dict[str, str]) -> str | None:
    """What the front door chooses a language by."""
    accepted = environ.get("HTTP_ACCEPT_LANGUAGE", "")
    chosen = cookies.get(settings.LANGUAGE_COOKIE_NAME, "")
    return f"{chosen}\n{accepted}" if len(accepted) + len(chosen) <= LONGEST_LANGUAGES else None


def _scheme(environ: dict[str, Any]) -> str:
    """As Django judges it: behind a proxy that is trusted, by the proxy's header."""
    if settings.SECURE_PROXY_SSL_HEADER:
        header, secure = settings.SECURE_PROXY_SSL_HEADER
        given = environ.get(header)
        if given is not None:
            return "https" if given.split(",")[0].strip() == secure else "http"
    return str(environ.get("wsgi.url_scheme", "http"))


def _host(environ: dict[str, Any]) -> str:
    forwarded = environ.get("HTTP_X_FORWARDED_HOST") if settings.USE_X_FORWARDED_HOST else None
    return str(forwarded or environ.get("HTTP_HOST", "")).lower()


_hosts: dict[str, bool] = {}


def _is_known(host: str) -> bool:
    known = _hosts.get(host)
    if known is None:
        domain, _port = split_domain_port(host)
        known = bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)
        if len(_hosts) < MOST_HOSTS:
            _hosts[host] = known
    return known
