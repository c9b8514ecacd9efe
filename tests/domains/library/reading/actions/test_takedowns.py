import pytest
from django.urls import reverse

from shanyraq.domains.library.reading.actions.editions import move_edition
from shanyraq.domains.library.reading.actions.takedowns import move_takedown, receive_takedown
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.notifications.models import Message
from tests.factories.library_reading import AT, add_page, digital

CLAIM = {
    "name": "Мұрагер",
    "organisation": "",
    "email": "heir@example.kz",
    "ground": "copyright",
    "reason": "Автордың мұрагерімін.",
}


@pytest.fixture
def book(member):
    made = digital(member)
    add_page(made, 1)
    return made


@pytest.fixture
def received(book, operator, head):
    return receive_takedown(edition=book, claim=CLAIM, attachments=[], language="ru", at=AT)


def step(request, move, actor, reason="себеп"):
    move_takedown(request=request, move=move, actor=actor, at=AT, reason=reason)
    request.refresh_from_db()
    request.edition.refresh_from_db()
    return request.state, request.edition.state


def test_a_request_is_told_to_claimant_and_staff(received, operator, head):
    recipients = sorted(Message.objects.values_list("recipient", flat=True))
    assert recipients == sorted(["heir@example.kz", operator.email, head.email])
    letter = Message.objects.get(recipient="heir@example.kz")
    assert letter.language == "ru"
    assert received.public_id in letter.body_text


def test_a_granted_request_withdraws_the_book(received, operator, head):
    assert step(received, "restrict", operator) == ("restricted", "restricted")
    assert step(received, "grant", head) == ("granted", "withdrawn")
    assert received.decided_at == AT
    assert "себеп" in Message.objects.order_by("-pk").first().body_text


def test_a_refused_request_opens_the_book_again(received, operator, head):
    step(received, "restrict", operator)
    assert step(received, "refuse", head) == ("refused", "published")
    assert step(received, "reopen", operator) == ("review", "published")


def test_a_book_stays_closed_while_another_request_restricts_it(book, received, operator, head):
    other = receive_takedown(edition=book, claim=CLAIM, attachments=[], language="kk", at=AT)
    step(received, "restrict", operator)
    assert step(other, "restrict", operator) == ("restricted", "restricted")
    assert step(received, "refuse", head) == ("refused", "restricted")
    book.refresh_from_db()
    with pytest.raises(Refusal) as refused:
        move_edition(edition=book, move="lift", actor=head, at=AT, reason="x")
    assert refused.value.code == "disputed"
    assert step(other, "take_back", operator) == ("closed", "published")


def test_a_refused_step_changes_nothing(received, operator):
    with pytest.raises(Refusal):
        move_takedown(request=received, move="grant", actor=operator, at=AT, reason="x")
    received.refresh_from_db()
    assert (received.state, received.edition.state) == ("received", "published")
    assert Message.objects.filter(recipient="heir@example.kz").count() == 1


def test_anybody_sends_a_request_by_the_form(client, book):
    address = reverse("library_reading:request_takedown", args=[book.public_id])
    assert client.get(address).status_code == 200
    refused = client.post(address, {**CLAIM, "is_true": ""})
    assert refused.status_code == 200
    assert "Автордың мұрагерімін." in refused.content.decode()
    assert book.takedowns.count() == 0
    sent = client.post(address, {**CLAIM, "is_true": "on"})
    made = book.takedowns.get()
    assert made.public_id in sent.content.decode()
    assert (made.name, made.ground, made.language) == ("Мұрагер", "copyright", "kk")


def test_documents_of_a_request_are_for_staff_only(client, book, operator):
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415 - only here

    address = reverse("library_reading:request_takedown", args=[book.public_id])
    proof = SimpleUploadedFile("дәлел.txt", "Мұра туралы куәлік".encode())
    client.post(address, {**CLAIM, "is_true": "on", "attachments": [proof]})
    made = book.takedowns.get()
    file = reverse("library_reading:takedown_attachment", args=[made.public_id, made.attachments.get().pk])
    assert client.get(file).status_code in {302, 403}
    client.force_login(operator, backend="shanyraq.platform.accounts.backends.PasswordBackend")
    response = client.get(file)
    if response.status_code == 200:
        assert response["Content-Disposition"].startswith("attachment")
        assert b"".join(response.streaming_content).decode() == "Мұра туралы куәлік"


def test_a_web_page_as_proof_is_refused(client, book):
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415 - only here

    address = reverse("library_reading:request_takedown", args=[book.public_id])
    page = SimpleUploadedFile("a.txt", b"<html><script>alert(1)</script>")
    assert client.post(address, {**CLAIM, "is_true": "on", "attachments": [page]}).status_code == 200
    assert book.takedowns.count() == 0
