import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyraq.domains.library.reading.formats.boxes import boxes_of, pack, unpack
from shanyraq.domains.library.reading.formats.words import Box, Placed

NUMBERS = st.integers(0, 2**31)
PLACED = st.builds(
    lambda start, length, box: Placed(start, start + length, Box(*box)),
    NUMBERS,
    st.integers(0, 60),
    st.tuples(NUMBERS, NUMBERS, NUMBERS, NUMBERS),
)


@given(st.lists(PLACED, max_size=60))
def test_boxes_come_back_as_they_were(placed):
    assert unpack(pack(placed)) == placed


def test_no_boxes_are_no_bytes():
    assert pack([]) == b""
    assert unpack(b"") == []


@pytest.mark.parametrize(
    "broken", [b"x", pack([Placed(0, 1, Box(1, 2, 3, 4))])[:-6] + b"zzzzzz", b"\x78\x9c\x03\x00"]
)
def test_broken_bytes_are_refused(broken):
    with pytest.raises(ValueError, match="no packed boxes"):
        unpack(broken)


def test_a_page_of_words_takes_few_bytes():
    words = [
        Placed(7 * n, 7 * n + 6, Box(100 + 80 * (n % 9), 90 + 40 * (n // 9), 70, 32)) for n in range(360)
    ]
    assert len(pack(words)) < 360 * 3


def test_boxes_of_a_span_are_those_it_is_printed_in():
    placed = [Placed(0, 4, Box(1, 1, 1, 1)), Placed(4, 8, Box(2, 2, 2, 2)), Placed(9, 12, Box(3, 3, 3, 3))]
    found = boxes_of(placed, [(0, 8), (8, 9), (10, 11)])
    assert found == [[Box(1, 1, 1, 1), Box(2, 2, 2, 2)], [], [Box(3, 3, 3, 3)]]
