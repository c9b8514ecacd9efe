"""A small procedure with a table of its own, for the tests of this room."""

from django.db import connection, models

from shanyraq.kernel.errors import Refusal
from shanyraq.kernel.workflow import Move, State, Workflow, anyone
from shanyraq.platform.transparency.procedure import Procedure


def is_editor(_paper, actor):
    return getattr(actor, "is_staff", False)


def is_titled(paper, _actor):
    return None if paper.title else Refusal("Write a title.", code="untitled", field="title")


WORKFLOW = Workflow(
    states=(State("draft", "Draft"), State("review", "In review"), State("published", "Published")),
    moves=(
        Move("submit", "Submit", frozenset({"draft"}), "review", anyone, (is_titled,)),
        Move("publish", "Publish", frozenset({"review"}), "published", is_editor),
        Move("withdraw", "Withdraw", frozenset({"published"}), "draft", is_editor, reason_required=True),
    ),
    state_of=lambda paper: paper.status,
)


class Paper(models.Model):
    title = models.CharField(max_length=100)
    status = models.CharField(max_length=20, default="draft")
    procedure = Procedure("paper", WORKFLOW, state_field="status")

    class Meta:
        app_label = "trial"

    def __str__(self):
        return self.title


def create_table():
    with connection.schema_editor() as editor:
        editor.create_model(Paper)


def drop_table():
    with connection.schema_editor() as editor:
        editor.delete_model(Paper)
