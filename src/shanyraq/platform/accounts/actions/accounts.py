"""Opening accounts on others' behalf, and changing one's own particulars."""

from allauth.account.models import EmailAddress
from django.db import transaction

from shanyraq.kernel.languages import DEFAULT
from shanyraq.platform.accounts.models import User


def open_account(
    *, email: str, password: str, language: str = DEFAULT, is_staff: bool = False, is_superuser: bool = False
) -> User:
    """Open an account with a confirmed address: its owner stands before us (demo, installation).

    :raises django.db.IntegrityError: when the address has an account.
    """
    with transaction.atomic():
        user = User.objects.create_user(
            email.lower(), password, language=language, is_staff=is_staff, is_superuser=is_superuser
        )
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


def change_profile(*, user: User, first_name: str, last_name: str, language: str) -> User:
    """Change the name shown to others and the language of letters."""
    user.first_name, user.last_name, user.language = first_name, last_name, language
    user.save(update_fields=["first_name", "last_name", "language"])
    return user
