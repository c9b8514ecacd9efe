"""What Wagtail's forms say about files that are not what they should be."""

import pytest
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form

from tests.platform.files.samples import bomb, picture, upload

DAMAGED = b"\x89PNG\r\n\x1a\n" + b"\0" * 500


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (DAMAGED, "felt.png", "damaged"),
        (bomb(), "felt.png", "too_many_pixels"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "felt.png", "svg"),
        (b"felt", "felt.png", "wrong_kind"),
    ],
)
def test_picture_form_names_what_is_wrong(db, content, name, code):
    form = get_image_form(get_image_model())({"title": "Felt"}, {"file": upload(content, name)})
    assert [error.code for error in form.errors.as_data()["file"]] == [code]


def test_picture_form_accepts_a_picture_under_a_wrong_name(db):
    form = get_image_form(get_image_model())({"title": "Felt"}, {"file": upload(picture("jpg"), "felt.png")})
    form.is_valid()
    assert "file" not in form.errors
