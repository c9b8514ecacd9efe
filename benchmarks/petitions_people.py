"""People who are signed in and known to the state, and a petition that waits for them."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

CSRF = "c" * 32
"""The secret of everybody's form; each has a session of their own."""

TERRITORY = "750000000"
CHUNK = 5_000


def numbers() -> Iterator[str]:
    """Identity numbers of invented people, one after the other; their check digits fit."""
    from shanyraq.kernel.identifiers import national_check_digit  # noqa: PLC0415 - the settings are named before

    day = dt.date(1950, 1, 1)
    while True:
        for serial in range(10_000):
            century = "3" if serial % 2 else "4"
            stem = f"{day:%y%m%d}{century}{serial:04d}"
            digit = national_check_digit(stem)
            if digit is not None:
                yield f"{stem}{digit}"
        day += dt.timedelta(days=1)


def signed_in_people(number: int, cookies: Path) -> None:
    """Write *number* accounts with their persons and sessions; *cookies* gets a session key a line."""
    given = numbers()
    with cookies.open("w") as file:
        done = 0
        while done < number:
            some = list(islice(given, min(CHUNK, number - done)))
            file.writelines(f"{key}\n" for key in _write(some, done))
            done += len(some)


def _write(iins: list[str], first: int) -> list[str]:
    from allauth.usersessions.models import UserSession  # noqa: PLC0415 - the settings are named before
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415 - the settings are named before
    from django.contrib.sessions.models import Session  # noqa: PLC0415 - the settings are named before
    from django.utils import timezone  # noqa: PLC0415 - the settings are named before

    from shanyraq.platform.accounts import sealing  # noqa: PLC0415 - the settings are named before
    from shanyraq.platform.accounts.models import Person, User  # noqa: PLC0415 - the settings are named before
    from shanyraq.platform.accounts.sessions import SessionStore  # noqa: PLC0415 - the settings are named before
    from shanyraq.platform.accounts.web.fresh import SESSION_KEY as FRESH_KEY  # noqa: PLC0415 - the settings are named before
    from shanyraq.platform.accounts.web.fresh import SESSION_KEY as SIGNED_IN_AT  # noqa: PLC0415 - the settings are named before

    now = timezone.now()
    users = User.objects.bulk_create(
        User(email=f"signer{first + place}@shanyraq.example", password="!", language="kk")  # noqa: S106 - no password fits it
        for place in range(len(iins))
    )
    Person.objects.bulk_create(
        Person(
            user=user,
            sealed_iin=sealing.seal(iin, purpose=sealing.IDENTITY_NUMBER),
            iin_hash=sealing.keyed_hash(iin, purpose=sealing.IDENTITY_NUMBER),
            given_name="Айгүл",
            family_name="Сыналыева",
            confirmed_at=now,
        )
        for user, iin in zip(users, iins, strict=True)
    )
    store = SessionStore()
    keys = [secrets.token_hex(16) for _user in users]
    Session.objects.bulk_create(
        Session(
            session_key=key,
            session_data=store.encode(
                {
                    SESSION_KEY: str(user.pk),
                    BACKEND_SESSION_KEY: "shanyraq.platform.accounts.backends.PasswordBackend",
                    HASH_SESSION_KEY: user.get_session_auth_hash(),
                    SIGNED_IN_AT: now.timestamp(),
                    FRESH_KEY: int(now.timestamp()),
                }
            ),
            expire_date=now + dt.timedelta(days=1),
        )
        for key, user in zip(keys, users, strict=True)
    )
    UserSession.objects.bulk_create(
        UserSession(user=user, session_key=key, ip="127.0.0.1", user_agent="wrk", last_seen_at=now)
        for key, user in zip(keys, users, strict=True)
    )
    return keys


def open_petition() -> str:
    """A petition to a ministry that takes signatures; its public id."""
    from django.utils import timezone  # noqa: PLC0415 - the settings are named before

    from shanyraq.domains.petitions import models  # noqa: PLC0415 - the settings are named before
    from shanyraq.domains.petitions.actions.law import load_law  # noqa: PLC0415 - the settings are named before
    from shanyraq.domains.petitions.actions.signing_start import prepare_signing  # noqa: PLC0415 - the settings are named before

    load_law()
    now = timezone.now()
    petition = models.Petition.objects.create(
        state="collecting",
        link_token=secrets.token_urlsafe(16),
        language="kk",
        body=models.Body.objects.filter(kind="central").order_by("slug").first(),
        title="Әр ауылға кітапхана",
        substance="Әр ауылда кітапхана болсын. " * 10,
        arguments="Кітап оқитын ел озады. " * 20,
        edition=models.Edition.objects.filter(in_force_date__lte=now.date())
        .order_by("-in_force_date")
        .first(),
        threshold=1_000_000_000,
        calendar_version="",
        created_at=now,
        changed_at=now,
        submitted_at=now,
        admitted_at=now,
        opened_at=now,
        signing_ends_at=now + dt.timedelta(days=30),
    )
    models.Proposal.objects.create(petition=petition, number=1, text="Кітапхана салыңыздар.")
    models.TextVersion.objects.create(
        petition=petition, number=1, texts={"title": petition.title}, text_hash="0" * 64, at=now
    )
    prepare_signing(petition)
    return petition.public_id
