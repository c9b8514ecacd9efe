"""Who signs in."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from shanyraq.kernel.languages import DEFAULT, LANGUAGES


class UserManager(BaseUserManager["User"]):
    """Accounts are named by their e-mail address."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


# type checkers cannot see the managers that Wagtail gives its pictures and documents
class User(AbstractUser):
    """An account: an e-mail address and a password or a proof from the state's identity provider.

    The migration of a new column, here or of ``Person``, renews the function ``accounts_session``.
    """

    username = None  # type: ignore[assignment]  # Django's way to leave a field out
    email = models.EmailField(
        _("e-mail address"),
        unique=True,
        error_messages={"unique": _("There is an account with this e-mail address.")},
    )
    language = models.CharField(
        _("language of letters"),
        max_length=10,
        choices=[(language.code, language.own_name) for language in LANGUAGES.values()],
        default=DEFAULT,
    )

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]  # the parent's is bound to user names

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="accounts_user_email_any_case"),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email
