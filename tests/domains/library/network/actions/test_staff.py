"""Posts and invitations."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

from shanyraq.domains.library.network.actions import staff
from shanyraq.domains.library.network.models import StaffInvitation, StaffPost, StaffRole
from shanyraq.kernel.errors import Refusal
from tests.factories.accounts import UserFactory, newest_letter
from tests.factories.library import AT, MemberFactory, PostFactory, administrator

pytestmark = pytest.mark.django_db


def refused(call: Any) -> str:
    with pytest.raises(Refusal) as caught:
        call()
    return caught.value.code


def token() -> str:
    found = re.search(r"/library/invitations/([\w-]+)/", newest_letter().body_text)
    assert found
    return found[1]


def test_known_address_gets_the_post_and_a_letter_in_its_language() -> None:
    post, guest = PostFactory(), UserFactory(email="guest@example.kz", language="ru")
    made = staff.appoint(
        library=post.library, email="Guest@Example.kz", role="cataloguer", actor=post.user, at=AT
    )
    assert made.post is not None
    assert (made.post.user, made.post.role, made.invitation) == (guest, "cataloguer", None)
    assert (newest_letter().recipient, newest_letter().language) == ("guest@example.kz", "ru")


def test_unconfirmed_address_is_only_invited() -> None:
    post = PostFactory()
    guest = UserFactory(email="guest@example.kz", address=False)
    made = staff.appoint(library=post.library, email=guest.email, role="head", actor=post.user, at=AT)
    assert made.invitation is not None
    assert not guest.library_posts.exists()


def test_invitation_is_accepted_by_the_confirmed_address_once() -> None:
    post = PostFactory()
    staff.appoint(library=post.library, email="new@example.kz", role="circulation", actor=post.user, at=AT)
    secret, other = token(), UserFactory()
    assert secret not in {each.token_hash for each in StaffInvitation.objects.all()}
    guest = UserFactory(email="new@example.kz")
    assert (
        refused(lambda: staff.accept_invitation(token=secret, actor=other, at=AT)) == "invitation_for_another"
    )
    late = AT + timedelta(days=15)
    assert refused(lambda: staff.accept_invitation(token=secret, actor=guest, at=late)) == "invitation_closed"
    made = staff.accept_invitation(token=secret, actor=guest, at=AT)
    assert (made.user, made.library, made.role) == (guest, post.library, "circulation")
    assert refused(lambda: staff.accept_invitation(token=secret, actor=guest, at=AT)) == "invitation_closed"
    assert refused(lambda: staff.accept_invitation(token="\udcff", actor=guest, at=AT)) == "invitation_closed"


def test_second_invitation_replaces_the_first() -> None:
    post = PostFactory()
    for _each in range(2):
        staff.appoint(library=post.library, email="new@example.kz", role="head", actor=post.user, at=AT)
    assert StaffInvitation.objects.count() == 1


def test_post_is_given_once_and_only_by_whom_it_belongs() -> None:
    post, guest = PostFactory(), UserFactory()
    give = lambda actor, role="head": staff.appoint(  # noqa: E731 -- a short name for four calls
        library=post.library, email=guest.email, role=role, actor=actor, at=AT
    )
    assert refused(lambda: give(guest)) == "not_allowed"
    assert refused(lambda: give(PostFactory().user)) == "not_allowed"
    assert refused(lambda: give(post.user, "network")) == "not_allowed"
    give(post.user)
    assert refused(lambda: give(post.user)) == "has_post"


def test_last_head_stays_unless_the_network_says_so() -> None:
    post = PostFactory()
    assert refused(lambda: staff.dismiss(post=post, actor=post.user)) == "last_head"
    second = PostFactory(library=post.library)
    staff.dismiss(post=post, actor=second.user)
    assert refused(lambda: staff.dismiss(post=post, actor=second.user)) == "gone"
    staff.dismiss(post=second, actor=administrator())
    assert not StaffPost.objects.filter(library=post.library).exists()


def test_last_administrator_stays_where_no_superuser_is() -> None:
    actor = administrator()
    post = StaffPost.objects.get(user=actor)
    assert refused(lambda: staff.dismiss(post=post, actor=actor)) == "last_administrator"
    UserFactory(is_superuser=True)
    staff.dismiss(post=post, actor=actor)
    assert not StaffPost.objects.exists()


def test_invitation_is_withdrawn_by_heads_only() -> None:
    post = PostFactory()
    made = staff.appoint(library=post.library, email="new@example.kz", role="head", actor=post.user, at=AT)
    assert made.invitation is not None
    assert refused(
        lambda: staff.withdraw_invitation(invitation=made.invitation, actor=PostFactory().user)
    ) == ("not_allowed")
    staff.withdraw_invitation(invitation=made.invitation, actor=post.user)
    assert not StaffInvitation.objects.exists()


def test_database_keeps_posts_in_their_place() -> None:
    with pytest.raises(Exception, match="library_staff_post_place"):
        PostFactory(library=MemberFactory(), role=StaffRole.NETWORK)
