from datetime import UTC, datetime

import pytest

from shanyraq.domains.library.network.models import StaffRole
from shanyraq.domains.library.reading.models import TakedownRequest
from shanyraq.domains.library.reading.workflow import DIGITISATION, TAKEDOWN
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.transparency.moves import perform
from tests.factories.accounts import UserFactory
from tests.factories.library import MemberFactory, PostFactory, administrator
from tests.factories.library_reading import AT, add_page, digital
from tests.platform.transparency.exhaustive import granted, walk

ANY = {"reader", "elsewhere", "cataloguer", "circulation"}
OPERATORS = {"operator", "head", "administrator"}


@pytest.fixture
def roles(member):
    made = {
        "platform": None,
        "reader": UserFactory(),
        "elsewhere": PostFactory(library=MemberFactory(), role=StaffRole.HEAD).user,
        "administrator": administrator(),
    }
    names = {
        "cataloguer": "cataloguer",
        "circulation": "circulation",
        "operator": "digitisation",
        "head": "head",
    }
    return made | {name: PostFactory(library=member, role=role).user for name, role in names.items()}


def ready(member, state):
    book = digital(member, state=state)
    add_page(book, 1)
    book.sources.create(
        name="a.tif", kind="scan", size=1, sha256=book.public_id, uploaded_at=AT, state="unpacked"
    )
    return book


def cells(who, *pairs):
    return {(state, move, role) for state, move in pairs for role in who}


def test_digitisation_lets_exactly_these_people_make_these_steps(member, roles):
    outcomes = walk(DIGITISATION.workflow, make=lambda state: ready(member, state), roles=roles)
    assert granted(outcomes) == (
        cells(OPERATORS | {"platform"}, ("uploaded", "start"), ("review", "start"))
        | cells({"platform"}, ("processing", "finish"))
        | cells(OPERATORS, ("review", "publish"), ("published", "correct"), ("published", "restrict"))
        | cells(OPERATORS, ("restricted", "lift"))
        | cells({"head", "administrator"}, ("review", "withdraw"), ("published", "withdraw"))
        | cells({"head", "administrator"}, ("restricted", "withdraw"), ("withdrawn", "bring_back"))
    )


def test_takedown_lets_exactly_these_people_make_these_steps(member, roles):
    book = digital(member)

    def claim(state):
        return TakedownRequest.objects.create(
            edition=book, name="Т", email="t@example.kz", language="kk", ground="law", reason="х",
            state=state,
            received_at=AT,
        )  # fmt: skip  # each line is one thought

    outcomes = walk(TAKEDOWN.workflow, make=claim, roles=roles)
    heads = {"head", "administrator"}
    assert granted(outcomes) == (
        cells(OPERATORS, ("received", "take_up"), ("received", "restrict"), ("review", "restrict"))
        | cells(OPERATORS, ("received", "take_back"), ("review", "take_back"), ("restricted", "take_back"))
        | cells(OPERATORS, ("refused", "reopen"), ("closed", "reopen"))
        | cells(
            heads,
            ("review", "grant"),
            ("restricted", "grant"),
            ("review", "refuse"),
            ("restricted", "refuse"),
        )
    )


def published(book, actor):
    perform("publish", subject=book, actor=actor, at=datetime(2026, 11, 24, tzinfo=UTC))


@pytest.mark.parametrize(
    ("states", "completeness", "code"),
    [
        ([], "", "no_pages"),
        (["missing"], "", "no_pages"),
        (["ready", "waiting"], "", "waiting"),
        (["ready", "failed"], "", "failed_pages"),
        (["ready", "missing"], " ", "gaps"),
    ],
)
def test_what_is_not_whole_is_not_published(member, operator, states, completeness, code):
    book = digital(member, state="review", completeness=completeness)
    for number, state in enumerate(states, 1):
        add_page(book, number, state=state)
    with pytest.raises(Refusal) as refused:
        published(book, operator)
    assert refused.value.code == code


def test_gaps_that_are_told_may_be_published(member, operator):
    book = digital(member, state="review", completeness="7-бет жоқ")
    add_page(book, 1)
    add_page(book, 2, "", state="missing")
    published(book, operator)
    assert book.state == "published"
