"""The small markup of the demonstration."""

from shanyraq.surfaces.portal.demo.markup import blocks_of

TEXT = """
First line
goes on.

- one
- two

## Heading
> Words | Somebody
! Founded | 1989
! Area | 43 ha

@ 1989 | Opened
Last & <b>.
"""


def values(text: str, **options: bool) -> list[tuple[str, object]]:
    return [(block["type"], block["value"]) for block in blocks_of(text, slug="x", **options)]


def test_every_mark_makes_its_block() -> None:
    found = values(TEXT)

    assert [kind for kind, _value in found] == ["text", "heading", "quote", "facts", "timeline", "text"]
    assert found[0][1] == "<p>First line goes on.</p><ul><li>one</li><li>two</li></ul>"
    assert found[1][1] == "Heading"
    assert found[2][1] == {"quote": "Words", "attribution": "Somebody"}
    assert [row["value"] for row in found[3][1]["facts"]] == [
        {"fact": "Founded", "value": "1989"},
        {"fact": "Area", "value": "43 ha"},
    ]
    assert [row["value"] for row in found[4][1]["moments"]] == [{"when": "1989", "text": "Opened"}]
    assert found[5][1] == "<p>Last &amp; &lt;b&gt;.</p>"


def test_addresses_become_links_but_not_for_children() -> None:
    text = "See https://example.org/a?b=1."

    assert values(text) == [
        ("text", '<p>See <a href="https://example.org/a?b=1">https://example.org/a?b=1</a>.</p>')
    ]
    assert values(text, links=False) == [("text", "<p>See https://example.org/a?b=1.</p>")]


def test_blocks_of_two_languages_have_the_same_names() -> None:
    names = [
        [block["id"] for block in blocks_of(text, slug="x")]
        for text in (TEXT, TEXT.replace("First", "Бірінші"))
    ]

    assert names[0] == names[1]
    assert len(set(names[0])) == 6


def test_empty_text_makes_no_block() -> None:
    assert blocks_of(" \n\n", slug="x") == []
