from dataclasses import dataclass, field
from enum import StrEnum

import pytest

from shanyraq.kernel.errors import Refusal
from shanyraq.kernel.workflow import (
    Decision,
    Move,
    State,
    Workflow,
    WorkflowError,
    all_of,
    any_of,
    anyone,
    described,
)

STATES = (State("draft", "Draft"), State("review", "In review"), State("end", "Published"))


@dataclass
class Paper:
    state: str = "draft"
    author: str = "Aisha"
    words: int = 100
    asked: list[str] = field(default_factory=list)


@described("the author")
def is_author(paper, actor):
    return paper.author == actor


@described("at least ten words")
def long_enough(paper, actor):
    paper.asked.append("long_enough")
    return None if paper.words >= 10 else Refusal("Write at least ten words.", code="short", field="text")


def raises(paper, actor):
    raise Refusal("The server of the printer is away.", code="away")


SUBMIT = Move("submit", "Submit", frozenset({"draft"}), "review", is_author, (long_enough,))
PUBLISH = Move("publish", "Publish", frozenset({"review"}), "end", anyone)
RETURN = Move(
    "return_to_author", "Return", frozenset({"review", "end"}), "draft", anyone, reason_required=True
)


def build(**changes):
    return Workflow(**{"states": STATES, "moves": (SUBMIT, PUBLISH, RETURN), **changes})


def test_decide_grants_a_possible_move():
    decision = build().decide("submit", Paper(), "Aisha")
    assert decision
    assert (decision.move, decision.code, decision.message) == (SUBMIT, "granted", "")


@pytest.mark.parametrize(
    ("name", "paper", "actor", "code"),
    [
        ("burn", Paper(), "Aisha", "unknown_move"),
        ("publish", Paper(), "Aisha", "wrong_state"),
        ("submit", Paper(), "Bolat", "not_allowed"),
        ("submit", Paper(words=3), "Aisha", "short"),
        ("return_to_author", Paper("review"), "Aisha", "reason_required"),
    ],
)
def test_decide_denies_with_a_code_and_a_text(name, paper, actor, code):
    decision = build().decide(name, paper, actor)
    assert not decision.granted
    assert decision.code == code
    assert str(decision.message)


def test_decide_asks_no_guard_of_someone_who_is_not_allowed():
    paper = Paper(words=3)
    build().decide("submit", paper, "Bolat")
    assert paper.asked == []


def test_decide_accepts_a_reason_but_not_a_blank_one():
    workflow = build()
    assert workflow.decide("return_to_author", Paper("end"), "Aisha", reason="A wrong date.")
    assert workflow.decide("return_to_author", Paper("end"), "Aisha", reason=" \n").refusal.field == "reason"


def test_decide_takes_a_raised_refusal_for_an_answer():
    workflow = build(moves=(Move("submit", "Submit", {"draft"}, "review", anyone, (raises,)), PUBLISH))
    assert workflow.decide("submit", Paper(), "Aisha").code == "away"


def test_require_gives_the_move_or_raises_the_refusal():
    assert build().require("submit", Paper(), "Aisha") is SUBMIT
    with pytest.raises(Refusal) as caught:
        build().require("submit", Paper(words=3), "Aisha")
    assert caught.value.code == "short"


def test_available_lists_what_the_actor_can_do_now():
    workflow = build()
    assert workflow.available(Paper(), "Aisha") == (SUBMIT,)
    assert workflow.available(Paper(), "Bolat") == ()
    assert workflow.available(Paper("review"), "Bolat") == (PUBLISH, RETURN)


def test_outlook_shows_what_is_missing_but_not_what_is_forbidden():
    workflow = build()
    assert [each.code for each in workflow.outlook(Paper(words=3), "Aisha")] == ["short"]
    assert workflow.outlook(Paper(words=3), "Bolat") == ()


