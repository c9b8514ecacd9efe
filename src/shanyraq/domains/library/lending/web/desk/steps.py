"""One scan, one step: what the desk does with what it read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from shanyraq.domains.library.catalogue.models import Item
from shanyraq.domains.library.lending.actions import loans, undoing
from shanyraq.domains.library.lending.actions.routing import Way
from shanyraq.domains.library.lending.models import Hold, Loan
from shanyraq.domains.library.lending.permissions import Librarian
from shanyraq.domains.library.lending.queries.scanning import Command, Understood, item_with, understand
from shanyraq.domains.library.lending.queries.titles import title_of
from shanyraq.domains.library.lending.states import LoanState
from shanyraq.domains.library.lending.web.desk.tray import Choice, Line, Step, Tray
from shanyraq.domains.library.network.models import Reader
from shanyraq.kernel.errors import Refusal


@dataclass(frozen=True, slots=True)
class Scan:
    """What a step needs to know."""

    librarian: Librarian
    tray: Tray
    at: datetime

    @property
    def reader(self) -> Reader | None:
        """The reader whose card lies on the desk."""
        return Reader.objects.filter(pk=self.tray.reader).first() if self.tray.reader else None


def step(text: str, scan: Scan) -> None:
    """Understand ``text``, do it, and write what came of it onto the tray. A refusal is a line too."""
    understood = understand(text, scan.librarian.branch)
    try:
        line = _do(understood, scan)
    except Refusal as refusal:
        line = _refused(refusal, understood)
    if line is not None:
        scan.tray.put(line)


def _do(understood: Understood, scan: Scan) -> Line | None:
    if understood.command is not None:
        return _COMMANDS[understood.command](understood, scan)
    if understood.reader is not None:
        scan.tray.take_card(understood.reader.pk)
        return None
    if understood.item is not None:
        return _copy(understood.item, scan)
    return _not_understood(understood)


def _copy(item: Item, scan: Scan) -> Line:
    reader = scan.reader
    return _lend(item, reader, scan) if reader else _receive(item, scan)


def _lend(item: Item, reader: Reader, scan: Scan) -> Line:
    lent = loans.lend(item=item, reader=reader, librarian=scan.librarian, at=scan.at)
    scan.tray.step = Step("lent", lent.loan.pk, reader.pk, hold=lent.hold.pk if lent.hold else None)
    scan.tray.receipt.append(lent.loan.pk)
    return _line("good", _("Lent until %(day)s") % {"day": date_format(lent.loan.due_date)}, item)


def _receive(item: Item, scan: Scan) -> Line:
    received = loans.receive(item=item, librarian=scan.librarian, at=scan.at)
    scan.tray.step = None
    if received.loan is not None and received.reader_id is not None:
        scan.tray.step = Step("returned", received.loan.pk, received.reader_id)
        if received.loan.pk in scan.tray.receipt:
            scan.tray.receipt.remove(received.loan.pk)
    words = _("Taken back") if received.loan else _("It was not lent")
    if received.loan and received.loan.due_date < timezone.localdate(scan.at):
        words = _("Taken back late")
    kind, detail = _where_to(received.route, item)
    return _line(kind, words, item, detail=detail)


def _where_to(route: loans.Route, item: Item) -> tuple[str, str]:
    """What the librarian does next, in words, and how urgent it sounds."""
    if route.way == Way.HOLD_SHELF and route.hold is not None:
        words = _("Put it on the hold shelf for %(reader)s until %(day)s.")
        until = date_format(route.hold.shelf_until) if route.hold.shelf_until else ""
        return "attention", words % {"reader": route.hold.reader, "day": until}
    if route.way == Way.SEND and route.branch is not None:
        words = (
            _("Send it to %(branch)s: a reader waits there.")
            if route.hold
            else _("Send it home: %(branch)s.")
        )
        return "attention", words % {"branch": route.branch.name}
    if route.way == Way.SET_ASIDE:
        return "attention", _("Set it aside: it is marked “%(state)s”.") % {"state": item.get_state_display()}
    return "good", _("Shelve it: %(mark)s") % {"mark": item.shelf_mark or "—"}


def _undo(_understood: Understood, scan: Scan) -> Line:
    last, scan.tray.step = scan.tray.step, None
    if last is None:
        return Line("info", _("There is nothing to undo."))
    loan = Loan.objects.select_related("item__record__edition").filter(pk=last.loan).first()
    reader = Reader.objects.filter(pk=last.reader).first()
    if loan is None or reader is None:
        return Line("wrong", _("This step can no longer be undone."))
    _UNDO[last.kind](loan, reader, last=last, scan=scan)
    if last.kind == "lent" and loan.pk in scan.tray.receipt:
        scan.tray.receipt.remove(loan.pk)
    return _line("good", _("Undone"), loan.item)


def _undo_lent(loan: Loan, reader: Reader, *, last: Step, scan: Scan) -> None:
    hold = Hold.objects.filter(pk=last.hold).first() if last.hold else None
    undoing.undo_loan(loan=loan, reader=reader, hold=hold, librarian=scan.librarian, at=scan.at)


def _undo_returned(loan: Loan, reader: Reader, *, last: Step, scan: Scan) -> None:  # noqa: ARG001 - all of these are called alike
    undoing.undo_return(loan=loan, reader=reader, librarian=scan.librarian, at=scan.at)


def _undo_renewed(loan: Loan, reader: Reader, *, last: Step, scan: Scan) -> None:  # noqa: ARG001 - all of these are called alike
    due = date.fromisoformat(last.due_date)
    loans.take_back_renewal(loan=loan, due_date=due, librarian=scan.librarian, at=scan.at)


_UNDO: dict[str, Callable[..., None]] = {
    "lent": _undo_lent,
    "returned": _undo_returned,
    "renewed": _undo_renewed,
}


def _end(_understood: Understood, scan: Scan) -> None:
    scan.tray.take_card(None)


def _renew(understood: Understood, scan: Scan) -> Line:
    item = item_with(understood.argument, scan.librarian.branch)
    loan = Loan.objects.filter(item=item, state=LoanState.OPEN).first() if item else None
    if item is None or loan is None or loan.reader_id is None:
        return Line("wrong", _("This copy is not lent."), detail=understood.argument)
    before = loan.due_date
    renewed = loans.renew(loan=loan, actor=scan.librarian, at=scan.at)
    scan.tray.step = Step("renewed", loan.pk, loan.reader_id, due_date=before.isoformat())
    return _line("good", _("Renewed until %(day)s") % {"day": date_format(renewed.due_date)}, item)


def _renew_all(_understood: Understood, scan: Scan) -> Line | None:
    reader = scan.reader
    if reader is None:
        return Line("wrong", _("Scan a card first."))
    for loan in reader.loans.filter(state=LoanState.OPEN).select_related("item__record__edition"):
        try:
            renewed = loans.renew(loan=loan, actor=scan.librarian, at=scan.at)
        except Refusal as refusal:
            scan.tray.put(_line("wrong", str(refusal), loan.item))
        else:
            words = _("Renewed until %(day)s") % {"day": date_format(renewed.due_date)}
            scan.tray.put(_line("good", words, loan.item))
    scan.tray.step = None
    return None


def _return(understood: Understood, scan: Scan) -> Line:
    item = item_with(understood.argument, scan.librarian.branch)
    return _receive(item, scan) if item else _not_understood(understood)


def _receipt(_understood: Understood, _scan: Scan) -> None:
    """The page itself leads to the receipt."""


_COMMANDS: dict[Command, Callable[[Understood, Scan], Line | None]] = {
    Command.UNDO: _undo,
    Command.END: _end,
    Command.RENEW: _renew,
    Command.RENEW_ALL: _renew_all,
    Command.RETURN: _return,
    Command.RECEIPT: _receipt,
}


def _line(kind: str, text: str, item: Item, *, detail: str = "", choices: tuple[Choice, ...] = ()) -> Line:
    title = title_of(item.record.edition)
    return Line(kind, text, detail, title.text, title.lang, title.direction, choices)


def _refused(refusal: Refusal, understood: Understood) -> Line:
    item = understood.item
    if item is None:
        return Line("wrong", str(refusal))
    choices: tuple[Choice, ...] = ()
    if refusal.code == "already_lent_here":
        choices = (Choice(_("Renew"), f"/renew {item}"), Choice(_("Take back"), f"/return {item}"))
    if refusal.code == "lent_elsewhere":
        choices = (Choice(_("Take back"), f"/return {item}"),)
    return _line("wrong", str(refusal), item, choices=choices)


def _not_understood(understood: Understood) -> Line:
    words = understood.argument or understood.text
    if not words:
        return Line("info", _("Scan a card or a book."))
    return Line("wrong", _("Nothing has this number."), detail=words, search=words)
