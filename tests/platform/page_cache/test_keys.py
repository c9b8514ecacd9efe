import pytest

from shanyraq.platform.page_cache.keys import canonical_query, key_of, query_keys
from tests.platform.page_cache.visits import environ_of


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("", ""),
        ("page=2", "page=2"),
        ("type=museum&page=2", "page=2&type=museum"),
        ("type=b&page=1&type=a", "page=1&type=b&type=a"),
        ("page=", "page="),
        ("q=%D3%99", "q=%D3%99"),
        ("page", None),
        ("q=%ff", None),
        ("q=" + "x" * 100_000, None),
    ],
)
def test_canonical_query(query, canonical):
    assert canonical_query(query) == canonical


def test_query_keys_names_each_once():
    assert query_keys("page=1&type=b&type=a&empty=") == {"page", "type", "empty"}


def test_key_tells_apart_what_a_trusted_proxy_says_of_the_scheme(settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert key_of(environ_of(HTTP_X_FORWARDED_PROTO="https")).scheme == "https"
    assert key_of(environ_of(HTTP_X_FORWARDED_PROTO="http")).scheme == "http"
    assert key_of(environ_of()).scheme == "http"


def test_key_ignores_what_an_untrusted_client_says_of_the_scheme(settings):
    settings.SECURE_PROXY_SSL_HEADER = None
    assert key_of(environ_of(HTTP_X_FORWARDED_PROTO="https")) == key_of(environ_of())


def test_key_is_of_the_forwarded_host_where_django_believes_it(settings):
    settings.USE_X_FORWARDED_HOST = True
    assert key_of(environ_of(HTTP_X_FORWARDED_HOST="localhost")).host == "localhost"
    assert key_of(environ_of(HTTP_X_FORWARDED_HOST="evil.example")) is None


@pytest.mark.parametrize(
    "given",
    [
        {"path": "/static/x.css"},
        {"path": "/" + "x" * 5000},
        {"HTTP_HOST": ""},
        {"HTTP_HOST": "evil.example"},
        {"HTTP_HOST": "bad host"},
        {"HTTP_COOKIE": "x=" + "y" * 10_000},
    ],
)
def test_key_is_refused_to_what_the_cache_has_nothing_to_do_with(given):
    assert key_of(environ_of(**given)) is None
