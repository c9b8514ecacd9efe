import pytest

from shanyraq.platform.page_cache.entries import accepts_gzip, make_entry


@pytest.mark.parametrize(
    ("header", "accepted"),
    [
        ("", False),
        ("gzip", True),
        ("br;q=1.0, GZIP;q=0.8", True),
        ("gzip;q=0", False),
        ("gzip; q=0.0", False),
        ("gzip;q=0.5", True),
        ("identity, deflate", False),
        ("x-gzip-like", False),
        (";;;,,,q", False),
    ],
)
def test_accepts_gzip_reads_the_header(header, accepted):
    assert accepts_gzip(header) is accepted


@pytest.mark.parametrize(
    ("kind", "size", "compressed"),
    [
        ("text/html; charset=utf-8", 5000, True),
        ("application/ld+json", 5000, True),
        ("application/atom+xml; charset=utf-8", 5000, True),
        ("image/png", 5000, False),
        ("text/html", 100, False),
    ],
)
def test_entry_is_compressed_where_it_is_worth_it(kind, size, compressed):
    headers = [("Content-Type", kind)]
    entry = make_entry(generation=1, expires=1.0, status="200 OK", headers=headers, body=b"x" * size)
    assert (entry.compressed is not None) is compressed


def test_entry_replaces_the_headers_that_are_its_own_and_keeps_the_others():
    entry = make_entry(
        generation=1,
        expires=1.0,
        status="200 OK",
        body=b"x",
        headers=[
            ("ETag", '"old"'),
            ("Vary", "Accept-Language"),
            ("Cache-Control", "max-age=9"),
            ("Content-Length", "9"),
            ("Content-Security-Policy", "default-src 'none'"),
        ],
    )
    assert dict(entry.plain.headers) == {
        "Content-Security-Policy": "default-src 'none'",
        "Vary": "Accept-Language, Cookie, Accept-Encoding",
        "Cache-Control": "public, max-age=0, must-revalidate",
        "ETag": entry.plain.etag,
        "Content-Length": "1",
    }
