"""Files of an initiator: bounded, each once, gone when they are taken out."""

import datetime as dt

import pytest

from shanyraq.domains.petitions.actions.attachments import (
    MOST_ATTACHMENTS,
    add_attachment,
    remove_attachment,
)
from shanyraq.domains.petitions.models import Attachment
from shanyraq.kernel.errors import Refusal
from tests.factories import petitions as people
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
AT = people.AT
LATER = AT + dt.timedelta(minutes=5)


def refused_code(call, **values) -> str:
    with pytest.raises(Refusal) as refused:
        call(**values)
    return refused.value.code


def test_a_file_is_kept_under_its_name_with_size_and_hash() -> None:
    petition = people.draft()
    made = add_attachment(
        petition=petition, upload=people.upload(), actor=petition.user, at=LATER, name=" Хат \x00"
    )
    assert (made.name, made.size, len(made.sha256), made.added_at) == ("Хат", 27, 64, LATER)
    assert made.file.read() == b"Our village has no library."
    petition.refresh_from_db()
    assert petition.changed_at == LATER


def test_the_same_content_is_attached_once() -> None:
    petition = people.draft()
    values = {"petition": petition, "actor": petition.user, "at": AT}
    add_attachment(upload=people.upload(), **values)
    assert refused_code(add_attachment, upload=people.upload("other.txt"), **values) == "already"


def test_files_are_bounded() -> None:
    petition = people.draft()
    values = {"petition": petition, "actor": petition.user, "at": AT}
    for number in range(MOST_ATTACHMENTS):
        add_attachment(upload=people.upload(content=b"letter %d" % number), **values)
    assert refused_code(add_attachment, upload=people.upload(), **values) == "too_many"


def test_a_file_that_is_taken_out_is_deleted(django_capture_on_commit_callbacks) -> None:
    petition = people.draft()
    made = add_attachment(petition=petition, upload=people.upload(), actor=petition.user, at=AT)
    storage, name = made.file.storage, made.file.name
    with django_capture_on_commit_callbacks(execute=True):
        remove_attachment(attachment=made, actor=petition.user, at=LATER)
    assert not Attachment.objects.exists()
    assert not storage.exists(name)


def test_nobody_else_touches_files_and_nobody_after_submission() -> None:
    petition = people.draft()
    made = add_attachment(petition=petition, upload=people.upload(), actor=petition.user, at=AT)
    assert refused_code(remove_attachment, attachment=made, actor=UserFactory(), at=AT) == "not_allowed"
    petition.state = "moderation"
    people.edition()
    petition.edition, petition.threshold, petition.submitted_at = people.edition(), 1, AT
    petition.save()
    values = {"petition": petition, "upload": people.upload(content=b"two"), "at": AT}
    assert refused_code(remove_attachment, attachment=made, actor=petition.user, at=AT) == "wrong_state"
    assert refused_code(add_attachment, actor=petition.user, **values) == "wrong_state"
