"""One statement has one way of writing."""

from typing import Any

import pytest

from shanyraq.kernel.merkle.entries import canonical, parse_entry


def test_keys_are_sorted_and_letters_kept() -> None:
    body = canonical({"b": [1, {"ы": 'Қазақ "тілі"\n'}], "a": -5})
    assert body.decode() == '{"a":-5,"b":[1,{"ы":"Қазақ \\"тілі\\"\\n"}]}'
    assert parse_entry(body) == {"a": -5, "b": [1, {"ы": 'Қазақ "тілі"\n'}]}


@pytest.mark.parametrize("value", [1.0, True, None, b"x", {1: "a"}, [None], float("nan")])
def test_other_kinds_of_values_are_refused(value: Any) -> None:
    with pytest.raises(ValueError, match="entry"):
        canonical({"a": value})


@pytest.mark.parametrize(
    "body",
    [
        b'{"b":1,"a":2}',
        b'{"a": 1}',
        b'{"a":1}\n',
        b'{"a":1,"a":1}',
        b'{"a":"\\u0041"}',
        b'{"a":1.0}',
        b'{"a":null}',
        b"[1]",
        b"",
        b"\xff",
        b"[" * 100_000,
        b'{"a":' * 5_000 + b"1" + b"}" * 5_000,
        b'{"a":' + b"1" * 5_000 + b"}",
    ],
)
def test_what_is_not_canonical_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever the reader of JSON says
        parse_entry(body)


@pytest.mark.parametrize("depth", [17, 900, 5_000, 60_000])
def test_an_entry_nested_too_deeply_is_refused_as_any_other(depth: int) -> None:
    with pytest.raises(ValueError, match="entry"):
        parse_entry(b'{"a":' + b"[" * depth + b"]" * depth + b"}")
