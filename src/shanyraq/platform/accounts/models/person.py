"""A person whose identity the state has confirmed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Person(models.Model):
    """One human being, known by the individual identification number (IIN) that the state's provider gave.

    The number itself lies here only sealed; its keyed hash makes it unique. A person outlives the account, so
    that nobody acts twice by opening a second account.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        related_name="person",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
    )
    sealed_iin = models.TextField(editable=False)
    iin_hash = models.CharField(max_length=64, unique=True, editable=False)
    given_name = models.CharField(_("given name"), max_length=150, blank=True)
    family_name = models.CharField(_("family name"), max_length=150, blank=True)
    middle_name = models.CharField(_("patronymic"), max_length=150, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed at"))

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(iin_hash__regex=r"^[0-9a-f]{64}$"), name="accounts_person_iin_hash_form"
            ),
            # a sealed text is far longer than the twelve digits of a bare number
            models.CheckConstraint(
                condition=models.Q(sealed_iin__regex=r"^gAAAA[\w=-]{80,}$"),
                name="accounts_person_iin_is_sealed",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """Family name, given name, patronymic, as official papers have it; empty when the state gave none."""
        return " ".join(part for part in (self.family_name, self.given_name, self.middle_name) if part)
