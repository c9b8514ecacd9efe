"""The demonstration of the library from beginning to end. Again, it only adds what is missing."""

from __future__ import annotations

from collections import Counter

from django.utils import timezone

from shanyraq.domains.library.demo import books, catalogues, members, people
from shanyraq.domains.library.demo.marc.table import entries, entry_of
from shanyraq.domains.library.demo.typesetting.manuscript import read_manuscripts
from shanyraq.domains.library.demo.typesetting.pages import Setter
from shanyraq.kernel.demonstration import Report


def load_library(*, report: Report, password: str) -> Counter[str]:
    """Members through their whole procedure, catalogues through the real import, books through digitisation.

    Text recognition goes on in the workers afterwards; they publish each book when it is ready.
    """
    at = timezone.now()
    works = entries()
    manuscripts = read_manuscripts()
    own = [
        entry_of(manuscript, len(works) + number, len(Setter(manuscript).set_all()))
        for number, manuscript in enumerate(manuscripts, 1)
    ]
    administrator = people.load_administrator(password)
    written = Counter(member=0, record=0, reader=0, book=0)
    files = catalogues.files_by_member([*works, *own])
    for plan in members.read_plans():
        if members.is_there(plan):
            continue
        library = members.take_in(plan, administrator=administrator, password=password, at=at)
        written["record"] += catalogues.go_live(library, files[plan.code], actor=administrator, at=at)
        written["member"] += 1
        report(f"library {plan.code}: {library.branches.count()} branches, {library.records.count()} records")
    written["reader"] = people.load_readers(password, at)
    lent = people.load_circulation(password)
    written["book"] = books.load_books(list(zip(manuscripts, own, strict=True)), at)
    report(f"library: {written['reader']} readers, {written['book']} digital editions on their way")
    report(f"library: {lent['loans']} loans, {lent['holds']} holds")
    return written
