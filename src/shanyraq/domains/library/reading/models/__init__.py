"""Tables of digital editions."""

from shanyraq.domains.library.reading.models.digital_edition import OCR_LANGUAGES, DigitalEdition
from shanyraq.domains.library.reading.models.download import Download
from shanyraq.domains.library.reading.models.page import BookPicture, ContentsEntry, DigitalPage, PageText
from shanyraq.domains.library.reading.models.reader import Bookmark, DigitalLoan, QueuePlace, ReaderPlace
from shanyraq.domains.library.reading.models.source_file import SourceFile
from shanyraq.domains.library.reading.models.takedown import TakedownAttachment, TakedownRequest
from shanyraq.domains.library.reading.models.text_version import TextVersion

__all__ = [
    "OCR_LANGUAGES",
    "BookPicture",
    "Bookmark",
    "ContentsEntry",
    "DigitalEdition",
    "DigitalLoan",
    "DigitalPage",
    "Download",
    "PageText",
    "QueuePlace",
    "ReaderPlace",
    "SourceFile",
    "TakedownAttachment",
    "TakedownRequest",
    "TextVersion",
]
