"""Lists of books that readers make, for themselves or for everybody."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from shanyraq.kernel.identifiers import new_public_id
from shanyraq.kernel.languages import DEFAULT, LANGUAGES


class ReadingList(models.Model):
    """A named list of editions, written in one language. A public one is seen by all who have its address."""

    public_id = models.CharField(max_length=10, unique=True, default=new_public_id, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, related_name="reading_lists", on_delete=models.CASCADE
    )
    title = models.CharField(_("title"), max_length=120)
    note = models.TextField(_("about the list"), max_length=2000, blank=True)
    language = models.CharField(
        _("language"),
        max_length=10,
        choices=[(language.code, language.own_name) for language in LANGUAGES.values()],
        default=DEFAULT,
    )
    is_public = models.BooleanField(_("everybody may see it"), default=False)
    created_at = models.DateTimeField(_("created at"))
    changed_at = models.DateTimeField(_("changed at"))

    class Meta:
        verbose_name = _("reading list")
        verbose_name_plural = _("reading lists")
        ordering = ["-changed_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class ReadingListEntry(models.Model):
    """An edition on a list, by its public id, so that a list outlives merges of editions."""

    reading_list = models.ForeignKey(ReadingList, related_name="entries", on_delete=models.CASCADE)
    edition_public_id = models.CharField(max_length=10)
    position = models.PositiveIntegerField()
    note = models.CharField(_("note"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("entry of a reading list")
        verbose_name_plural = _("entries of reading lists")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["reading_list", "edition_public_id"], name="library_list_edition_once"
            ),
        ]

    def __str__(self) -> str:
        return self.edition_public_id
