"""Pages' pictures through the picture server: from any storage, and gone with a takedown at once."""

import pytest
from django.core.files.storage import storages
from django.utils import timezone

from shanyraq.domains.library.reading.actions.editions import move_edition
from shanyraq.domains.library.reading.web.pictures import picture_base
from shanyraq.platform.imaging import access
from shanyraq.platform.imaging.wsgi import PictureServer
from tests.factories.library_reading import add_page, add_picture, digital
from tests.platform.imaging.far_away import FarAway
from tests.platform.imaging.visits import behind, visit


@pytest.fixture
def server(settings, tmp_path):
    settings.IMAGING_FOLDER = str(tmp_path / "imaging")
    access.forget_everything()
    yield PictureServer(behind)
    access.forget_everything()


def tile(page):
    return f"{picture_base(page)}/0,0,256,256/256,/0/default.jpg"


def test_a_restricted_book_is_gone_with_the_next_request(
    server, member, head, tmp_path, django_capture_on_commit_callbacks
):
    page = add_page(digital(member), 1)
    add_picture(page, tmp_path)
    shown = visit(server, tile(page))
    assert (shown.status, shown.headers["cache-control"]) == (
        200,
        "public, max-age=31536000, immutable, s-maxage=300",
    )
    with django_capture_on_commit_callbacks(execute=True):
        move_edition(
            edition=page.edition, move="restrict", actor=head, at=timezone.now(), reason="A claim came in."
        )
    assert visit(server, tile(page)).status in {401, 403}


def test_pages_are_served_from_a_storage_without_paths(server, member, tmp_path, monkeypatch):
    far = FarAway()
    monkeypatch.setitem(storages._storages, "library", far)
    page = add_page(digital(member), 1)
    page.image.storage = page.alto.storage = far
    add_picture(page, tmp_path)
    assert far.exists(page.image.name)
    field = type(page)._meta.get_field("image")
    monkeypatch.setattr(field, "storage", far)
    first = visit(server, tile(page))
    assert (first.status, first.headers["content-type"]) == (200, "image/jpeg")
    copies = list((tmp_path / "imaging").rglob("*.copy"))
    assert len(copies) == 1
    copies[0].unlink()  # room was needed: it is fetched again
    assert visit(server, tile(page)).body == first.body
