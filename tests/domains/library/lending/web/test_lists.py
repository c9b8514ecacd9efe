"""Reading lists."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from shanyraq.domains.library.catalogue.models import Edition
from shanyraq.domains.library.lending.actions import lists as actions
from shanyraq.domains.library.lending.models import ReadingList
from shanyraq.domains.library.lending.queries.lists import lines_of
from shanyraq.kernel.errors import Refusal
from tests.factories import lending as make
from tests.factories.accounts import UserFactory, signed_in
from tests.factories.lending import AT


def address(name, *args):
    with override("en"):
        return reverse(f"library_lending:{name}", args=args)


@pytest.fixture
def owner(db):
    return UserFactory(email="owner@example.kz")


@pytest.fixture
def own_list(owner):
    made = actions.make_list(owner=owner, title="Қыс кештеріне", language="kk", at=AT)
    for title in ("A", "B", "C"):
        actions.add_to_list(reading_list=made, edition_public_id=make.make_edition(title).public_id, at=AT)
    return made


def titles(reading_list):
    return [str(line.title) for line in lines_of(reading_list)]


def test_list_is_made_and_filled_from_the_catalogue(owner):
    browser = signed_in(owner)
    edition = make.make_edition("Абай жолы")
    page = address("add_to_list", edition.public_id)
    assert "give the new one a title" in browser.post(page, {"title": " "}).content.decode()
    browser.post(page, {"title": "For winter"})
    made = ReadingList.objects.get()
    browser.post(page, {"reading_list": made.pk})
    assert (made.title, made.is_public, titles(made)) == ("For winter", False, ["Абай жолы"])


def test_private_list_is_seen_by_its_owner_alone(owner, own_list):
    page = address("list", own_list.public_id)
    assert signed_in(owner).get(page).status_code == 200
    assert Client().get(page).status_code == 404
    assert signed_in(UserFactory()).get(page).status_code == 404
    own_list.is_public = True
    own_list.save()
    shown = Client().get(page).content.decode()
    assert "Қыс кештеріне" in shown
    assert 'lang="kk"' in shown
    assert 'name="move"' not in shown


def test_only_the_owner_changes_a_list(owner, own_list):
    own_list.is_public = True
    own_list.save()
    stranger = signed_in(UserFactory())
    entry = own_list.entries.first()
    for name, parts in (("change_list", ()), ("delete_list", ()), ("change_entry", (entry.pk,))):
        page = address(name, own_list.public_id, *parts)
        assert stranger.post(page, {"move": "remove", "title": "mine"}).status_code == 404
    assert own_list.entries.count() == 3


def test_books_are_moved_noted_and_removed(owner, own_list):
    browser = signed_in(owner)

    def change(title, move, **fields):
        entry = own_list.entries.all()[titles(own_list).index(title)]
        page = address("change_entry", own_list.public_id, entry.pk)
        return browser.post(page, {"move": move, **fields}).status_code

    change("C", "up")
    assert titles(own_list) == ["A", "C", "B"]
    change("A", "up")
    change("B", "down")
    assert titles(own_list) == ["A", "C", "B"]
    change("A", "down")
    assert titles(own_list) == ["C", "A", "B"]
    change("A", "note", note="begin here")
    assert own_list.entries.all()[1].note == "begin here"
    change("C", "remove")
    assert titles(own_list) == ["A", "B"]
    assert change("A", "explode") == 404


def test_copy_is_private_and_the_copiers_own(own_list):
    own_list.is_public = True
    own_list.save()
    reader = UserFactory()
    signed_in(reader).post(address("copy_list", own_list.public_id))
    copy = ReadingList.objects.get(owner=reader)
    assert (copy.title, copy.is_public, titles(copy)) == (own_list.title, False, ["A", "B", "C"])


def test_list_is_changed_and_deleted(owner, own_list):
    browser = signed_in(owner)
    form = {"title": "For summer", "note": "light", "language": "en", "is_public": "on"}
    browser.post(address("change_list", own_list.public_id), form)
    own_list.refresh_from_db()
    assert (own_list.title, own_list.language, own_list.is_public) == ("For summer", "en", True)
    browser.post(address("delete_list", own_list.public_id))
    assert not ReadingList.objects.exists()


def test_merged_edition_shows_as_what_it_is_now_and_a_vanished_one_says_so(own_list):
    first, second = Edition.objects.filter(title__in="AB").order_by("title")
    first.merged_into = second
    first.save()
    Edition.objects.filter(title="C").delete()
    assert titles(own_list) == ["B", "B", "None"]


def test_list_and_number_of_lists_are_bounded(owner, own_list, monkeypatch):
    monkeypatch.setattr(actions, "MOST_ENTRIES", 3)
    monkeypatch.setattr(actions, "MOST_LISTS", 1)
    with pytest.raises(Refusal) as refused:
        actions.add_to_list(reading_list=own_list, edition_public_id="another000", at=AT)
    assert refused.value.code == "list_full"
    with pytest.raises(Refusal) as refused:
        actions.copy_list(reading_list=own_list, owner=owner, at=AT)
    assert refused.value.code == "too_many_lists"
