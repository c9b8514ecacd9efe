"""A document of an EPUB as HTML that may stand in our page: a short list of elements, no style, no script.

Links lead to other parts of the book or, marked, out of it; pictures come through an address that checks the
right to read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import nh3
from lxml import etree, html

from shanyraq.domains.library.reading.formats.epub import resolved
from shanyraq.domains.library.reading.formats.words import clean

ELEMENTS: Final = frozenset(
    [
        "a",
        "abbr",
        "aside",
        "b",
        "bdi",
        "bdo",
        "blockquote",
        "br",
        "caption",
        "cite",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "ins",
        "kbd",
        "li",
        "ol",
        "p",
        "pre",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "section",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "u",
        "ul",
        "var",
        "wbr",
    ]
)
ATTRIBUTES: Final = {
    "*": {"id", "lang", "dir", "title"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height", "loading"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "col": {"span"},
    "colgroup": {"span"},
}
BLOCKS: Final = frozenset(
    [
        "aside",
        "blockquote",
        "caption",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tr",
        "ul",
    ]
)
DROPPED: Final = ("script", "style", "head", "iframe", "object", "embed", "form", "template", "noscript")
ID_PREFIX: Final = "in-book-"
"""Before every id of a book, so that none of them is one of our page's own."""
_ID = re.compile(r"[\w.:-]{1,100}")
MOST_DEPTH = 200


@dataclass(frozen=True, slots=True)
class Addresses:
    """How the book's own addresses become ours; None: there is no such thing.

    ``part(member, anchor)`` and ``picture(member)`` get the names of members of the archive.
    """

    part: Callable[[str, str], str | None]
    picture: Callable[[str], tuple[str, int, int] | None]


def pictures_in(content: bytes, member: str) -> list[str]:
    """The members that the pictures of a document name, each once."""
    body = _body(content)
    found = (resolved(member, source)[0] for source in _sources(body)) if body is not None else ()
    return list(dict.fromkeys(name for name in found if name))


def safe_html(content: bytes, member: str, addresses: Addresses) -> str:
    """The body of the document *member*, clean. Never raises on any content; broken mark-up is mended."""
    body = _body(content)
    if body is None:
        return ""
    etree.strip_elements(body, *DROPPED, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    for element in list(body.iter()):
        if isinstance(element.tag, str):
            _adapt(element, member, addresses)
    inner = clean(_inner(body))
    return nh3.clean(
        inner,
        tags=set(ELEMENTS),
        attributes={name: set(several) for name, several in ATTRIBUTES.items()},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
        strip_comments=True,
    ).strip()


def plain_text(markup: str) -> str:
    """The text of clean HTML: blocks on lines of their own, with an empty line between paragraphs."""
    if not markup.strip():
        return ""
    root = html.fragment_fromstring(markup, create_parent="div")
    text = "".join(_pieces(root))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _pieces(element: Any) -> Iterator[str]:
    is_block = element.tag in BLOCKS
    if is_block:
        yield "\n\n" if element.tag not in {"li", "tr", "dd", "dt"} else "\n"
    if element.tag == "br":
        yield "\n"
    if element.tag == "img" and element.get("alt"):
        yield f" {element.get('alt')} "
    if element.tag in {"td", "th"}:
        yield " "
    yield (element.text or "") if element.tag == "pre" else (element.text or "").replace("\n", " ")
    for child in element:
        yield from _pieces(child)
        yield (child.tail or "").replace("\n", " ")
    if is_block:
        yield "\n"


def _body(content: bytes) -> Any:
    """The body by the forgiving reader of HTML, which knows no entities of a document's own."""
    parser = html.HTMLParser(
        encoding=_encoding(content), no_network=True, remove_comments=True, huge_tree=False
    )
    try:
        root = html.document_fromstring(_without_prologue(content), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, LookupError):
        return None
    body = root.find(".//body")
    return body if body is not None and _depth_of(body) <= MOST_DEPTH else None


def _without_prologue(content: bytes) -> bytes:
    return re.sub(rb"^\s*<\?xml[^>]*\?>", b"", content.removeprefix(b"\xef\xbb\xbf"), count=1)


def _encoding(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    declared = re.match(rb"^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*encoding=[\"']([\w-]{1,20})[\"']", content)
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    return name if name in {"utf-8", "windows-1251", "windows-1252", "iso-8859-1", "koi8-r"} else "utf-8"


def _depth_of(root: Any) -> int:
    deepest, stack = 0, [(root, 1)]
    while stack:
        element, depth = stack.pop()
        deepest = max(deepest, depth)
        stack.extend((child, depth + 1) for child in element)
    return deepest


def _sources(body: Any) -> Iterator[str]:
    for element in body.iter("img", "image"):
        source = element.get("src") or element.get("xlink:href") or element.get("href")
        if source:
            yield source


def _adapt(element: Any, member: str, addresses: Addresses) -> None:
    if (own := element.get("id")) is not None:
        _set(element, "id", ID_PREFIX + own if _ID.fullmatch(own) else None)
    language = element.get("lang") or element.get("xml:lang")
    _set(element, "lang", language if language and re.fullmatch(r"[A-Za-z0-9-]{2,20}", language) else None)
    if element.get("dir") not in {None, "ltr", "rtl", "auto"}:
        _set(element, "dir", None)
    if element.tag == "a":
        _adapt_link(element, member, addresses)
    elif element.tag in {"img", "image"}:
        _adapt_picture(element, member, addresses)


def _adapt_link(element: Any, member: str, addresses: Addresses) -> None:
    href = element.get("href") or ""
    inside, anchor = resolved(member, href)
    if inside:
        _set(element, "href", addresses.part(inside, ID_PREFIX + anchor if anchor else ""))
    elif not href.strip().lower().startswith(("http://", "https://", "mailto:")):
        _set(element, "href", None)


def _adapt_picture(element: Any, member: str, addresses: Addresses) -> None:
    source = element.get("src") or element.get("xlink:href") or element.get("href") or ""
    inside, _anchor = resolved(member, source)
    found = addresses.picture(inside) if inside else None
    alt = element.get("alt", "")
    element.tag = "img"
    for name in list(element.attrib):
        del element.attrib[name]
    if found is None:
        element.tag = "span"
        element.text = alt
        return
    address, width, height = found
    pairs = {"src": address, "alt": alt, "width": str(width), "height": str(height), "loading": "lazy"}
    for name, value in pairs.items():
        element.set(name, value)


def _set(element: Any, name: str, value: str | None) -> None:
    if value is None:
        element.attrib.pop(name, None)
    else:
        element.set(name, value)


def _inner(body: Any) -> str:
    parts = [html.tostring(child, encoding="unicode") for child in body]
    return (escaped(body.text) if body.text else "") + "".join(parts)


def escaped(text: str) -> str:
    """Text as it stands between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
