import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from shanyraq.domains.library.reading.formats.epub_content import (
    ATTRIBUTES,
    ELEMENTS,
    Addresses,
    pictures_in,
    plain_text,
    safe_html,
)
from tests.factories.epubs import document

MEMBER = "OPS/text/a.xhtml"
ADDRESSES = Addresses(
    part=lambda member, anchor: (
        "../at/7/" + (f"#{anchor}" if anchor else "") if member.endswith("b.xhtml") else None
    ),
    picture=lambda member: ("../pictures/3/", 20, 10) if member == "OPS/pic.png" else None,
)


def cleaned(body):
    return safe_html(document(body).encode(), MEMBER, ADDRESSES)


ATTACKS = [
    "<script>alert(1)</script>",
    '<img src="x" onerror="alert(1)">',
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" java\nscript:alert(1)">x</a>',
    '<svg onload="alert(1)"><script>alert(1)</script></svg>',
    '<iframe src="https://example.org"></iframe>',
    "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
    '<p style="background:url(javascript:alert(1))">x</p>',
    '<form action="https://example.org"><input name="a"><button>b</button></form>',
    '<object data="x.swf"></object><embed src="x.swf">',
    '<base href="https://example.org/">',
    '<meta http-equiv="refresh" content="0;url=https://example.org">',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<img src="https://example.org/spy.gif">',
    '<img src="data:image/svg+xml,<svg onload=alert(1)>">',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<!--<img src=x onerror=alert(1)>-->",
    "<?php echo 1 ?>",
    '<p onclick="alert(1)" id="main">x</p>',
    "<template><script>alert(1)</script></template>",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_that_acts_comes_through(attack):
    found = cleaned(f"<p>сөз</p>{attack}")
    assert "сөз" in found
    assert_harmless(found)


@given(st.text(max_size=200))
def test_any_content_is_harmless(body):
    assert_harmless(cleaned(body))


@given(st.binary(max_size=200))
def test_any_bytes_are_harmless(content):
    assert_harmless(safe_html(content, MEMBER, ADDRESSES))


def assert_harmless(markup):
    root = html.fragment_fromstring(markup, create_parent="div")
    for element in root.iter():
        assert isinstance(element.tag, str)
        assert element is root or element.tag in ELEMENTS
        allowed = ATTRIBUTES["*"] | ATTRIBUTES.get(element.tag, set()) | {"rel"}
        assert set(element.attrib) <= allowed
        for name in ("href", "src"):
            value = element.get(name, "").strip().lower()
            assert value.startswith(("http://", "https://", "mailto:", "../")) or value == ""
        assert not element.get("id") or element.get("id").startswith("in-book-")
        assert element.tag != "img" or element.get("src") == "../pictures/3/"


def test_links_and_pictures_become_ours():
    found = cleaned(
        '<p id="x">a <a href="b.xhtml#two">link</a> <a href="https://example.org/">out</a>'
        ' <a href="gone.xhtml">gone</a> <img src="../pic.png" alt="бейне"/>'
        ' <img src="../no.png" alt="жоқ"/></p>'
    )
    assert 'id="in-book-x"' in found
    assert 'href="../at/7/#in-book-two"' in found
    assert 'href="https://example.org/"' in found
    assert "noopener" in found
    assert 'href="gone' not in found
    assert '<img src="../pictures/3/" alt="бейне" width="20" height="10" loading="lazy">' in found
    assert "жоқ" in found


def test_pictures_are_named_once():
    body = '<img src="../pic.png"/><img src="../pic.png"/><img src="http://x/"/>'
    body += '<svg><image xlink:href="../c.jpg"/></svg>'
    assert pictures_in(document(body).encode(), MEMBER) == ["OPS/pic.png", "OPS/c.jpg"]


def test_plain_text_keeps_paragraphs():
    found = cleaned(
        "<h1>Тақырып</h1>\n<p>Бірінші\n  жол.</p><p>Екінші<br/>жол.</p><ul><li>бір</li><li>екі</li></ul>"
    )
    assert plain_text(found) == "Тақырып\n\nБірінші жол.\n\nЕкінші\nжол.\n\nбір\n\nекі"


def test_a_document_in_another_encoding_is_read():
    content = '<?xml version="1.0" encoding="windows-1251"?><html><body><p>Привет</p></body></html>'.encode(
        "cp1251"
    )
    assert safe_html(content, MEMBER, ADDRESSES) == "<p>Привет</p>"


def test_a_deep_document_is_given_up():
    assert cleaned("<div>" * 3000 + "x") == ""
