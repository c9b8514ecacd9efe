"""Drafts are kept as typed, by their initiator alone, and no window overwrites another."""

import datetime as dt

import pytest

from shanyraq.domains.petitions.actions.attachments import add_attachment
from shanyraq.domains.petitions.actions.drafts import (
    MOST_DRAFTS,
    create_draft,
    discard_draft,
    lock_writable,
    save_draft,
)
from shanyraq.domains.petitions.models import Attachment, Petition, Proposal
from shanyraq.kernel.errors import Refusal
from tests.domains.petitions import public_scene as scene
from tests.factories import petitions as people
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
AT = people.AT
LATER = AT + dt.timedelta(minutes=5)


def code_of(call, **values) -> tuple[str, str | None]:
    with pytest.raises(Refusal) as refused:
        call(**values)
    return refused.value.code, refused.value.field


def proposals(petition: Petition) -> list[tuple[int, str]]:
    return list(petition.proposals.values_list("number", "text"))


def test_a_draft_needs_no_confirmed_identity_and_is_nobodys_elses() -> None:
    user = UserFactory()
    petition = create_draft(actor=user, language="ru", at=AT)
    assert (petition.user, petition.initiator, petition.state) == (user, None, "draft")
    assert (petition.created_at, petition.changed_at) == (AT, AT)
    assert len(petition.link_token) == 32
    values = {"petition": petition, "texts": people.texts(), "at": AT}
    assert code_of(save_draft, actor=UserFactory(), **values) == ("not_allowed", None)


def test_unknown_language_is_refused() -> None:
    user = UserFactory()
    assert code_of(create_draft, actor=user, language="xx", at=AT) == ("language", "language")
    petition = create_draft(actor=user, language="kk", at=AT)
    texts = people.texts(language="xx")
    assert code_of(save_draft, petition=petition, texts=texts, actor=user, at=AT) == ("language", "language")


def test_drafts_of_one_account_are_bounded() -> None:
    user = UserFactory()
    for _number in range(MOST_DRAFTS):
        create_draft(actor=user, language="kk", at=AT)
    assert code_of(create_draft, actor=user, language="kk", at=AT) == ("too_many_drafts", None)
    create_draft(actor=UserFactory(), language="kk", at=AT)


def test_what_is_typed_is_kept_complete_or_not() -> None:
    user = UserFactory()
    petition = create_draft(actor=user, language="kk", at=AT)
    texts = people.texts(body=None, topic=None, title="Ки", substance="", proposals=["", " Бір\r\n", "Екі "])
    save_draft(petition=petition, texts=texts, actor=user, at=LATER)
    petition.refresh_from_db()
    assert (petition.title, petition.substance, petition.body) == ("Ки", "", None)
    assert proposals(petition) == [(1, "Бір"), (2, "Екі")]
    assert petition.changed_at == LATER


def test_saving_the_same_again_changes_nothing() -> None:
    petition = people.draft()
    kept = list(Proposal.objects.values_list("pk", flat=True))
    save_draft(petition=petition, texts=people.texts(), actor=petition.user, at=LATER)
    petition.refresh_from_db()
    assert petition.changed_at == AT
    assert list(Proposal.objects.values_list("pk", flat=True)) == kept


def test_another_window_does_not_overwrite_what_it_has_not_seen() -> None:
    petition = people.draft()
    save_draft(
        petition=petition, texts=people.texts(title="Екінші атау"), actor=petition.user, at=LATER, seen_at=AT
    )
    values = {"petition": petition, "texts": people.texts(), "actor": petition.user, "at": LATER}
    assert code_of(save_draft, seen_at=AT, **values) == ("changed_elsewhere", None)
    petition.refresh_from_db()
    assert petition.title == "Екінші атау"
    save_draft(seen_at=LATER, **values)


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"title": "а" * 151}, "too_long", "title"),
        ({"substance": "а" * 3_001}, "too_long", "substance"),
        ({"arguments": "а" * 1_000_000}, "too_long", "arguments"),
        ({"proposals": ["а" * 1_501]}, "too_long", "proposals"),
        ({"proposals": ["а"] * 21}, "too_many", "proposals"),
    ],
)
def test_too_much_text_is_refused_and_nothing_is_lost(values: dict, code: str, field: str) -> None:
    petition = people.draft()
    call = {"petition": petition, "texts": people.texts(**values), "actor": petition.user, "at": LATER}
    assert code_of(save_draft, **call) == (code, field)
    petition.refresh_from_db()
    assert petition.title == "Ауылға кітапхана керек"
    assert len(proposals(petition)) == 2


@pytest.mark.parametrize("state", ["moderation", "opening", "collecting", "refused", "withdrawn"])
def test_only_drafts_and_corrections_can_be_written_in(state: str) -> None:
    petition = scene.petition(state, user=UserFactory())
    values = {"petition": petition, "texts": people.texts(), "actor": petition.user, "at": AT}
    assert code_of(save_draft, **values) == ("wrong_state", None)


def test_a_discarded_draft_leaves_nothing(django_capture_on_commit_callbacks) -> None:
    petition = people.draft()
    attachment = add_attachment(petition=petition, upload=people.upload(), actor=petition.user, at=AT)
    storage, name = attachment.file.storage, attachment.file.name
    assert code_of(discard_draft, petition=petition, actor=UserFactory()) == ("not_allowed", None)
    with django_capture_on_commit_callbacks(execute=True):
        discard_draft(petition=petition, actor=petition.user)
    assert (Petition.objects.count(), Attachment.objects.count()) == (0, 0)
    assert not storage.exists(name)


def test_what_was_submitted_is_not_discarded() -> None:
    petition = people.returned()
    assert code_of(discard_draft, petition=petition, actor=petition.user) == ("wrong_state", None)


def test_a_petition_that_is_gone_is_refused() -> None:
    petition = people.draft()
    Petition.objects.all().delete()
    assert code_of(lock_writable, petition=petition, actor=petition.user) == ("gone", None)
