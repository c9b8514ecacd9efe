"""Every access class × every state × every visitor × every endpoint: what may not be read is seen nowhere.

The expected answers stand here once more, apart from the code that gives them.
"""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from shanyraq.domains.library.network.models import PairedDevice, StaffRole
from shanyraq.domains.library.network.queries import reading_room
from shanyraq.domains.library.network.web.visitors import DEVICE_COOKIE
from shanyraq.domains.library.reading import indexing
from shanyraq.domains.library.reading.actions.storing import keep
from shanyraq.domains.library.reading.models import BookPicture, DigitalLoan, Download
from shanyraq.domains.library.reading.queries import completions
from shanyraq.domains.library.reading.states import AccessClass, EditionState
from shanyraq.domains.library.reading.web import catalogue_parts
from shanyraq.domains.library.reading.web.pictures import PagePictures, version_of
from shanyraq.platform.search.web.addresses import audiences_of
from tests.factories.accounts import UserFactory
from tests.factories.library import (
    MemberBranchFactory,
    MemberFactory,
    PostFactory,
    RangeFactory,
    administrator,
)
from tests.factories.library_reading import add_alto, add_page, add_picture, digital

SECRET = "кұпиясөз"
IN_ROOM, IN_OTHER_ROOM, AT_HOME = "203.0.113.7", "198.51.100.7", "192.0.2.1"
CLASSES = list(AccessClass.values)
SITUATIONS = [*EditionState.values, "embargoed", "shared_rooms"]
VISITORS = [
    "stranger",
    "stranger in the room",
    "paired device",
    "revoked device",
    "stranger in another room",
    "reader",
    "borrower",
    "late borrower",
    "returned borrower",
    "cataloguer",
    "circulation",
    "operator",
    "head",
    "operator elsewhere",
    "administrator",
    "superuser",
    "inactive operator",
]
KEEPERS = {"operator", "head", "administrator", "superuser"}
COLLEAGUES = KEEPERS | {"cataloguer", "circulation"}
SIGNED_IN = COLLEAGUES | {"reader", "borrower", "late borrower", "returned borrower", "operator elsewhere"}


def may_read(access_class: str, situation: str, visitor: str) -> bool:
    """The table of the law, written by hand."""
    if visitor in KEEPERS:
        return True
    if situation not in {"published", "shared_rooms"}:
        return False
    in_room = visitor in {"stranger in the room", "paired device"}
    if situation == "shared_rooms":
        in_room = in_room or visitor == "stranger in another room"
    return {
        "public": True,
        "registered": visitor in SIGNED_IN,
        "reading_room": in_room,
        "loan": visitor == "borrower",
        "staff": visitor in COLLEAGUES,
    }[access_class]


def may_know(situation: str, visitor: str) -> bool:
    return visitor in KEEPERS or situation in {
        "published", "embargoed", "shared_rooms", "restricted", "withdrawn",
    }  # fmt: skip  # a list of words reads better in lines than in a column


