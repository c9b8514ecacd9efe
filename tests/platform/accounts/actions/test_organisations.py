"""Organisations never lose their last owner, and roles hold."""

import threading

import pytest
from django.contrib.auth.models import Permission
from django.db import DataError, IntegrityError, connections, transaction

from shanyraq.kernel.errors import Refusal
from shanyraq.platform.accounts.actions.organisations import (
    change_role,
    confirm_organisation,
    register_organisation,
    remove_member,
)
from shanyraq.platform.accounts.models import Membership, Organisation, Role
from tests.factories.accounts import AT, BIN, MembershipFactory, OrganisationFactory, UserFactory


@pytest.mark.django_db
def test_register_organisation_makes_the_actor_owner() -> None:
    actor = UserFactory()
    organisation = register_organisation(actor=actor, name="Музей", bin_number=BIN, at=AT)
    assert list(organisation.memberships.values_list("user", "role")) == [(actor.pk, "owner")]
    assert not organisation.is_confirmed


@pytest.mark.django_db
def test_register_organisation_refuses_the_same_twice() -> None:
    actor = UserFactory()
    register_organisation(actor=actor, name="Музей", bin_number=BIN, at=AT)
    with pytest.raises(Refusal) as refused:
        register_organisation(actor=actor, name="Музей", bin_number=BIN, at=AT)
    assert (refused.value.code, refused.value.field) == ("organisation_exists", "bin")


@pytest.mark.django_db
def test_register_organisation_leaves_an_unconfirmed_number_to_its_true_owner() -> None:
    register_organisation(actor=UserFactory(), name="Squatter", bin_number=BIN, at=AT)
    assert register_organisation(actor=UserFactory(), name="Музей", bin_number=BIN, at=AT).pk


@pytest.mark.django_db
def test_confirm_organisation_allows_one_for_a_number() -> None:
    staff = UserFactory(is_staff=True)
    staff.user_permissions.add(Permission.objects.get(codename="change_organisation"))
    one, other = (OrganisationFactory(bin=BIN) for _ in range(2))
    assert confirm_organisation(organisation=one, actor=staff, at=AT).is_confirmed
    with pytest.raises(Refusal) as refused:
        confirm_organisation(organisation=other, actor=staff, at=AT)
    assert refused.value.code == "organisation_exists"
    with pytest.raises(Refusal) as refused:
        register_organisation(actor=UserFactory(), name="Late", bin_number=BIN, at=AT)
    assert refused.value.code == "organisation_exists"


@pytest.mark.django_db
def test_confirm_organisation_needs_the_permission() -> None:
    with pytest.raises(Refusal) as refused:
        confirm_organisation(organisation=OrganisationFactory(), actor=UserFactory(), at=AT)
    assert refused.value.code == "not_allowed"


@pytest.mark.django_db
@pytest.mark.parametrize("bin_number", ["", "12345678901", "12345678901a", "1234567890123"])
def test_organisation_bin_must_be_twelve_digits(bin_number: str) -> None:
    with pytest.raises((IntegrityError, DataError)), transaction.atomic():
        OrganisationFactory(bin=bin_number)


@pytest.mark.django_db
def test_last_owner_cannot_leave_nor_step_down() -> None:
    owner = MembershipFactory()
    for act in (
        lambda: remove_member(membership=owner, actor=owner.user),
        lambda: change_role(membership=owner, role=Role.MEMBER, actor=owner.user),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.code == "last_owner"
    other = MembershipFactory(organisation=owner.organisation)
    remove_member(membership=owner, actor=owner.user)
    assert list(Membership.objects.all()) == [other]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("actor_role", "other_role", "may"),
    [
        (Role.OWNER, Role.OWNER, True),
        (Role.OWNER, Role.MEMBER, True),
        (Role.MANAGER, Role.MEMBER, True),
        (Role.MANAGER, Role.MANAGER, False),
        (Role.MANAGER, Role.OWNER, False),
        (Role.MEMBER, Role.MEMBER, False),
    ],
)
def test_remove_member_follows_the_roles(actor_role: str, other_role: str, may: bool) -> None:
    organisation = MembershipFactory().organisation
    actor = MembershipFactory(organisation=organisation, role=actor_role)
    other = MembershipFactory(organisation=organisation, role=other_role)
    if may:
        remove_member(membership=other, actor=actor.user)
        assert not Membership.objects.filter(pk=other.pk).exists()
    else:
        with pytest.raises(Refusal) as refused:
            remove_member(membership=other, actor=actor.user)
        assert refused.value.code == "not_allowed"


@pytest.mark.django_db
@pytest.mark.parametrize("actor_role", [Role.MANAGER, Role.MEMBER, None])
def test_change_role_is_the_owners(actor_role: str | None) -> None:
    owner = MembershipFactory()
    actor = (
        MembershipFactory(organisation=owner.organisation, role=actor_role).user
        if actor_role
        else UserFactory()
    )
    target = MembershipFactory(organisation=owner.organisation, role=Role.MEMBER)
    with pytest.raises(Refusal) as refused:
        change_role(membership=target, role=Role.OWNER, actor=actor)
    assert refused.value.code == "not_allowed"


@pytest.mark.django_db
def test_change_role_refuses_an_unknown_role() -> None:
    owner = MembershipFactory()
    with pytest.raises(Refusal):
        change_role(membership=owner, role="king", actor=owner.user)


@pytest.mark.django_db(transaction=True)
def test_two_owners_leaving_at_the_same_time_leave_one() -> None:
    first = MembershipFactory()
    second = MembershipFactory(organisation=first.organisation)
    start, results = threading.Barrier(2, timeout=60), []

    def leave(membership: Membership) -> None:
        try:
            start.wait()
            remove_member(membership=membership, actor=membership.user)
            results.append("left")
        except Refusal as refusal:
            results.append(refusal.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=leave, args=(membership,)) for membership in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(results) == ["last_owner", "left"]
    assert Organisation.objects.get().memberships.filter(role=Role.OWNER).count() == 1