def test_every_pair_of_state_and_move_agrees_with_the_table():
    workflow = build()
    granted = {
        (state, move.name)
        for state, move in workflow.pairs()
        if workflow.decide(move.name, Paper(state), "Aisha", reason="so")
    }
    assert granted == {
        ("draft", "submit"),
        ("review", "publish"),
        ("review", "return_to_author"),
        ("end", "return_to_author"),
    }
    assert len(list(workflow.pairs())) == 9


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"states": ()}, "at least one state"),
        ({"states": (*STATES, State("draft", "Again"))}, "more than once: draft"),
        ({"states": (*STATES, State("In Review", "?"))}, "lower_case_words"),
        ({"states": (*STATES, State("burnt", "Burnt"))}, "no move leads to: burnt"),
        ({"moves": (SUBMIT, SUBMIT, PUBLISH)}, "more than once: submit"),
        ({"moves": (SUBMIT,)}, "no move leads to: end"),
        ({"moves": (SUBMIT, PUBLISH, Move("x", "X", {"void"}, "end", anyone))}, "unknown states: void"),
        ({"moves": (SUBMIT, PUBLISH, Move("x", "X", {"end"}, "void", anyone))}, "unknown states: void"),
        ({"moves": (SUBMIT, PUBLISH, Move("x", "X", (), "end", anyone))}, "starts from no state"),
        ({"initial": "void"}, "initial state 'void'"),
    ],
)
def test_workflow_refuses_a_table_that_contradicts_itself(changes, words):
    with pytest.raises(WorkflowError) as caught:
        build(**changes)
    assert words in str(caught.value)


def test_workflow_takes_an_enumeration_with_labels():
    class Light(StrEnum):
        RED = "red"
        GREEN = "green"

        @property
        def label(self):
            return self.value.title()

    workflow = Workflow(Light, (Move("go", "Go", {Light.RED}, Light.GREEN, anyone),))
    assert workflow.state_names == ("red", "green")
    assert workflow.label(Light.GREEN) == "Green"
    assert workflow.final_states == ("green",)


def test_workflow_reads_the_state_where_it_is_told_to():
    workflow = build(state_of=lambda record: record["status"])
    assert [move.name for move in workflow.available({"status": "end"}, None)] == ["return_to_author"]


def test_move_and_workflow_cannot_be_changed():
    with pytest.raises(AttributeError):
        SUBMIT.target = "end"
    with pytest.raises(AttributeError):
        build().initial = "end"


def test_move_tells_who_may_and_on_what_condition():
    assert (SUBMIT.who, SUBMIT.conditions) == ("the author", ("at least ten words",))
    assert (PUBLISH.who, PUBLISH.conditions) == ("", ())


def test_move_takes_a_single_source_as_a_word():
    assert Move("go", "Go", "red", "green", anyone).sources == {"red"}


def test_combined_predicates_follow_their_names():
    def never(_subject, _actor):
        return False

    assert any_of(never, anyone)(None, None)
    assert not all_of(never, anyone)(None, None)


def test_decision_without_move_needs_a_refusal():
    with pytest.raises(ValueError, match="needs its refusal"):
        Decision(None, None)


def test_mermaid_draws_states_moves_and_ends():
    assert build(moves=(SUBMIT, PUBLISH)).mermaid() == (
        "stateDiagram-v2\n"
        '    state "Draft" as s_draft\n'
        '    state "In review" as s_review\n'
        '    state "Published" as s_end\n'
        "    [*] --> s_draft\n"
        "    s_draft --> s_review: Submit\n"
        "    s_review --> s_end: Publish\n"
        "    s_end --> [*]\n"
    )


def test_mermaid_escapes_what_would_break_the_diagram():
    odd = State("draft", 'a "b": c;\n%% <i> #{x}')
    drawing = Workflow((odd,), ()).mermaid()
    assert 'state "a #34;b#34;#58; c#59; #37;#37; #60;i#62; #35;#123;x#125;" as s_draft' in drawing
