"""Digital editions with pages, and the files that they are made of."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pyvips
from django.core.files.uploadedfile import SimpleUploadedFile
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from shanyraq.domains.library.catalogue.description import Agent, Description, Heading
from shanyraq.domains.library.catalogue.models import Edition, Work
from shanyraq.domains.library.network.models import Library
from shanyraq.domains.library.reading.actions.storing import keep
from shanyraq.domains.library.reading.formats.alto import write_alto
from shanyraq.domains.library.reading.formats.boxes import pack
from shanyraq.domains.library.reading.formats.words import Box, Line, PageWords, Word, running_text
from shanyraq.domains.library.reading.models import DigitalEdition, DigitalPage, PageText
from shanyraq.domains.library.reading.queries.analysing import page_terms
from shanyraq.domains.library.reading.states import AccessClass, EditionState, PageState, TextOrigin
from shanyraq.platform.files.checks import check_upload
from shanyraq.platform.imaging.pyramids import make_pyramid
from tests.factories.library import MemberFactory

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ABAI = "Абай жолы романы қазақ халқының өмірі туралы. Кітаптың беттері көп."


def catalogued(title: str = "Абай жолы") -> Edition:
    """A catalogued edition without records."""
    described = Description(
        title=Heading(text=title),
        agents=(Agent(name=Heading(text="Әуезов, Мұхтар"), roles=("aut",)),),
        languages=("kaz",),
    )
    work = Work.objects.create(title=title)
    return Edition.objects.create(
        work=work, title=title, kind="book", language="kaz", description=described.to_json(), changed_at=AT
    )


def digital(library: Library | None = None, **values: Any) -> DigitalEdition:
    """A digital edition, by default published for everybody, without pages."""
    edition = values.pop("edition", None) or catalogued(values.get("title", "Абай жолы"))
    given = {
        "title": edition.title,
        "creator": "Әуезов, Мұхтар",
        "state": EditionState.PUBLISHED,
        "access_class": AccessClass.PUBLIC,
        "published_at": AT,
        "created_at": AT,
        "changed_at": AT,
        "ocr_languages": ["kaz"],
    }
    return DigitalEdition.objects.create(
        edition=edition, library=library or MemberFactory(), **(given | values)
    )


def words_of(text: str, width: int = 600, height: int = 800) -> PageWords:
    """The words of a text, each line of it a block, in a grid of boxes."""
    blocks = []
    for row, line in enumerate(text.split("\n")):
        words = [
            Word(word, Box(10 + 60 * at, 10 + 30 * row, 50, 20), 90) for at, word in enumerate(line.split())
        ]
        if words:
            blocks.append((Line(tuple(words)),))
    return PageWords(width, height, tuple(blocks))


def add_page(edition: DigitalEdition, number: int, text: str = ABAI, **values: Any) -> DigitalPage:
    """A ready page with text and boxes, without a picture unless ``image`` is given."""
    given = {"state": PageState.READY, "width": 600, "height": 800, "changed_at": AT}
    page = DigitalPage.objects.create(edition=edition, number=number, **(given | values))
    running, placed = running_text(words_of(text))
    PageText.objects.create(
        page=page,
        text=running,
        language=edition.language,
        origin=TextOrigin.OCR,
        boxes=pack(placed),
        terms=page_terms(running, edition.language),
    )
    return page


def add_alto(page: DigitalPage, text: str = ABAI) -> None:
    """Give a page the ALTO of its text, as the recognition does."""
    page.alto.name = keep(
        f"pages/{page.edition.public_id}/{page.pk}-0123abcd.alto.xml", write_alto(words_of(text))
    )
    page.save(update_fields=["alto"])


def add_picture(page: DigitalPage, folder: Any) -> None:
    """Give a page a real pyramid and ALTO."""
    source, target = folder / "source.png", folder / "pyramid.tif"
    source.write_bytes(scan(width=600, height=800))
    make_pyramid(source, target)
    stem = f"pages/{page.edition.public_id}/{page.pk}-0123abcd"
    page.image.name = keep(f"{stem}.tif", target)
    page.alto.name = keep(f"{stem}.alto.xml", b"<alto/>")
    page.save(update_fields=["image", "alto"])


def scan(
    text: str = "", *, width: int = 900, height: int = 1200, extension: str = "png", grey: int = 255
) -> bytes:
    """A picture of a page with black letters on paper."""
    paper = (pyvips.Image.black(width, height) + grey).cast("uchar").copy(interpretation="b-w")
    if text:
        letters = pyvips.Image.text(text, width=width - 160, dpi=150, font="DejaVu Sans 14")
        ink = letters.invert().embed(80, 100, width, height, extend="background", background=[255])
        paper = (paper < ink).ifthenelse(paper, ink).cast("uchar").copy(interpretation="b-w")
    return bytes(paper.write_to_buffer(f".{extension}"))


def several_scans(texts: list[str]) -> bytes:
    """A TIFF of several pages."""
    pages = [pyvips.Image.new_from_buffer(scan(text), "") for text in texts]
    joined = pyvips.Image.arrayjoin(pages, across=1).copy()
    joined.set_type(pyvips.GValue.gint_type, "page-height", pages[0].height)
    return bytes(joined.tiffsave_buffer())


def archive(members: dict[str, bytes]) -> bytes:
    """A ZIP of members."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, content in members.items():
            file.writestr(name, content)
    return made.getvalue()


def checked(name: str, content: bytes) -> Any:
    """A file that passed the gate for uploads."""
    upload = SimpleUploadedFile(name, content)
    kinds = ("picture", "scan", "document", "book", "archive")
    return check_upload(upload, kinds=kinds, max_bytes=500_000_000)


def work_off(*, attempts: int = 0, most: int = 500) -> list[str]:
    """Do what waits in the library's queue, as a worker would; names of the tasks that were done."""
    done: list[str] = []
    context = SimpleNamespace(job=SimpleNamespace(attempts=attempts))
    while len(done) < most:
        job = ProcrastinateJob.objects.filter(queue_name="library", status="todo").order_by("pk").first()
        if job is None:
            return done
        _drop(job.pk)
        task = app.tasks[job.task_name]
        task.func(*([context] if task.pass_context else []), **job.args)
        done.append(job.task_name)
    raise AssertionError("the work has no end")


def _drop(job_id: int) -> None:
    from django.db import connection  # noqa: PLC0415 - only here

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_events WHERE job_id = %s", [job_id])
        cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [job_id])
