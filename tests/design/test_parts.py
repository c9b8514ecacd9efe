"""The values that components are fed with."""

import pytest
from django.utils.translation import gettext_lazy

from shanyraq.design.parts import Picture, Term


@pytest.mark.parametrize("description", ["", "  "])
def test_picture_needs_a_description(description: str) -> None:
    with pytest.raises(ValueError, match="needs a description"):
        Picture(url="/a.jpg", description=description, width=4, height=3)


def test_term_counts_one_text_as_one_definition() -> None:
    assert Term(term="a", definition="b").definitions == ("b",)
    assert Term(term="a", definition=["b", "c"]).definitions == ("b", "c")
    assert len(Term(term="a", definition=gettext_lazy("Close")).definitions) == 1
