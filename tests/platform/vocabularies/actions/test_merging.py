"""Authorities merged and taken apart again."""

from datetime import UTC, datetime

import pytest

from shanyraq.kernel.errors import Refusal
from shanyraq.platform.accounts.models import User
from shanyraq.platform.vocabularies.actions.merging import merge_authorities, undo_merge
from shanyraq.platform.vocabularies.models import Authority, AuthorityMerge, AuthorityName
from shanyraq.platform.vocabularies.queries.authorities import (
    current_authority,
    family_ids,
    names_of,
    root_of,
)
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, tzinfo=UTC)


def authority(text: str, kind: str = "person") -> Authority:
    made = Authority.objects.create(kind=kind)
    AuthorityName.objects.create(authority=made, text=text)
    return made


@pytest.fixture
def librarian() -> User:
    return UserFactory()


def test_merging_redirects_and_is_recorded(librarian: User) -> None:
    one, other, third = authority("Абай"), authority("Abai"), authority("Ибраһим")
    merge_authorities(authority=third, into=other, actor=librarian, at=AT)
    merge = merge_authorities(authority=other, into=one, actor=librarian, at=AT, reason=" бір адам ")
    assert (merge.actor_id, merge.reason, merge.at) == (librarian.pk, "бір адам", AT)
    assert current_authority(third.public_id) == one
    assert family_ids(one) == sorted([one.pk, other.pk, third.pk])
    assert {name.text for name in names_of(one)} == {"Абай", "Abai", "Ибраһим"}


def test_merging_is_undone(librarian: User) -> None:
    one, other = authority("Абай"), authority("Abai")
    merge = merge_authorities(authority=other, into=one, actor=librarian, at=AT)
    undo_merge(merge=merge, actor=librarian, at=AT)
    assert current_authority(other.public_id) == other
    assert AuthorityMerge.objects.get().undone_by_id == librarian.pk
    with pytest.raises(Refusal) as refused:
        undo_merge(merge=merge, actor=librarian, at=AT)
    assert refused.value.code == "undone"
    merge_authorities(authority=Authority.objects.get(pk=other.pk), into=one, actor=librarian, at=AT)


def test_what_makes_no_sense_is_refused(librarian: User) -> None:
    one, other, place = authority("Абай"), authority("Abai"), authority("Абай", "place")
    merge_authorities(authority=other, into=one, actor=librarian, at=AT)
    fresh = Authority.objects.get(pk=other.pk)
    for gone, kept, code in (
        (one, one, "same"),
        (one, fresh, "same"),
        (fresh, one, "same"),
        (one, place, "kind"),
        (fresh, authority("x"), "merged"),
    ):
        with pytest.raises(Refusal) as refused:
            merge_authorities(authority=gone, into=kept, actor=librarian, at=AT)
        assert refused.value.code == code


def test_a_loop_that_no_action_makes_does_not_hang() -> None:
    one, other = authority("Абай"), authority("Abai")
    Authority.objects.filter(pk=one.pk).update(merged_into=other)
    Authority.objects.filter(pk=other.pk).update(merged_into=one)
    assert root_of(Authority.objects.get(pk=one.pk)).pk in {one.pk, other.pk}
    assert family_ids(one) == sorted([one.pk, other.pk])
