"""``shanyraq library add-member``."""

from __future__ import annotations

from argparse import ArgumentParser
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from shanyraq.domains.library.network.management.library import add_member
from shanyraq.domains.library.network.models import Library, StaffInvitation
from tests.domains.library.network.conftest import Trials

pytestmark = pytest.mark.django_db
ENOUGH = ["pavlodar", "--name", "kk=Павлодар кітапханасы", "--kind", "regional"]


def run(*arguments: str) -> str:
    parser = ArgumentParser()
    add_member.add_arguments(parser)
    return add_member.open_application(vars(parser.parse_args(list(arguments))))


def test_add_member_with_everything(trials: Trials) -> None:
    more = ["--name", "en=Pavlodar library", "--place", "kk=Павлодар", "--address", "kk=Көше, 1"]
    more += [
        "--email",
        "a@example.kz",
        "--isil",
        "KZ-PAV",
        "--branch",
        "main=Негізгі",
        "--range",
        "203.0.113.0/24",
    ]
    more += ["--profile", "unimarc", "--head", "head@example.kz"]
    assert run(*ENOUGH, *more).startswith("pavlodar: ")
    library = Library.objects.get()
    assert (library.state, library.profile_code, dict(library.name)) == (
        "applied",
        "unimarc",
        {"kk": "Павлодар кітапханасы", "en": "Pavlodar library"},
    )
    assert library.branches.get().code == "main"
    assert library.reading_room_ranges.get().network == "203.0.113.0/24"
    assert StaffInvitation.objects.get().email == "head@example.kz"


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--name", "de=Bibliothek"], "unknown language 'de'"),
        (["--place", "Павлодар"], "--place: write NAME=TEXT"),
        (["--bin", "123"], "--bin: "),
        (["--email", "nobody"], "--email: "),
        (["--branch", "main"], "--branch: "),
        (["--branch", "Main=Негізгі"], "^--branch Main=Негізгі: "),
        (["--range", "10.0.0.0/8"], "^--range 10.0.0.0/8: "),
        (["--profile", "unknown"], "^--profile: "),
    ],
)
def test_add_member_says_what_is_wrong_and_leaves_nothing(trials: Trials, more: list[str], told: str) -> None:
    with pytest.raises(CommandError, match=told):
        run(*ENOUGH, *more)
    assert not Library.objects.exists()


def test_add_member_twice() -> None:
    run(*ENOUGH)
    with pytest.raises(CommandError, match="taken"):
        run(*ENOUGH)
    assert Library.objects.count() == 1


def test_add_member_from_the_command_line() -> None:
    out = StringIO()
    call_command("library", "add-member", *ENOUGH, stdout=out)
    assert out.getvalue().startswith("pavlodar: ")
    assert Library.objects.get().state == "applied"
