"""EPUBs made in memory, good and hostile."""

from __future__ import annotations

import io
import zipfile

CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles>'
    "</container>"
)


def package(items: str, spine: str, *, attributes: str = "", title: str = "Сынақ кітап") -> str:
    return (
        '<?xml version="1.0"?>'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">x</dc:identifier>'
        f"<dc:title>{title}</dc:title><dc:language>kk</dc:language><dc:creator>Автор</dc:creator></metadata>"
        f"<manifest>{items}</manifest><spine {attributes}>{spine}</spine></package>"
    )


ITEMS = (
    '<item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    '<item id="a" href="text/a.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="b" href="text/b.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="p" href="pic.png" media-type="image/png"/>'
)
NAV = (
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
    '<body><nav epub:type="toc">'
    '<ol><li><a href="text/a.xhtml">Бірінші</a><ol><li><a href="text/a.xhtml#two">Ішкі</a></li></ol></li>'
    '<li><a href="text/b.xhtml">Екінші</a></li></ol></nav></body></html>'
)


def document(body: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head>'
        f"<title>t</title><style>p{{color:red}}</style></head><body>{body}</body></html>"
    )


def epub(members: dict[str, str | bytes] | None = None, *, without: tuple[str, ...] = ()) -> bytes:
    """An EPUB of two documents; *members* replace or add parts."""
    parts: dict[str, str | bytes] = {
        "META-INF/container.xml": CONTAINER,
        "OPS/book.opf": package(ITEMS, '<itemref idref="a"/><itemref idref="b"/>'),
        "OPS/nav.xhtml": NAV,
        "OPS/text/a.xhtml": document('<h1>Бірінші</h1><p>Абай жолы.</p><p id="two">Ішкі бөлім.</p>'),
        "OPS/text/b.xhtml": document('<h1>Екінші</h1><p>Құпия сөз <a href="a.xhtml#two">осында</a>.</p>'),
    } | (members or {})
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), "application/epub+zip")
        for name, content in parts.items():
            if name not in without:
                archive.writestr(name, content)
    return made.getvalue()
