"""What a reader leaves in a book: a place, bookmarks, a loan, a place in the queue."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.reading.models.digital_edition import DigitalEdition
from shanyraq.domains.library.reading.models.page import DigitalPage
from shanyraq.domains.library.reading.states import LoanEnd


class ReaderPlace(models.Model):
    """Where an account stopped reading; one for a book."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, related_name="reading_places", on_delete=models.CASCADE
    )
    edition = models.ForeignKey(DigitalEdition, related_name="places", on_delete=models.CASCADE)
    page = models.ForeignKey(DigitalPage, related_name="+", on_delete=models.CASCADE)
    offset = models.PositiveIntegerField(default=0)
    """Characters into the text of the page, for running text."""
    changed_at = models.DateTimeField(_("changed at"))

    class Meta:
        verbose_name = _("place in a book")
        verbose_name_plural = _("places in books")
        ordering = ["-changed_at"]
        constraints = [models.UniqueConstraint(fields=["user", "edition"], name="library_reader_place_once")]

    def __str__(self) -> str:
        return f"{self.edition_id}: {self.page_id}"


class Bookmark(models.Model):
    """A page that a reader marked, with a note."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, related_name="bookmarks", on_delete=models.CASCADE)
    edition = models.ForeignKey(DigitalEdition, related_name="bookmarks", on_delete=models.CASCADE)
    page = models.ForeignKey(DigitalPage, related_name="+", on_delete=models.CASCADE)
    note = models.CharField(_("note"), max_length=500, blank=True)
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("bookmark")
        verbose_name_plural = _("bookmarks")
        ordering = ["edition", "page__number"]
        constraints = [models.UniqueConstraint(fields=["user", "page"], name="library_bookmark_once")]

    def __str__(self) -> str:
        return self.note or str(self.page_id)


class DigitalLoan(models.Model):
    """A reader's right to read a book of the class «loan» until ``due_at``.

    ``copy`` (from 1) names the copy; the database lets one open loan stand on it, and one open loan of a
    book be a reader's. The trigger ``library_digital_loan_copies`` holds ``copy`` within the book's copies.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, related_name="digital_loans", on_delete=models.CASCADE)
    edition = models.ForeignKey(DigitalEdition, related_name="loans", on_delete=models.PROTECT)
    copy = models.PositiveSmallIntegerField()
    lent_at = models.DateTimeField(_("lent at"))
    due_at = models.DateTimeField(_("until"))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    end = models.CharField(max_length=8, choices=LoanEnd.choices, default=LoanEnd.OPEN, blank=True)

    class Meta:
        verbose_name = _("digital loan")
        verbose_name_plural = _("digital loans")
        ordering = ["-lent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "copy"],
                condition=models.Q(ended_at__isnull=True),
                name="library_digital_copy_lent_once",
            ),
            models.UniqueConstraint(
                fields=["edition", "user"],
                condition=models.Q(ended_at__isnull=True),
                name="library_digital_loan_of_reader_once",
            ),
            models.CheckConstraint(
                condition=models.Q(due_at__gt=models.F("lent_at")), name="library_digital_loan_has_term"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, end="")
                | (models.Q(ended_at__isnull=False) & ~models.Q(end="")),
                name="library_digital_loan_end_reason",
            ),
            models.CheckConstraint(condition=models.Q(copy__gte=1), name="library_digital_copy_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}: {self.user_id}"


class QueuePlace(models.Model):
    """A reader's place in the queue for a book. ``offered_until``: a copy is kept for them until then."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, related_name="+", on_delete=models.CASCADE)
    edition = models.ForeignKey(DigitalEdition, related_name="queue", on_delete=models.CASCADE)
    position = models.PositiveIntegerField()
    joined_at = models.DateTimeField(_("joined at"))
    offered_at = models.DateTimeField(null=True, blank=True)
    offered_until = models.DateTimeField(_("kept until"), null=True, blank=True)

    class Meta:
        verbose_name = _("place in a queue")
        verbose_name_plural = _("places in queues")
        ordering = ["edition", "position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "position"], name="library_queue_position_once"),
            models.UniqueConstraint(fields=["edition", "user"], name="library_queue_reader_once"),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}: {self.position}"
