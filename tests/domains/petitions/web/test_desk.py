"""The desk of an addressee: the whole way from registration to the last report, and who may walk it."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from shanyraq.domains.petitions.models import Hearing, Officer, Petition, Promise
from shanyraq.domains.petitions.states import PetitionState as State
from shanyraq.kernel.clock import calendar
from shanyraq.kernel.languages import LANGUAGES
from tests.domains.petitions import public_scene as scene
from tests.factories.accounts import UserFactory, signed_in

pytestmark = pytest.mark.django_db
TEXTS = {"kk": "Мәтін", "ru": "Текст"}


@pytest.fixture
def case() -> Petition:
    return scene.petition(State.REACHED, number=60_000)


@pytest.fixture
def officer(case: Petition) -> Client:
    user = UserFactory()
    Officer.objects.create(body=case.body, user=user)
    return signed_in(user)


def desk(petition: Petition, language: str = "en") -> str:
    return f"/{language}/petitions/staff/desk/{petition.public_id}/"


def send(client: Client, petition: Petition, part: str, **values: object) -> int:
    given = {
        name if name in {"hearing", "document"} else f"{part}-{name}": each for name, each in values.items()
    }
    status: int = client.post(desk(petition), {"part": part, **given}).status_code
    return status


def wording(name: str) -> dict[str, str]:
    return {f"{name}_{code}": text for code, text in TEXTS.items()}


def registered(client: Client, petition: Petition) -> None:
    assert send(client, petition, "register", number="П-17") == 302
    petition.refresh_from_db()


def heard(petition: Petition) -> Hearing:
    return Hearing.objects.create(
        petition=petition,
        begins_at=timezone.now() - dt.timedelta(hours=2),
        place=TEXTS,
        announced_at=timezone.now() - dt.timedelta(days=3),
    )


def decide(client: Client, petition: Petition) -> int:
    form = {"answer-outcome": "partly", "decision-1-outcome": "satisfied"}
    form |= {f"answer-answer_{code}": text for code, text in TEXTS.items()}
    form |= {f"decision-1-reason_{code}": text for code, text in TEXTS.items()}
    status: int = client.post(desk(petition), {"part": "answer", **form}).status_code
    return status


def test_registration_ends_signing_and_begins_the_review(case: Petition, officer: Client) -> None:
    registered(officer, case)
    assert (case.state, case.registration_number) == (State.REVIEW, "П-17")
    assert case.signing_ends_at == case.registered_at
    assert case.registered_at is not None
    day = timezone.localtime(case.registered_at).date()
    assert case.due_date == calendar("2026-11").deadline(day, 40).date


def test_registration_without_number_or_signatures_is_refused(case: Petition, officer: Client) -> None:
    assert send(officer, case, "register", number=" ") == 422
    case.count.valid = case.count.signed = 10
    case.count.save()
    assert send(officer, case, "register", number="П-17") == 422
    case.refresh_from_db()
    assert case.state == State.REACHED


def test_petition_goes_from_registration_to_the_last_report(case: Petition, officer: Client) -> None:
    registered(officer, case)
    tomorrow = timezone.localtime() + dt.timedelta(days=1)
    begins = tomorrow.strftime("%Y-%m-%dT%H:%M")
    assert send(officer, case, "hearing", begins_at=begins, **wording("place")) == 302
    hearing = heard(case)
    assert (
        send(
            officer,
            case,
            "protocol",
            hearing=hearing.pk,
            was_initiator_present="yes",
            **wording("protocol"),
        )
        == 302
    )
    assert decide(officer, case) == 302
    file = SimpleUploadedFile("answer.txt", "Жауап".encode(), content_type="text/plain")
    assert send(officer, case, "document", title="Хат", file=file) == 302
    due = timezone.localdate() + dt.timedelta(days=90)
    assert send(officer, case, "promise", due_date=due.isoformat(), **wording("text")) == 302
    assert officer.post(desk(case), {"part": "publish"}).status_code == 302
    case.refresh_from_db()
    assert (case.state, case.outcome, case.due_date) == (State.ANSWERED, "partly", None)
    promise = Promise.objects.get()
    assert send(officer, case, "report", promise=promise.pk, state="kept", **wording("text")) == 302
    assert officer.post(desk(case), {"part": "complete"}).status_code == 302
    case.refresh_from_db()
    assert case.state == State.COMPLETED
    assert case.ended_at is not None


def test_answer_waits_for_hearing_and_decisions(case: Petition, officer: Client) -> None:
    registered(officer, case)
    for _again in range(2):
        officer.post(desk(case), {"part": "publish"})
        case.refresh_from_db()
        assert case.state == State.REVIEW
        hearing = heard(case)
        hearing.held_at = timezone.now()
        hearing.save()
    page = officer.get(desk(case)).content.decode()
    assert "Decide on every proposal and give the reasons." in page


def test_refused_form_comes_back_with_what_was_typed(case: Petition, officer: Client) -> None:
    registered(officer, case)
    past = {
        "hearing-begins_at": "2020-01-01T10:00",
        "hearing-place_kk": "Сарай залы",
        "hearing-place_ru": "Зал",
    }
    answer = officer.post(desk(case), {"part": "hearing", **past})
    assert answer.status_code == 422
    assert "Сарай залы" in answer.content.decode()
    assert "The hearing must lie in the future." in answer.content.decode()
    assert not case.hearings.exists()


def test_protocol_before_the_hearing_is_refused(case: Petition, officer: Client) -> None:
    registered(officer, case)
    hearing = heard(case)
    Hearing.objects.update(begins_at=timezone.now() + dt.timedelta(days=1))
    form = {"hearing": hearing.pk, "was_initiator_present": "no", **wording("protocol")}
    assert send(officer, case, "protocol", **form) == 422
    hearing.refresh_from_db()
    assert hearing.held_at is None


def test_only_officers_of_the_body_see_the_case(case: Petition, officer: Client) -> None:
    other = UserFactory()
    Officer.objects.create(body=scene.body("other"), user=other)
    assert officer.get(desk(case)).status_code == 200
    assert signed_in(other).get(desk(case)).status_code == 404
    assert signed_in(UserFactory()).get(desk(case)).status_code == 403
    assert Client().get(desk(case)).status_code == 302


@pytest.mark.parametrize("number", ["", "0", "x", "9" * 20, "9" * 5_000, "²"])
def test_documents_that_are_not_there_are_not_found(case: Petition, officer: Client, number: str) -> None:
    assert send(officer, case, "remove_document", document=number) == 404


@pytest.mark.parametrize("state", [State.DRAFT, State.MODERATION, State.COLLECTING, State.REFUSED])
def test_what_has_not_come_to_the_body_is_not_on_its_desk(officer: Client, state: State) -> None:
    assert officer.get(desk(scene.petition(state))).status_code == 404


def test_list_needs_the_same_queries_for_many(officer: Client, django_assert_max_num_queries) -> None:
    for _each in range(8):
        scene.petition(State.REVIEW, number=60_000, due_date=timezone.localdate() - dt.timedelta(days=1))
    with django_assert_max_num_queries(13):
        page = officer.get("/en/petitions/staff/desk/").content.decode()
    assert page.count("late</span>") == 8


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_speak_every_language(case: Petition, officer: Client, language: str) -> None:
    registered(officer, case)
    heard(case)
    assert officer.get(f"/{language}/petitions/staff/desk/").status_code == 200
    assert officer.get(desk(case, language)).status_code == 200
