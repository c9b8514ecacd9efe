"""The demonstration's own books: pages as pictures, and an EPUB, through the whole of digitisation."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django.core.files.base import ContentFile
from django.db import transaction
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.manager import JobManager

from shanyraq.domains.library.catalogue.models import Record
from shanyraq.domains.library.demo.marc.table import Entry
from shanyraq.domains.library.demo.typesetting.epub import epub_of
from shanyraq.domains.library.demo.typesetting.faces import has_shaping
from shanyraq.domains.library.demo.typesetting.manuscript import Manuscript
from shanyraq.domains.library.demo.typesetting.pages import page_pictures
from shanyraq.domains.library.network.models import Library, StaffPost, StaffRole
from shanyraq.domains.library.reading.actions.editions import begin_edition, describe_edition, move_edition
from shanyraq.domains.library.reading.actions.uploads import KINDS, upload_sources
from shanyraq.domains.library.reading.models import DigitalEdition
from shanyraq.domains.library.reading.states import EditionState
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.files.checks import check_upload

OWNER: Final = "national"
LARGEST: Final = 64 * 1024 * 1024
_OCR: Final = {
    "kk-Cyrl": ["kaz"],
    "kk-Latn": ["eng"],
    "kk-Arab": ["ara"],
    "ru-Cyrl": ["rus"],
    "en-Latn": ["eng"],
}
_MOMENT: Final = (2026, 11, 1, 9, 0, 0)
"""Of every file in an archive, so that it is the same each time."""


def load_books(books: Sequence[tuple[Manuscript, Entry]], at: datetime) -> int:
    """Begin the digital editions that were never begun; how many. Workers do the rest.

    Books in Arabic letters need a program that joins them (libfribidi); where it is missing they stay away.
    """
    library = Library.objects.filter(code=OWNER).first()
    operator = _operator(library)
    if library is None or operator is None:
        return 0
    made = 0
    for manuscript, entry in books:
        record = Record.objects.filter(library=library, control_number=f"NB{entry.number:07d}").first()
        if record is None or record.edition.digital_editions.exists():
            continue
        if manuscript.is_right_to_left and not has_shaping():
            continue
        made += _load_book(manuscript, record, operator, at)
    order_publishing()
    return made


def _operator(library: Library | None) -> Any:
    posts = StaffPost.objects.filter(library=library, role=StaffRole.DIGITISATION).select_related("user")
    post = posts.first() if library is not None else None
    return post.user if post else None


def _load_book(manuscript: Manuscript, record: Record, operator: Any, at: datetime) -> int:  # noqa: PLR0917 -- what, of which record, by whom, when
    name = manuscript.name
    files = [(f"{name}.zip", _archive(manuscript))]
    if manuscript.is_epub:
        files.append((f"{name}.epub", epub_of(manuscript)))
    for file_name, content in files:
        with transaction.atomic():
            begun = begin_edition(edition=record.edition, library=record.library, actor=operator, at=at)
            edition = describe_edition(edition=begun, values=_values(manuscript), actor=operator, at=at)
            checked = check_upload(ContentFile(content, name=file_name), kinds=KINDS, max_bytes=LARGEST)
            upload_sources(edition=edition, files=[checked], actor=operator, at=at)
    return len(files)


def _values(manuscript: Manuscript) -> dict[str, Any]:
    return {
        "title": manuscript.title,
        "creator": "",
        "language": manuscript.language,
        "script": manuscript.script,
        "ocr_languages": _OCR[f"{manuscript.language}-{manuscript.script}"],
        "direction": "rtl" if manuscript.is_right_to_left else "ltr",
        "access_class": manuscript.access,
        "in_all_reading_rooms": manuscript.access == "reading_room",
        "rights": "https://creativecommons.org/licenses/by/4.0/",
    }


def _archive(manuscript: Manuscript) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in page_pictures(manuscript):
            archive.writestr(zipfile.ZipInfo(name, _MOMENT), content)
    return held.getvalue()


def publish_ready(*, at: datetime) -> int:
    """Publish the demonstration's books whose pages are all ready; how many are still being processed."""
    library = Library.objects.filter(code=OWNER).first()
    operator = _operator(library)
    if operator is None:
        return 0
    mine = DigitalEdition.objects.filter(library=library, created_by=operator.pk, published_at=None)
    for edition in mine.filter(state=EditionState.REVIEW):
        try:
            move_edition(edition=edition, move="publish", actor=operator, at=at)
        except Refusal:  # a page failed: it waits for a person, as in life
            continue
    return mine.filter(state=EditionState.PROCESSING).count()


def order_publishing() -> None:
    """Have the workers publish what becomes ready."""
    from shanyraq.domains.library.demo.tasks import publish  # noqa: PLC0415 -- tasks call this module

    order = publish.configure(schedule_in={"seconds": 15})
    order.job_manager = JobManager(DjangoConnector())
    order.defer(attempt=0)
