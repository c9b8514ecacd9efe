"""Who an account is."""

import datetime as dt

from allauth.mfa.models import Authenticator

from shanyraq.kernel.identifiers import parse_iin
from shanyraq.platform.accounts import sealing
from shanyraq.platform.accounts.models import Person, User


def person_of(user: User) -> Person | None:
    """The confirmed person behind an account, or ``None``."""
    return getattr(user, "person", None) if user.is_authenticated else None


def person_with(iin: str) -> Person | None:
    """The person with this identity number, found by its keyed hash, under the present or an earlier key."""
    hashes = sealing.keyed_hashes(iin, purpose=sealing.IDENTITY_NUMBER)
    return Person.objects.select_related("user").filter(iin_hash__in=hashes).first()


def reveal_iin(person: Person) -> str:
    """The number in clear, for one who must act on it by law. The caller records why it was read."""
    return sealing.unseal(person.sealed_iin, purpose=sealing.IDENTITY_NUMBER)


def birth_date_of(person: Person) -> dt.date | None:
    """The birth date that the number holds; ``None`` for foreigners whose number holds none."""
    return parse_iin(reveal_iin(person)).birth_date


def has_second_factor(user: User) -> bool:
    """Whether the account has an authenticator app or a passkey; recovery codes alone are none."""
    types = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Authenticator.objects.filter(user_id=user.pk, type__in=types).exists()
