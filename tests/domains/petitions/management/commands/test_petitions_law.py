"""The command that loads the law."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from shanyraq.domains.petitions.models import Edition
from shanyraq.kernel.demonstration import loaders

pytestmark = pytest.mark.django_db


def told(**options: object) -> str:
    out = StringIO()
    call_command("petitions_law", stdout=out, **options)
    return out.getvalue()


def test_it_tells_what_was_written() -> None:
    assert "editions 2" in told()
    assert told() == "law of petitions: nothing was missing\n"
    assert told(verbosity=0) == ""


def test_a_day_that_is_taken_is_an_error_in_words() -> None:
    told()
    Edition.objects.filter(code="2024-04").update(code="ours")
    with pytest.raises(CommandError, match="in force from 2024-04-04"):
        told()


def test_the_demonstration_has_the_law() -> None:
    lines: list[str] = []
    written = loaders()["petitions"](report=lines.append, password="")
    assert written["editions"] == 2
    assert lines[0] == "petitions: 147 entries of the law"
