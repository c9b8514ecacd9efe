"""Staff's pages of imports: who sees them, what they start, what they tell."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from shanyraq.domains.library.catalogue import tasks
from shanyraq.domains.library.catalogue.models import ImportRun, MappingProfile, Record
from shanyraq.domains.library.network.models import Library, StaffPost, StaffRole
from shanyraq.kernel.languages import LANGUAGES
from tests.domains.library.catalogue.imports.conftest import AT, Import, book
from tests.factories.accounts import UserFactory

HOME = "/en/library/staff/imports/pilot/"


def somebody(member: Library | None, role: str) -> Client:
    user = UserFactory()
    StaffPost.objects.create(user=user, library=member, role=role, since=AT)
    client = Client()
    client.force_login(user, backend="shanyraq.platform.accounts.backends.PasswordBackend")
    return client


@pytest.fixture(autouse=True)
def _one_factor_is_enough(settings: Any) -> None:
    settings.STAFF_NEEDS_SECOND_FACTOR = False


@pytest.fixture
def cataloguer(member: Library) -> Client:
    return somebody(member, StaffRole.CATALOGUER)


def upload(client: Client, content: bytes, **given: Any) -> Any:
    profile = MappingProfile.objects.get(code="marc21")
    form = {"profile": profile.pk, "encoding": "auto", **given}
    return client.post(HOME, {"file": SimpleUploadedFile("books.mrc", content), **form})


@pytest.mark.parametrize(
    ("role", "elsewhere", "status"),
    [
        (StaffRole.CATALOGUER, False, 200),
        (StaffRole.HEAD, False, 200),
        (StaffRole.NETWORK, None, 200),
        (StaffRole.CIRCULATION, False, 404),
        (StaffRole.DIGITISATION, False, 404),
        (StaffRole.CATALOGUER, True, 404),
        (StaffRole.HEAD, True, 404),
    ],
)
def test_only_cataloguers_heads_and_the_network_import(
    import_: Import, member: Library, role: str, elsewhere: bool | None, status: int
) -> None:
    other = Library.objects.create(code="other", name={"kk": "Басқа"}, kind="city")
    client = somebody(None if elsewhere is None else other if elsewhere else member, role)
    run = import_(book("1"))
    for address in ("", f"{run.pk}/", f"{run.pk}/progress/", f"{run.pk}/refused.csv"):
        assert client.get(HOME + address).status_code == status
    for address in ("stop/", "continue/"):
        assert client.post(f"{HOME}{run.pk}/{address}").status_code == (302 if status == 200 else 404)
    assert client.get(f"{HOME}{run.pk}/stop/").status_code == 405 if status == 200 else True


def test_librarian_without_second_factor_sets_one_up_first(cataloguer: Client, settings: Any) -> None:
    settings.STAFF_NEEDS_SECOND_FACTOR = True
    assert cataloguer.get(HOME).url == "/en/accounts/second-factor/"  # type: ignore[attr-defined]  # it redirects
    assert upload(cataloguer, book("1")).status_code == 302
    assert ImportRun.objects.count() == 0


def test_strangers_are_sent_to_sign_in(member: Library) -> None:
    assert Client().get(HOME).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_uploaded_file_is_imported_by_a_worker_and_then_forgotten(cataloguer: Client) -> None:
    response = upload(cataloguer, book("1") + book("2"))
    run = ImportRun.objects.get()
    assert response.url == f"{HOME}{run.pk}/"
    assert (run.state, run.file_name, run.is_dry_run) == ("waiting", "books.mrc", False)
    with connection.cursor() as cursor:
        cursor.execute("SELECT args->>'run_id' FROM procrastinate_jobs WHERE task_name = 'library.import'")
        assert cursor.fetchone() == (str(run.pk),)
    storage, name = run.file.storage, run.file.name
    assert storage.exists(name)
    tasks.run_staff_import(run.pk)
    run.refresh_from_db()
    assert (run.state, run.created, bool(run.file)) == ("done", 2, False)
    assert not storage.exists(name)
    assert Record.objects.count() == 2
    tasks.run_staff_import(run.pk)
    assert ImportRun.objects.get().ordinal == 2


@pytest.mark.parametrize(
    ("content", "told"), [(b"rubbish", "There is no MARC record"), (b" ", "The file is empty")]
)
def test_file_that_is_no_marc_is_told_in_the_form(cataloguer: Client, content: bytes, told: str) -> None:
    response = upload(cataloguer, content)
    assert told in response.content.decode()
    assert ImportRun.objects.count() == 0


def test_second_import_while_one_waits_is_told(cataloguer: Client) -> None:
    upload(cataloguer, book("1"))
    assert "An import for this library is running" in upload(cataloguer, book("2")).content.decode()
    assert ImportRun.objects.count() == 1


def test_stopped_import_goes_on(cataloguer: Client) -> None:
    upload(cataloguer, book("1"))
    run = ImportRun.objects.get()
    cataloguer.post(f"{HOME}{run.pk}/stop/")
    run.refresh_from_db()
    assert run.state == "cancelled"
    tasks.run_staff_import(run.pk)
    assert Record.objects.count() == 0
    assert "Go on with the import" in cataloguer.get(f"{HOME}{run.pk}/").content.decode()
    cataloguer.post(f"{HOME}{run.pk}/continue/")
    tasks.run_staff_import(run.pk)
    run.refresh_from_db()
    assert (run.state, run.created) == ("done", 1)


def test_lost_file_is_told(cataloguer: Client) -> None:
    upload(cataloguer, book("1"))
    run = ImportRun.objects.get()
    run.file.storage.delete(run.file.name)
    tasks.run_staff_import(run.pk)
    assert "no longer there" in cataloguer.get(f"{HOME}{run.pk}/").content.decode()


def test_report_is_filtered_and_names_places(cataloguer: Client, import_: Import) -> None:
    run = import_(book("1") + b"x" * 60 + b"\x1d" + book("3") + book(""))
    page = cataloguer.get(f"{HOME}{run.pk}/?outcome=refused").content.decode()
    assert "Between records stands something that is none." in page
    assert f'<td data-label="byte">{len(book("1"))}</td>' in page
    assert page.count("<tr>") == 2
    assert cataloguer.get(f"{HOME}{run.pk}/?outcome=warned").content.decode().count("<tr>") == 2
    assert cataloguer.get(f"{HOME}{run.pk}/?code=no_control_number").content.decode().count("<tr>") == 2
    assert cataloguer.get(f"{HOME}{run.pk}/?outcome=%27&page=99").status_code == 200
    table = b"".join(cataloguer.get(f"{HOME}{run.pk}/refused.csv").streaming_content)  # type: ignore[attr-defined]  # it streams
    assert table.decode().splitlines()[1] == f"2,{len(book('1'))},,garbage,garbage"


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_render_in_every_language(cataloguer: Client, import_: Import, language: str) -> None:
    run = import_(book("1"))
    for address in ("", "pilot/", f"pilot/{run.pk}/", f"pilot/{run.pk}/progress/"):
        response = cataloguer.get(f"/{language}/library/staff/imports/{address}", follow=True)
        assert response.status_code == 200


def test_list_and_report_need_a_constant_number_of_queries(cataloguer: Client, import_: Import) -> None:
    run = import_(book("1"))
    with CaptureQueriesContext(connection) as few:
        cataloguer.get(HOME)
        cataloguer.get(f"{HOME}{run.pk}/")
    run = import_(b"".join(book(str(number)) for number in range(30)))
    with CaptureQueriesContext(connection) as many:
        cataloguer.get(HOME)
        cataloguer.get(f"{HOME}{run.pk}/")
    assert len(many) == len(few)


def test_silent_import_is_taken_up_again(cataloguer: Client, django_capture_on_commit_callbacks: Any) -> None:
    upload(cataloguer, book("1"))
    ImportRun.objects.update(state="running", active_at=AT)
    with django_capture_on_commit_callbacks() as orders:
        tasks.take_up_imports(0)
    assert len(orders) == 1