class World:
    """One member with readers of all kinds, and a browser for each."""

    def __init__(self) -> None:
        self.member = MemberFactory(code="ulttyq")
        other = MemberFactory(code="basqa")
        RangeFactory(library=self.member, network="203.0.113.0/24")
        RangeFactory(library=other, network="198.51.100.0/24")
        branch = MemberBranchFactory(library=self.member)
        self._device(branch, "good-token", None)
        self._device(branch, "old-token", timezone.now())
        self.users = {
            name: UserFactory() for name in ("reader", "borrower", "late borrower", "returned borrower")
        }
        for name, role in (
            ("cataloguer", StaffRole.CATALOGUER),
            ("circulation", StaffRole.CIRCULATION),
            ("operator", StaffRole.DIGITISATION),
            ("head", StaffRole.HEAD),
            ("inactive operator", StaffRole.DIGITISATION),
        ):
            self.users[name] = PostFactory(library=self.member, role=role).user
        self.users["operator elsewhere"] = PostFactory(library=other, role=StaffRole.DIGITISATION).user
        self.users["administrator"] = administrator()
        self.users["superuser"] = UserFactory(is_superuser=True)
        self.clients = {name: self._client(name) for name in VISITORS}
        inactive = self.users["inactive operator"]
        inactive.is_active = False
        inactive.save(update_fields=["is_active"])

    @staticmethod
    def _device(branch, token, revoked_at) -> None:
        PairedDevice.objects.create(
            branch=branch,
            name=token,
            token_hash=reading_room.hash_of(token),
            paired_at=timezone.now(),
            expires_at=timezone.now() + timedelta(days=9),
            revoked_at=revoked_at,
        )

    def address(self, name: str) -> str:
        return {"stranger in the room": IN_ROOM, "stranger in another room": IN_OTHER_ROOM}.get(name, AT_HOME)

    def _client(self, name: str) -> Client:
        client = Client(REMOTE_ADDR=self.address(name))
        if name in self.users:
            client.force_login(
                self.users[name], backend="shanyraq.platform.accounts.backends.PasswordBackend"
            )
        if token := self.token(name):
            client.cookies[DEVICE_COOKIE] = token
        return client

    @staticmethod
    def token(name: str) -> str:
        return {"paired device": "good-token", "revoked device": "old-token"}.get(name, "")

    def request(self, name: str):
        made = RequestFactory(REMOTE_ADDR=self.address(name)).get("/")
        made.user = self.users.get(name, AnonymousUser())
        if not made.user.is_active and name in self.users:
            made.user = AnonymousUser()  # as Django's session does
        if token := self.token(name):
            made.COOKIES[DEVICE_COOKIE] = token
        return made

    def book(self, access_class: str, situation: str, folder):
        state = situation if situation in EditionState.values else "published"
        book = digital(
            self.member,
            state=state,
            access_class=access_class,
            embargo_until=date(2099, 1, 1) if situation == "embargoed" else None,
            in_all_reading_rooms=situation == "shared_rooms",
        )
        now = timezone.now()
        terms = {
            "borrower": (1, now + timedelta(days=3), None),
            "late borrower": (2, now - timedelta(hours=1), None),
        }
        terms["returned borrower"] = (3, now + timedelta(days=3), now - timedelta(hours=2))
        book.copies = 3
        book.save(update_fields=["copies"])
        for name, (copy, due_at, ended_at) in terms.items():
            DigitalLoan.objects.create(
                user=self.users[name],
                edition=book,
                copy=copy,
                lent_at=now - timedelta(days=9),
                due_at=due_at,
                ended_at=ended_at,
                end="returned" if ended_at else "",
            )
        self.fill(book, folder)
        return book

    @staticmethod
    def fill(book, folder) -> None:
        page = add_page(book, 1, f"Бұл {SECRET} бетте тұр")
        add_picture(page, folder)
        add_alto(page, SECRET)
        source = book.sources.create(
            name="a.epub",
            kind="epub",
            size=1,
            sha256=book.public_id,
            uploaded_at=timezone.now(),
            state="unpacked",
        )
        BookPicture.objects.create(
            edition=book,
            source=source,
            member="x.png",
            file=keep(f"pictures/{book.public_id}/x.png", SECRET.encode()),
            mime="image/png",
            width=1,
            height=1,
        )
        for kind in ("pdf", "epub"):
            Download.objects.create(
                edition=book,
                kind=kind,
                file=keep(f"downloads/{book.public_id}/x.{kind}", SECRET.encode()),
                size=9,
                of_change=book.changed_at,
                made_at=timezone.now(),
            )


@pytest.fixture
def world(db, settings):
    settings.STAFF_NEEDS_SECOND_FACTOR = False
    reading_room.forget()
    completions.forget()
    return World()


def showing(book) -> dict[str, str]:
    """Addresses of which every whole answer holds the secret."""
    page, picture = book.pages.get(), book.pictures.get()
    own, on_page = [book.public_id], [book.public_id, page.pk]
    return {
        "page": reverse("library_reading:read_page", args=[book.public_id, 1]),
        "search": reverse("library_reading:read_search", args=own) + f"?q={SECRET}",
        "picture": reverse("library_reading:book_picture", args=[book.public_id, picture.pk]),
        "content search": reverse("library_search_inside", args=own) + f"?q={SECRET}",
        "content search 1": reverse("library_search_inside_1", args=own) + f"?q={SECRET}",
        "autocomplete 1": reverse("library_autocomplete_1", args=own) + "?q=кұпи",
        "autocomplete": reverse("library_autocomplete", args=own) + "?q=кұпи",
        "suggestions": reverse("library_reading:read_suggestions", args=own) + "?q=kupi",
        "lines": reverse("library_page_lines", args=on_page),
        "text": reverse("library_page_text", args=on_page),
        "alto": reverse("library_page_alto", args=on_page),
    }


def telling(book) -> dict[str, str]:
    """Addresses that lead into the book or list what is in it, for those who may read only."""
    own = [book.public_id]
    return {
        "pages": reverse("library_reading:read_pages", args=own),
        "go": reverse("library_reading:read_go", args=own) + "?label=1",
        "at": reverse("library_reading:read_at", args=[book.public_id, book.pages.get().pk]),
        "manifest": reverse("library_manifest", args=own),
    }


def body_of(response) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    text = content.decode("utf-8", "replace")
    if "json" in response.headers.get("Content-Type", ""):
        return json.dumps(json.loads(text), ensure_ascii=False)
    return text


@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize("access_class", CLASSES)
def test_no_endpoint_leaks(world, tmp_path, access_class, situation):
    book = world.book(access_class, situation, tmp_path)
    faults = []
    for visitor in VISITORS:
        expected = may_read(access_class, situation, visitor)
        faults += [f"{visitor}: {fault}" for fault in _faults(world, book, visitor, (expected, situation))]
    assert faults == []


