"""What lending knows of a reader besides the card."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.network.models import Reader
from shanyraq.kernel.languages import DEFAULT, LANGUAGES
from shanyraq.platform.accounts.models import Person


class ReaderProfile(models.Model):
    """Who the reader is by law (one person, one card), the language of letters, a word for the desk."""

    reader = models.OneToOneField(Reader, related_name="profile", on_delete=models.CASCADE, primary_key=True)
    person = models.OneToOneField(
        Person,
        verbose_name=_("person"),
        related_name="library_profile",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
    )
    language = models.CharField(
        _("language of letters"),
        max_length=10,
        choices=[(language.code, language.own_name) for language in LANGUAGES.values()],
        default=DEFAULT,
    )
    desk_note = models.CharField(_("message for the desk"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("reader's particulars")
        verbose_name_plural = _("readers' particulars")

    def __str__(self) -> str:
        return str(self.reader_id)
