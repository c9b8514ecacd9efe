import pytest
from django.core.management import CommandError, call_command

from shanyraq.platform.search.engine import generations
from shanyraq.platform.search.engine.writing import Writer
from shanyraq.platform.search.feed import building
from shanyraq.platform.search.feed.building import build
from tests.platform.search.feed.clubs import Club
from tests.platform.search.shelf import TRANSACTIONS, document, look

pytestmark = TRANSACTIONS


def run(capsys, *arguments):
    """What a command prints, and what it refuses with, which the launcher makes an exit with 1."""
    look()
    error = None
    try:
        call_command("search", *arguments)
    except CommandError as refused:
        error = refused
    written = capsys.readouterr()
    return written.out, written.err, f"{error.returncode}: {error}" if error else ""


@pytest.mark.parametrize("command", ["verify", "status"])
def test_without_an_index_it_says_what_to_do(clubs, capsys, command):
    out, _err, refusal = run(capsys, command)
    assert out == ""
    assert refusal == "1: this node has no index yet; build one with: shanyraq search rebuild"


def test_rebuild_shows_progress_and_what_serves(clubs, capsys):
    Club.objects.bulk_create(Club(name=f"клуб {number}") for number in range(3))
    out, err, refusal = run(capsys, "rebuild")
    assert refusal == ""
    assert err == "club: 3\n"
    assert out.startswith(f"{generations.current().name} serves now; built in ")
    out, _err, refusal = run(capsys, "verify")
    assert (out, refusal) == ("no difference\n", "")


def test_rebuild_beside_another_is_refused(clubs, capsys):
    with building._alone():
        assert run(capsys, "rebuild")[2] == "1: this node builds an index already"


def test_verify_prints_every_difference(clubs, capsys):
    made = Club.objects.bulk_create(Club(name=f"клуб {number}") for number in range(3))
    build()
    with Writer(generations.current()) as writer:
        writer.remove([f"club:{made[0].pk}"])
        writer.put([document(made[1].pk, "басқа", source="club"), document("x", "артық", source="club")])
        writer.add_new(clubs.documents([made[2].pk]))
        writer.commit(writer.position())
    out, _err, refusal = run(capsys, "verify")
    assert sorted(out.splitlines()) == sorted(
        [
            f"missing: club:{made[0].pk}",
            f"stale: club:{made[1].pk}",
            f"twice: club:{made[2].pk}",
            "surplus: club:x",
        ]
    )
    assert refusal == "1: 4 differences"


def test_status_says_how_far_the_index_has_come(clubs, capsys):
    Club.objects.create(name="клуб")
    build()
    Club.objects.bulk_create(Club(name=f"клуб {number}") for number in range(4))
    out, _err, refusal = run(capsys, "status")
    assert refusal == ""
    assert out.splitlines() == [
        f"folder: {generations.current()}",
        "documents: 1 in 1 segments",
        "marks since its last commit: 4",
    ]
