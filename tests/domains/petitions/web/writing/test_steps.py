"""The steps of the writing: nothing that was typed is lost, and nobody reads another's draft."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from shanyraq.domains.petitions.actions.drafts import create_draft
from shanyraq.domains.petitions.models import Petition
from shanyraq.domains.petitions.web.writing.frame import STEPS
from shanyraq.kernel.languages import LANGUAGES
from shanyraq.platform.accounts.models import User
from tests.domains.petitions import public_scene
from tests.domains.petitions import writing_scene as scene

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def user() -> User:
    scene.rules()
    return scene.writer()


@pytest.fixture
def browser(user: User) -> Client:
    return scene.browser(user)


@pytest.fixture
def draft(user: User) -> Petition:
    return scene.draft(user)


def at(petition: Petition, step: str, language: str = "en") -> str:
    return f"/{language}/petitions/write/{petition.public_id}/{step}/"


def was(browser: Client, petition: Petition, step: str) -> str:
    found = re.search(r'name="was" value="([0-9a-f]*)"', browser.get(at(petition, step)).content.decode())
    assert found is not None
    return found[1]


def test_substance_is_kept_and_leads_on(browser: Client, draft: Petition) -> None:
    typed = "Жаңа мәтін. " * 10
    form = {"substance": typed, "was": was(browser, draft, "substance"), "do": "next"}
    answer = browser.post(at(draft, "substance"), form)
    assert answer.headers["Location"] == at(draft, "arguments")
    draft.refresh_from_db()
    assert draft.substance == typed.strip()


def test_short_text_is_kept_but_does_not_lead_on(browser: Client, draft: Petition) -> None:
    form = {"substance": "Қысқа", "was": was(browser, draft, "substance"), "do": "next"}
    answer = browser.post(at(draft, "substance"), form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Write between 50 and 3000 characters." in page
    assert "Қысқа" in page
    draft.refresh_from_db()
    assert draft.substance == "Қысқа"


def test_a_text_of_a_megabyte_is_refused_and_comes_back(browser: Client, draft: Petition) -> None:
    typed = "ә" * 500_000
    form = {"substance": typed, "was": was(browser, draft, "substance"), "do": "next"}
    answer = browser.post(at(draft, "substance"), form)
    assert answer.status_code == 422
    assert typed in answer.content.decode()
    draft.refresh_from_db()
    assert draft.substance == scene.SUBSTANCE.strip()


@pytest.mark.parametrize("step", ["title", "substance", "arguments"])
def test_script_in_a_field_stays_text(browser: Client, draft: Petition, step: str) -> None:
    typed = f"{SCRIPT} \x00\x07{'а' * 60}"
    form = {step: typed, "language": "kk", "was": was(browser, draft, step), "do": "next"}
    assert browser.post(at(draft, step), form).status_code == 302
    draft.refresh_from_db()
    assert getattr(draft, step) == f"{SCRIPT} {'а' * 60}"
    for page in (at(draft, step), at(draft, "preview"), f"/en/petitions/mine/{draft.public_id}/"):
        assert SCRIPT not in browser.get(page).content.decode()


def test_empty_form_is_kept_empty(browser: Client, draft: Petition) -> None:
    answer = browser.post(at(draft, "addressee"), {"was": was(browser, draft, "addressee"), "do": "next"})
    assert answer.status_code == 422
    assert "Choose whom the petition is addressed to." in answer.content.decode()
    draft.refresh_from_db()
    assert (draft.body, draft.topic) == (None, None)


def test_unknown_choices_are_refused(browser: Client, draft: Petition) -> None:
    form = {"body": "99999999", "topic": "x", "was": was(browser, draft, "addressee")}
    assert browser.post(at(draft, "addressee"), form).status_code == 422
    form = {"title": draft.title, "language": "xx", "was": was(browser, draft, "title")}
    assert browser.post(at(draft, "title"), form).status_code == 422
    draft.refresh_from_db()
    assert draft.body == public_scene.body()


def test_second_window_does_not_overwrite_the_first_unseen(browser: Client, draft: Petition) -> None:
    seen = was(browser, draft, "substance")
    first, second = "Бірінші терезе. " * 8, "Екінші терезе. " * 8
    assert browser.post(at(draft, "substance"), {"substance": first, "was": seen}).status_code == 302
    answer = browser.post(at(draft, "substance"), {"substance": second, "was": seen})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert first.strip() in page
    assert second.strip() in page
    draft.refresh_from_db()
    assert draft.substance == first.strip()
    again = re.search(r'name="was" value="([0-9a-f]*)"', page)
    assert again is not None
    assert browser.post(at(draft, "substance"), {"substance": second, "was": again[1]}).status_code == 302
    draft.refresh_from_db()
    assert draft.substance == second.strip()


def test_windows_on_different_steps_do_not_disturb_each_other(browser: Client, draft: Petition) -> None:
    seen = was(browser, draft, "arguments")
    form = {"substance": "Басқа қадам. " * 8, "was": was(browser, draft, "substance")}
    assert browser.post(at(draft, "substance"), form).status_code == 302
    form = {"arguments": "Дәлел. " * 20, "was": seen}
    assert browser.post(at(draft, "arguments"), form).status_code == 302
    draft.refresh_from_db()
    assert draft.substance.startswith("Басқа")
    assert draft.arguments.startswith("Дәлел")


def test_draft_is_kept_as_it_is_typed(browser: Client, draft: Petition) -> None:
    seen = was(browser, draft, "title")
    form = {"title": "Жаңа тақырып осында", "language": "ru", "was": seen, "do": "auto"}
    told = browser.post(at(draft, "title"), form).json()
    assert told["state"] == "kept"
    assert told["was"] == was(browser, draft, "title") != seen
    draft.refresh_from_db()
    assert (draft.title, draft.language) == ("Жаңа тақырып осында", "ru")
    answer = browser.post(at(draft, "title"), form | {"title": "Тағы басқасы"})
    assert (answer.status_code, answer.json()["state"]) == (409, "conflict")
    answer = browser.post(at(draft, "title"), form | {"title": "а" * 151, "was": told["was"]})
    assert (answer.status_code, answer.json()["state"]) == (422, "refused")


def test_proposals_are_added_moved_and_removed_without_scripts(browser: Client, draft: Petition) -> None:
    def send(do: str, *texts: str) -> list[str]:
        form = {f"proposal-{number}": text for number, text in enumerate(texts, 1)}
        seen = was(browser, draft, "proposals")
        assert browser.post(at(draft, "proposals"), form | {"do": do, "was": seen}).status_code == 302
        return [each.text for each in draft.proposals.order_by("number")]

    assert send("add", "Бір", "Екі", "Үш", "") == ["Бір", "Екі", "Үш"]
    assert send("up-3", "Бір", "Екі", "Үш", "") == ["Бір", "Үш", "Екі"]
    assert send("down-1", "Бір", "Үш", "Екі", "") == ["Үш", "Бір", "Екі"]
    assert send("remove-2", "Үш", "Бір", "Екі", "") == ["Үш", "Екі"]
    assert send("up-1", "Үш", "Екі") == ["Үш", "Екі"]
    assert send("down-999999999", "Үш", "Екі") == ["Үш", "Екі"]
    page = browser.get(at(draft, "proposals")).content.decode()
    assert page.count("<textarea") == 3


def test_too_many_or_too_long_proposals_come_back(browser: Client, draft: Petition) -> None:
    seen = was(browser, draft, "proposals")
    many = {f"proposal-{number}": f"Ұсыныс {number}" for number in range(1, 22)}
    answer = browser.post(at(draft, "proposals"), many | {"was": seen})
    assert answer.status_code == 422
    assert "Ұсыныс 21" in answer.content.decode()
    long = {"proposal-1": "ұ" * 1501, "was": seen}
    assert browser.post(at(draft, "proposals"), long).status_code == 422
    assert draft.proposals.count() == 2


def test_who_was_signed_out_gets_back_what_they_typed(draft: Petition) -> None:
    typed = "Мәтін жоғалмайды. " * 5
    answer = Client().post(at(draft, "substance"), {"substance": typed, "was": "0"})
    assert answer.status_code == 401
    assert typed in answer.content.decode()
    draft.refresh_from_db()
    assert draft.substance == scene.SUBSTANCE.strip()


@pytest.mark.parametrize("step", STEPS)
def test_drafts_of_others_are_not_found(draft: Petition, step: str) -> None:
    other = scene.browser(scene.writer(number=1))
    assert other.get(at(draft, step)).status_code == 404
    assert other.post(at(draft, step), {"substance": "x", "do": "submit"}).status_code == 404
    assert Client().get(at(draft, step)).headers["Location"].startswith("/en/accounts/login/?next=")


def test_submitted_petition_can_no_longer_be_written(browser: Client, user: User) -> None:
    petition = scene.submitted(user)
    answer = browser.post(at(petition, "title"), {"title": "Басқа тақырып", "language": "kk"})
    assert answer.headers["Location"] == f"/en/petitions/mine/{petition.public_id}/"
    petition.refresh_from_db()
    assert petition.title == "Ауылға кітапхана салу керек"


def test_unknown_step_is_not_found(browser: Client, draft: Petition) -> None:
    assert browser.get(at(draft, "nothing")).status_code == 404


def test_going_on_leads_to_what_is_missing(browser: Client, user: User, draft: Petition) -> None:
    blank = create_draft(actor=user, language="kk", at=timezone.now())
    for petition, step in ((blank, "title"), (draft, "preview")):
        answer = browser.get(f"/en/petitions/write/{petition.public_id}/")
        assert answer.headers["Location"] == at(petition, step)


def test_narrowing_keeps_what_is_typed_and_shows_one_territory(browser: Client, draft: Petition) -> None:
    form = {"body": draft.body_id, "topic": "", "territory": "000000000", "do": "narrow"}
    answer = browser.post(at(draft, "addressee"), form | {"was": was(browser, draft, "addressee")})
    assert answer.headers["Location"] == at(draft, "addressee") + "?territory=000000000#id_body"
    draft.refresh_from_db()
    assert draft.topic is None
    assert browser.get(at(draft, "addressee") + "?territory='--").status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_speaks_every_language(
    browser: Client, user: User, draft: Petition, language: str
) -> None:
    blank = create_draft(actor=user, language="kk", at=timezone.now())
    for step in STEPS:
        assert browser.get(at(draft, step, language)).status_code == 200
        assert browser.get(at(blank, step, language)).status_code == 200


def test_addressees_need_the_same_queries_for_many(
    browser: Client, draft: Petition, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        public_scene.body(f"b{number}")
    with django_assert_max_num_queries(16):
        page = browser.get(at(draft, "addressee")).content.decode()
    assert page.count("Ministry b") == 12
