import pickle

import pytest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from shanyraq.kernel.errors import Refusal


def test_refusal_keeps_message_code_and_field():
    refusal = Refusal("Choose another name.", code="taken", field="name")
    assert (str(refusal), refusal.code, refusal.field) == ("Choose another name.", "taken", "name")


def test_refusal_without_field_concerns_the_whole():
    assert Refusal("Come back tomorrow.", code="closed").field is None


def test_refusal_without_code_is_a_programming_error():
    with pytest.raises(ValueError, match="needs a code"):
        Refusal("No.", code="")


def test_refusals_with_the_same_content_are_equal():
    one, other = Refusal("No.", code="no"), Refusal("No.", code="no")
    assert one == other
    assert hash(one) == hash(other)
    assert one != Refusal("No.", code="never")


def test_refusal_survives_pickling():
    refusal = Refusal("No.", code="no", field="age")
    assert pickle.loads(pickle.dumps(refusal)) == refusal  # noqa: S301 -- our own bytes


def test_refusal_puts_its_values_into_the_language_of_the_moment():
    refusal = Refusal(_("The file has %(count)d pages; at most %(most)d are possible. Divide it."),
                      code="too_many_pages", values={"count": 7, "most": 5})  # fmt: skip  # one sentence
    with override("en"):
        assert str(refusal) == "The file has 7 pages; at most 5 are possible. Divide it."
    with override("ru"):
        assert str(refusal) != "The file has 7 pages; at most 5 are possible. Divide it."
        assert "7" in str(refusal)
        assert pickle.loads(pickle.dumps(refusal)) == refusal  # noqa: S301 -- our own bytes
