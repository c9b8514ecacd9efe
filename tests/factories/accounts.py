"""Accounts, organisations and people for tests."""

from datetime import UTC, datetime

import factory
from allauth.account.models import EmailAddress
from django.test import Client
from factory.django import DjangoModelFactory

from shanyraq.kernel.identifiers import national_check_digit
from shanyraq.platform.accounts.actions.persons import Identity
from shanyraq.platform.accounts.models import Membership, Organisation, Role, User
from shanyraq.platform.notifications.models import Message

PASSWORD = "five unusual words of steppe"
AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
IINS = ("830514400122", "911123350018", "040718600179", "560302300215")
BIN_STEM = "99014000123"
BIN = f"{BIN_STEM}{national_check_digit(BIN_STEM)}"


class UserFactory(DjangoModelFactory[User]):
    """An account with a confirmed address."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda number: f"reader{number}@example.kz")
    language = "en"
    password = factory.django.Password(PASSWORD)

    @factory.post_generation
    def address(self, create: bool, extracted: object, **_kwargs: object) -> None:
        if create and extracted is not False:
            EmailAddress.objects.create(user=self, email=self.email, verified=True, primary=True)


class OrganisationFactory(DjangoModelFactory[Organisation]):
    """An organisation without members."""

    class Meta:
        model = Organisation

    name = factory.Sequence(lambda number: f"Museum {number}")
    bin = factory.Sequence(lambda number: f"9901400{number:05d}")
    created_at = AT


class MembershipFactory(DjangoModelFactory[Membership]):
    """A membership, by default of an owner."""

    class Meta:
        model = Membership

    organisation = factory.SubFactory(OrganisationFactory)
    user = factory.SubFactory(UserFactory)
    role = Role.OWNER
    joined_at = AT


def identity(iin: str = IINS[0], **names: str) -> Identity:
    return Identity(iin=iin, **{"given_name": "Айгүл", "family_name": "Сыналыева", **names})


def signed_in(user: User, client: Client | None = None) -> Client:
    """A browser in which ``user`` is signed in and has just given the password once more."""
    client = client or Client()
    client.post("/en/accounts/login/", {"login": user.email, "password": PASSWORD})
    client.post("/en/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def newest_letter() -> Message:
    """The letter that was written last; it waits in the outbox."""
    return Message.objects.order_by("pk").last() or Message()
