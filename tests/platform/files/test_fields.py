import pytest
from django import forms
from django.contrib.auth import get_user_model
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form

from shanyraq.platform.files.editors_forms import CheckedAttachmentForm, CheckedPictureForm
from shanyraq.platform.files.fields import CheckedFileField
from tests.platform.files import samples


class PosterForm(forms.Form):
    poster = CheckedFileField(kinds=["picture"], max_bytes=100_000)
    note = CheckedFileField(kinds=["document"], max_bytes=100_000, required=False)


def test_checked_file_field_cleans_name_and_type():
    form = PosterForm({}, {"poster": samples.upload(samples.picture("webp"), "poster.jpg", "text/html")})
    assert form.is_valid(), form.errors
    poster = form.cleaned_data["poster"]
    assert (poster.name, poster.content_type, poster.checked.width) == ("poster.webp", "image/webp", 60)
    assert form.cleaned_data["note"] is None


@pytest.mark.parametrize(
    ("content", "code"),
    [(samples.bomb(), "too_many_pixels"), (b"x", "wrong_kind"), (b"x" * 100_001, "too_large")],
)
def test_checked_file_field_turns_a_refusal_into_an_error_of_its_own(content, code):
    form = PosterForm({}, {"poster": samples.upload(content, "poster.jpg")})
    assert form.errors.as_data()["poster"][0].code == code


def test_checked_file_field_tells_the_browser_what_it_takes():
    html = str(PosterForm()["poster"])
    assert 'accept=".jpg,.jpeg,.png,.webp,.avif,.gif"' in html
    assert 'data-max-bytes="100000"' in html


@pytest.fixture
def editor(db):
    return get_user_model().objects.create_superuser("editor@example.org")


def test_editors_pictures_and_documents_go_through_our_checks(editor):
    picture_form = get_image_form(get_image_model())
    assert issubclass(picture_form, CheckedPictureForm)
    hidden = samples.upload(samples.picture("png") + samples.archive(), "a.png")
    form = picture_form({"title": "a"}, {"file": hidden}, user=editor)
    assert form.errors.as_data()["file"][0].code == "hidden_content"
    good = picture_form({"title": "a"}, {"file": samples.upload(samples.picture(), "a.png")}, user=editor)
    assert "file" not in good.errors


def test_editors_documents_are_what_they_say(editor):
    document_form = get_document_form(get_document_model())
    assert issubclass(document_form, CheckedAttachmentForm)
    page = samples.upload(b"<html><script>alert(1)</script></html>", "law.pdf")
    form = document_form({"title": "a"}, {"file": page}, user=editor)
    assert form.errors.as_data()["file"][0].code == "wrong_kind"
