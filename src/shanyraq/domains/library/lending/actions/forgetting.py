"""What is kept of a reader's reading: nothing, unless the reader wants it."""

from django.db import transaction

from shanyraq.domains.library.lending.actions.locks import lock_reader
from shanyraq.domains.library.lending.models import Hold, Loan
from shanyraq.domains.library.lending.states import ACTIVE_HOLDS, OWED
from shanyraq.domains.library.network.models import Reader


def forget(ended: Loan | Hold) -> None:
    """Cut an ended loan or hold from its reader, who does not keep a history. The row stays for counts."""
    if ended.reader is not None and not ended.reader.keeps_history:
        ended.reader = None
        ended.save(update_fields=["reader"])


def delete_history(*, reader: Reader) -> int:
    """Cut everything that has ended from the reader, for ever. Returns how many loans and holds."""
    with transaction.atomic():
        locked = lock_reader(reader.pk)
        loans = locked.loans.exclude(state__in=OWED).update(reader=None)
        return loans + locked.holds.exclude(state__in=ACTIVE_HOLDS).update(reader=None)


def keep_history(*, reader: Reader, keeps: bool) -> None:
    """Begin to keep what the reader returns, or stop it and delete what was kept."""
    with transaction.atomic():
        locked = lock_reader(reader.pk)
        locked.keeps_history = keeps
        locked.save(update_fields=["keeps_history"])
        if not keeps:
            delete_history(reader=locked)
    reader.keeps_history = keeps
