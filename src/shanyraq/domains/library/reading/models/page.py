"""Pages of digital editions, their text, pictures inside EPUBs, and the table of contents."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.reading import faults
from shanyraq.domains.library.reading.models.digital_edition import DigitalEdition
from shanyraq.domains.library.reading.models.files import file_field
from shanyraq.domains.library.reading.models.source_file import SourceFile
from shanyraq.domains.library.reading.states import PageForm, PageState, TextOrigin


class DigitalPage(models.Model):
    """One page, in the place ``number`` (from 1). A missing one has neither picture nor text.

    ``member`` and ``index`` say where in its source it lies, so that taking a file apart twice makes it once.
    """

    edition = models.ForeignKey(DigitalEdition, related_name="pages", on_delete=models.CASCADE)
    number = models.PositiveIntegerField(_("place"))
    label = models.CharField(_("label"), max_length=40, blank=True)
    form = models.CharField(max_length=5, choices=PageForm.choices, default=PageForm.IMAGE)
    source = models.ForeignKey(
        SourceFile, related_name="pages", on_delete=models.PROTECT, null=True, blank=True
    )
    member = models.CharField(max_length=300, blank=True)
    index = models.PositiveIntegerField(default=0)
    image = file_field()
    """A tiled pyramidal TIFF."""
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    alto = file_field()
    state = models.CharField(_("state"), max_length=8, choices=PageState.choices, default=PageState.WAITING)
    error = models.TextField(_("error"), blank=True)
    """What went wrong, as ``faults`` stores it; ``told_error`` for people."""
    attempts = models.PositiveSmallIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("page of a book")
        verbose_name_plural = _("pages of books")
        ordering = ["edition", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "number"],
                name="library_page_place_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(fields=["source", "member", "index"], name="library_page_of_source_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="library_page_from_one"),
        ]
        indexes = [
            models.Index(
                fields=["changed_at"], condition=models.Q(state="waiting"), name="library_page_waiting"
            )
        ]

    def __str__(self) -> str:
        return self.label or str(self.number)

    @property
    def told_error(self) -> str:
        """The error in the language now active."""
        return faults.told(self.error)

    @property
    def shown_label(self) -> str:
        """What is printed on the page, else its place in brackets."""
        return self.label or f"[{self.number}]"

    @property
    def has_picture(self) -> bool:
        """Whether there is a picture to be zoomed."""
        return bool(self.image) and self.width > 0


class PageText(models.Model):
    """The text of a page, apart from it so that no list ever loads texts.

    ``terms`` are the coarse matches of ``platform.search.analysis``, by which a search inside the book finds
    the page. ``boxes`` are packed by ``formats.boxes``: where each word stands in text and picture.
    ``html`` is the sanitised content of a page of running text.
    """

    page = models.OneToOneField(
        DigitalPage, related_name="content", on_delete=models.CASCADE, primary_key=True
    )
    text = models.TextField(blank=True)
    language = models.CharField(max_length=10, blank=True)
    origin = models.CharField(max_length=5, choices=TextOrigin.choices, default=TextOrigin.NONE, blank=True)
    confidence = models.PositiveSmallIntegerField(null=True, blank=True)
    """Mean confidence of the recognition in percent."""
    boxes = models.BinaryField(default=bytes)
    terms = ArrayField(models.TextField(), default=list, blank=True)
    html = models.TextField(blank=True)

    class Meta:
        verbose_name = _("text of a page")
        verbose_name_plural = _("texts of pages")

    def __str__(self) -> str:
        return f"{self.page_id}: {self.text[:40]}"


class ContentsEntry(models.Model):
    """A line of the table of contents, in the order of ``position``; ``level`` from 1."""

    edition = models.ForeignKey(DigitalEdition, related_name="contents", on_delete=models.CASCADE)
    position = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(_("title"), max_length=500)
    page = models.ForeignKey(DigitalPage, related_name="headings", on_delete=models.CASCADE)
    anchor = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = _("entry of the contents")
        verbose_name_plural = _("entries of the contents")
        ordering = ["edition", "position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "position"], name="library_contents_position_once"),
            models.CheckConstraint(
                condition=models.Q(level__gte=1, level__lte=6), name="library_contents_level_1_to_6"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class BookPicture(models.Model):
    """A picture inside a page of running text, given out only with the right to read the book."""

    edition = models.ForeignKey(DigitalEdition, related_name="pictures", on_delete=models.CASCADE)
    source = models.ForeignKey(SourceFile, related_name="pictures", on_delete=models.CASCADE)
    member = models.CharField(max_length=300)
    file = file_field()
    mime = models.CharField(max_length=40)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("picture in a book")
        verbose_name_plural = _("pictures in books")
        constraints = [models.UniqueConstraint(fields=["source", "member"], name="library_book_picture_once")]

    def __str__(self) -> str:
        return self.member
