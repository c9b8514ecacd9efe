"""What the portal does in the background."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from shanyraq.surfaces.portal.queries.pictures import SPECS
from shanyraq.surfaces.portal.tasks import prepare_picture_sizes
from tests.factories.portal import PictureFactory

pytestmark = pytest.mark.django_db


def test_new_picture_is_ordered_in_every_size() -> None:
    picture = PictureFactory()
    (job,) = ProcrastinateJob.objects.filter(task_name__endswith="prepare_picture_sizes")
    assert job.args == {"picture_id": picture.pk}


def test_prepared_picture_has_every_size() -> None:
    picture = PictureFactory()
    prepare_picture_sizes(picture_id=picture.pk)
    assert {each.filter_spec for each in picture.renditions.all()} == SPECS


def test_preparing_a_deleted_picture_does_nothing() -> None:
    prepare_picture_sizes(picture_id=0)