def _faults(world, book, visitor, expectation) -> list[str]:
    expected, situation = expectation
    client, faults, shown = world.clients[visitor], [], showing(book)
    for name, address in (shown | telling(book)).items():
        response = client.get(address)
        body = body_of(response)
        if not expected and (SECRET in body and name != "search"):
            faults.append(f"{name} leaks")
        if not expected and name == "search" and f"Бұл {SECRET}" in body:
            faults.append(f"{name} leaks")
        if not expected and "/iiif/3/page:" in body:
            faults.append(f"{name} tells addresses of pictures")
        if name in shown and expected and SECRET not in body.replace("</mark>", "").replace("<mark>", ""):
            faults.append(f"{name} hides ({response.status_code})")
        if not may_know(situation, visitor) and response.status_code != 404:
            faults.append(f"{name} tells that the book is there ({response.status_code})")
        if expected and response.status_code not in {200, 302, 303}:
            faults.append(f"{name} refuses ({response.status_code})")
    return faults + _other_faults(world, book, visitor, expected)


def _other_faults(world, book, visitor, expected) -> list[str]:
    faults = []
    client, request, page = world.clients[visitor], world.request(visitor), book.pages.get()
    user = request.user
    picture = PagePictures().locate(f"{page.pk}.{version_of(page)}")
    sees = picture.group is None or PagePictures().may_see(picture.group, request).is_allowed
    if sees != expected:
        faults.append(f"tiles: {sees}")
    is_open = book.access_class == "public" and may_read("public", _situation(book), "stranger")
    for kind in ("pdf", "epub"):
        response = client.get(reverse("library_reading:download", args=[book.public_id, kind]))
        has_it = SECRET in body_of(response)
        if has_it != (is_open or visitor in KEEPERS):
            faults.append(f"{kind}: {response.status_code}")
    found = indexing.visible([str(page.pk)], audiences_of(user))
    by_group = book.access_class in {"public", "registered"}
    may_find = by_group and may_read(
        book.access_class, _situation(book), "reader" if user.is_authenticated else "stranger"
    )
    if bool(found) != may_find:
        faults.append(f"search: {found}")
    workshop = client.get(reverse("library_reading:staff_text", args=[book.public_id, 1]))
    if (SECRET in body_of(workshop)) != (visitor in KEEPERS):
        faults.append(f"workshop: {workshop.status_code}")
    offered = str(catalogue_parts.acquisitions([book.edition_id], request))
    if ("/download/" in offered) != (is_open or visitor in KEEPERS):
        faults.append("acquisitions")
    return faults


def _situation(book) -> str:
    if book.embargo_until:
        return "embargoed"
    return book.state


@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize("access_class", CLASSES)
def test_the_index_holds_only_what_a_group_may_read(world, tmp_path, access_class, situation):
    book = world.book(access_class, situation, tmp_path)
    documents = list(indexing.documents([str(book.pages.get().pk)]))
    audiences = {"public": {"public"}, "registered": {"signed-in"}}.get(access_class)
    if situation in {"published", "shared_rooms"} and audiences:
        assert [document.audiences for document in documents] == [frozenset(audiences)]
    else:
        assert documents == []


@pytest.mark.parametrize("access_class", [each for each in CLASSES if each != "public"])
def test_nobody_keeps_what_is_not_open(world, tmp_path, access_class):
    book = world.book(access_class, "published", tmp_path)
    for address in showing(book).values():
        for visitor in ("stranger", "borrower", "operator"):
            response = world.clients[visitor].get(address)
            body_of(response)
            assert "no-store" in response.headers.get("Cache-Control", "")
            assert "Access-Control-Allow-Origin" not in response.headers


@pytest.mark.parametrize("access_class", CLASSES)
def test_nothing_can_be_left_in_a_closed_book(world, tmp_path, access_class):
    book = world.book(access_class, "published", tmp_path)
    for visitor in VISITORS:
        expected = may_read(access_class, "published", visitor)
        for name in ("keep_place", "change_bookmark"):
            address = reverse(f"library_reading:{name}", args=[book.public_id])
            response = world.clients[visitor].post(address, {"number": "1"})
            assert (response.status_code in {204, 303}) == expected, (visitor, name)
    readers = {user.pk for name, user in world.users.items() if may_read(access_class, "published", name)}
    kept = set(book.places.values_list("user_id", flat=True))
    assert kept == {pk for pk in readers if pk in kept}
    assert kept == readers - {world.users["inactive operator"].pk}


def test_the_picture_of_another_version_or_book_is_not_found(world, tmp_path):
    book = world.book("public", "published", tmp_path)
    page = book.pages.get()
    for name in (
        "",
        "x",
        f"{page.pk}",
        f"{page.pk}.",
        f"{page.pk}.ffffffff",
        "9" * 40 + ".0123abcd",
        f"-{page.pk}.0123abcd",
    ):
        assert PagePictures().locate(name) is None
