"""Cards: one for a person, good in every member library."""

from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from dateutil.relativedelta import relativedelta
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.lending.actions.locks import lock_reader
from shanyraq.domains.library.lending.models import ReaderName, ReaderProfile
from shanyraq.domains.library.lending.rules.names import name_keys
from shanyraq.domains.library.network.models import Library, Reader
from shanyraq.kernel.errors import Refusal
from shanyraq.kernel.identifiers import new_public_id, parse_public_id
from shanyraq.kernel.languages import DEFAULT
from shanyraq.platform.accounts.actions.persons import Identity, record_person
from shanyraq.platform.accounts.models import Person, User

CARD_YEARS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What is written down about a reader at a desk."""

    name: str
    email: str = ""
    phone: str = ""
    language: str = DEFAULT
    desk_note: str = ""


def _has_card() -> Refusal:
    return Refusal(_("This person has a card already."), code="has_card")


def register_at_desk(
    *, particulars: Particulars, identity: Identity | None, library: Library, at: datetime
) -> Reader:
    """Give a card to somebody who stands at the desk; with the number of their paper it is the only one.

    :raises Refusal: ``has_card``.
    """
    try:
        with transaction.atomic():
            person = record_person(identity=identity, at=at) if identity else None
            return _issue(particulars, library, at, person=person)
    except IntegrityError:
        raise _has_card() from None


def order_card(*, user: User, library: Library, at: datetime) -> Reader:
    """Give a card to an account whose identity the state has confirmed; a card from a desk is connected.

    :raises Refusal: ``identity_needed``; ``has_card`` when the account or the person has one.
    """
    person = Person.objects.filter(user=user).first()
    if person is None:
        text = _("Confirm your identity first, or get the card at a library with your identity paper.")
        raise Refusal(text, code="identity_needed")
    try:
        with transaction.atomic():
            known = ReaderProfile.objects.select_related("reader").filter(person=person).first()
            if known is not None:
                return _connect(known.reader, user)
            particulars = Particulars(
                name=person.full_name or str(user), email=user.email, language=user.language
            )
            return _issue(particulars, library, at, person=person, user=user)
    except IntegrityError:
        raise _has_card() from None


def connect_card(*, user: User, card_number: str) -> Reader:
    """Connect a card from a desk with an account that has confirmed the reader's e-mail address.

    :raises Refusal: ``card_unknown``, which tells nothing about cards of others; ``has_card``.
    """
    number = parse_public_id(card_number, field="card_number")
    confirmed = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    owned = {address.lower() for address in confirmed}
    reader = Reader.objects.filter(card_number=number, user__isnull=True).first()
    if reader is None or not reader.email or reader.email.lower() not in owned:
        text = _("No card with this number was given to your e-mail address. Ask at your library.")
        raise Refusal(text, code="card_unknown", field="card_number")
    try:
        with transaction.atomic():
            return _connect(reader, user)
    except IntegrityError:
        raise _has_card() from None


def _connect(reader: Reader, user: User) -> Reader:
    locked = lock_reader(reader.pk)
    if locked.user_id not in {None, user.pk}:
        raise _has_card()
    locked.user = user
    locked.save(update_fields=["user"])
    return locked


def _issue(
    particulars: Particulars,
    library: Library,
    at: datetime,
    *,
    person: Person | None = None,
    user: User | None = None,
) -> Reader:
    reader = Reader.objects.create(
        card_number=new_public_id(),
        user=user,
        name=particulars.name,
        email=particulars.email,
        phone=particulars.phone,
        home_library=library,
        registered_at=at,
        expires_at=at + relativedelta(years=CARD_YEARS),
    )
    keep_name(reader)
    ReaderProfile.objects.create(
        reader=reader, person=person, language=particulars.language, desk_note=particulars.desk_note
    )
    return reader


def keep_name(reader: Reader) -> None:
    """Make a reader findable by name in any script; for whoever writes ``Reader.name``."""
    keys = name_keys(reader.name)
    reader.name_words.exclude(key__in=keys).delete()
    ReaderName.objects.bulk_create(
        [ReaderName(reader=reader, key=key) for key in keys], ignore_conflicts=True
    )


def change_reader(*, reader: Reader, particulars: Particulars) -> Reader:
    """Write down other particulars of a reader."""
    with transaction.atomic():
        locked = lock_reader(reader.pk)
        locked.name, locked.email, locked.phone = particulars.name, particulars.email, particulars.phone
        locked.save(update_fields=["name", "email", "phone"])
        keep_name(locked)
        ReaderProfile.objects.update_or_create(
            reader=locked,
            defaults={"language": particulars.language, "desk_note": particulars.desk_note},
        )
    return locked


def renew_card(*, reader: Reader, at: datetime) -> Reader:
    """Make the card good for the whole term from now on."""
    with transaction.atomic():
        locked = lock_reader(reader.pk)
        locked.expires_at = at + relativedelta(years=CARD_YEARS)
        locked.save(update_fields=["expires_at"])
    return locked


def replace_card(*, reader: Reader) -> Reader:
    """Give a new number in place of a card that was lost; the old one opens nothing any more."""
    with transaction.atomic():
        locked = lock_reader(reader.pk)
        locked.card_number = new_public_id()
        locked.save(update_fields=["card_number"])
    return locked


def block_card(*, reader: Reader, reason: str) -> Reader:
    """Lend nothing more to the reader until the block is lifted. :raises Refusal: ``reason_required``."""
    if not reason.strip():
        raise Refusal(_("Give the reason for this step."), code="reason_required", field="reason")
    return _set_block(reader, reason.strip()[:300])


def unblock_card(*, reader: Reader) -> Reader:
    """Lift the block."""
    return _set_block(reader, "")


def _set_block(reader: Reader, reason: str) -> Reader:
    with transaction.atomic():
        locked = lock_reader(reader.pk)
        locked.blocked_reason = reason
        locked.save(update_fields=["blocked_reason"])
    return locked
