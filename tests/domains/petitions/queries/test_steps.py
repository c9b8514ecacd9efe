"""The register as pages show it: the initiator's words go with the personal data, the record stays."""

import pytest

from shanyraq.domains.petitions.queries.steps import steps_of
from shanyraq.platform.transparency.moves import history
from tests.domains.petitions import public_scene as scene

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("is_gone", [False, True])
def test_words_of_the_initiator_are_shown_until_the_personal_data_goes(*, is_gone: bool) -> None:
    petition = scene.petition("withdrawn", anonymised_at=scene.NOW if is_gone else None)
    scene.moved(petition, "refuse", "moderation", "refused", scene.NOW, reason="Тыйым салынған.")
    scene.moved(petition, "appeal", "refused", "appeal", scene.NOW, reason="Мен, Айгүл, келіспеймін.")
    shown = [(step.move, step.reason) for step, _label in steps_of(petition)]
    words = "" if is_gone else "Мен, Айгүл, келіспеймін."
    assert shown == [("refuse", "Тыйым салынған."), ("appeal", words)]
    assert [record.reason for record in history(petition)][1] == "Мен, Айгүл, келіспеймін."
