"""What many tests of a module look at is made once, in a transaction around them all."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from pytest_django import DjangoDbBlocker


@contextmanager
def kept_by_module(blocker: DjangoDbBlocker) -> Iterator[None]:
    """Every test of the module finds what is written before the ``yield`` of its fixture, and returns to it.

    The transaction around each test is a savepoint inside this one. Tests of such a module may not commit
    (``transaction=True``), and all of them must find the same: have the whole module use the fixture.
    """
    block = transaction.atomic()
    with blocker.unblock():
        block._from_testcase = True  # type: ignore[attr-defined]  # as Django's TestCase: lasting blocks fit in
        block.__enter__()
    try:
        yield
    finally:
        with blocker.unblock():
            transaction.set_rollback(True)
            block.__exit__(None, None, None)
