from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from shanyraq.kernel.workflow import Move, State, Workflow, anyone
from shanyraq.platform.transparency import procedures
from shanyraq.platform.transparency.documents import stale, written
from shanyraq.platform.transparency.procedure import Procedure

DOCUMENTS = Path(__file__).resolve().parents[3] / "docs" / "procedures"
WORKFLOW = Workflow(
    states=(State("draft", "Draft"), State("out", "Out | there")),
    moves=(Move("go", "Go", frozenset({"draft"}), "out", anyone, reason_required=True, source="Law, 5"),),
)
LANGUAGES = ("kk", "ru", "en", "tr", "ar", "zh-hans", "fr", "es")


@pytest.fixture
def trial():
    procedure = Procedure("trial.paper", WORKFLOW)
    procedures.register(procedure, title="Papers", description="How papers go out.")
    yield procedure
    procedures.unregister("trial.paper")


def test_a_procedure_has_its_stages_and_steps(trial):
    draft, out = procedures.procedure_named("trial.paper").stages
    assert (draft.is_first, draft.is_last, [step.move.name for step in draft.steps]) == (True, False, ["go"])
    assert (out.is_last, out.steps, draft.steps[0].target) == (True, [], "Out | there")


def test_a_name_stands_for_one_procedure(trial):
    procedures.register(trial, title="Papers", description="How papers go out.")
    with pytest.raises(ValueError, match="registered already"):
        procedures.register(Procedure("trial.paper", WORKFLOW), title="x", description="y")
    with pytest.raises(ValueError, match="cannot be called"):
        procedures.register(Procedure("Trial/paper", WORKFLOW), title="x", description="y")


def test_the_document_has_a_diagram_and_a_table(trial):
    text = written(procedures.procedure_named("trial.paper"))
    assert text.startswith("# Papers\n\nHow papers go out.\n")
    assert "s_draft --> s_out: Go" in text
    assert "| Draft | Go | Out \\| there |  | a reason | Law, 5 |" in text


def test_documents_are_written_and_checked(trial, tmp_path):
    (tmp_path / "gone.md").write_text("old")
    with pytest.raises(CommandError, match=r"trial\.paper\.md"):
        call_command("procedures", "check", folder=tmp_path)
    call_command("procedures", "write", folder=tmp_path)
    assert not (tmp_path / "gone.md").exists()
    call_command("procedures", "check", folder=tmp_path)


def test_the_documents_of_the_house_are_current():
    assert stale(DOCUMENTS) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_procedure_has_a_page_in_every_language(client, db, language):
    listed = client.get(f"/{language}/procedures/")
    assert listed.status_code == 200
    for found in procedures.public_procedures():
        shown = client.get(f"/{language}/procedures/{found.name}/")
        assert shown.status_code == 200
        assert shown.content.decode().count('class="procedure__stage"') == len(found.stages)
        assert f"/procedures/{found.name}/" in listed.content.decode()


def test_an_unknown_procedure_is_not_found(client, db):
    assert client.get("/en/procedures/none.such/").status_code == 404
