"""States of digital editions, their pages and requests for takedown, and the access classes."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EditionState(models.TextChoices):
    """Where a digital edition stands between the scanner and the reader."""

    UPLOADED = "uploaded", _("files are gathered")
    PROCESSING = "processing", _("being processed")
    REVIEW = "review", _("in review")
    PUBLISHED = "published", pgettext_lazy("digital edition", "published")
    RESTRICTED = "restricted", _("restricted for the time being")
    WITHDRAWN = "withdrawn", pgettext_lazy("digital edition", "withdrawn")


class AccessClass(models.TextChoices):
    """Who may read a published digital edition."""

    PUBLIC = "public", _("everybody")
    REGISTERED = "registered", _("registered readers")
    READING_ROOM = "reading_room", _("only in reading rooms")
    LOAN = "loan", _("on loan, one reader a copy")
    STAFF = "staff", _("only the library's staff")


class SourceKind(models.TextChoices):
    """What an uploaded file is."""

    SCAN = "scan", _("scan")
    ARCHIVE = "archive", _("archive of scans")
    PDF = "pdf", _("PDF")
    EPUB = "epub", _("EPUB")


class SourceState(models.TextChoices):
    """Whether the pages of an uploaded file are known yet."""

    WAITING = "waiting", _("waiting")
    UNPACKED = "unpacked", _("taken apart")
    FAILED = "failed", pgettext_lazy("work on a page", "failed")


class PageState(models.TextChoices):
    """How far the work on a page is."""

    WAITING = "waiting", _("waiting")
    READY = "ready", _("ready")
    FAILED = "failed", pgettext_lazy("work on a page", "failed")
    MISSING = "missing", _("missing in the original")


class PageForm(models.TextChoices):
    """What a page is shown as."""

    IMAGE = "image", _("picture of a page")
    TEXT = "text", _("running text")


class TextOrigin(models.TextChoices):
    """Where the text of a page comes from."""

    NONE = "", _("no text")
    LAYER = "layer", _("text of the file")
    OCR = "ocr", _("recognised by a program")
    HAND = "hand", _("corrected by hand")


class TakedownState(models.TextChoices):
    """Where a request to take a digital edition down stands."""

    RECEIVED = "received", _("received")
    REVIEW = "review", _("under review")
    RESTRICTED = "restricted", _("access restricted while under review")
    GRANTED = "granted", _("granted")
    REFUSED = "refused", _("refused")
    CLOSED = "closed", _("taken back")


class LoanEnd(models.TextChoices):
    """Why a digital loan is over."""

    OPEN = "", _("open")
    RETURNED = "returned", _("returned")
    EXPIRED = "expired", _("the term is over")
    REVOKED = "revoked", _("ended by the library")


OPEN_TAKEDOWNS = frozenset({TakedownState.RECEIVED, TakedownState.REVIEW, TakedownState.RESTRICTED})
CHANGEABLE = frozenset({EditionState.UPLOADED, EditionState.PROCESSING, EditionState.REVIEW})
"""States in which files and pages may be changed; a published one goes back to review first."""
