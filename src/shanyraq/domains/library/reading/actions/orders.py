"""Orders to the workers, written in the open transaction, so that no worker sees one before its row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.manager import JobManager


def order_unpacking(source_id: int) -> None:
    """Have a file taken apart."""
    from shanyraq.domains.library.reading.tasks import unpack  # noqa: PLC0415 - tasks call actions

    _order(unpack, f"library.unpack.{source_id}", source_id=source_id)


def order_pages(page_ids: Iterable[int]) -> None:
    """Have pages processed, each by an order of its own."""
    from shanyraq.domains.library.reading.tasks import process  # noqa: PLC0415 - tasks call actions

    for page_id in page_ids:
        _order(process, f"library.page.{page_id}", page_id=page_id)


def order_finishing(edition_id: int) -> None:
    """Have it looked at whether all is done."""
    from shanyraq.domains.library.reading.tasks import finish  # noqa: PLC0415 - tasks call actions

    _order(finish, f"library.finish.{edition_id}", edition_id=edition_id)


def order_download(edition_id: int, kind: str) -> None:
    """Have a whole book made as one file."""
    from shanyraq.domains.library.reading.tasks import make_download  # noqa: PLC0415 - tasks call actions

    _order(make_download, f"library.download.{edition_id}.{kind}", edition_id=edition_id, kind=kind)


def _order(task: Any, lock: str, **values: Any) -> None:
    """An order that waits already is not given twice."""
    order = task.configure(queueing_lock=lock)
    order.job_manager = JobManager(DjangoConnector())
    try:
        with transaction.atomic():
            order.defer(**values)
    except AlreadyEnqueued:
        return
