"""Editions are linked to the authorities of their persons and subjects."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shanyraq.domains.library.catalogue.actions.headings import link_waiting, put_off
from shanyraq.domains.library.catalogue.models import Edition, EditionAgent, UnlinkedEdition
from shanyraq.domains.library.catalogue.queries.authorities import (
    agents_of,
    editions_about,
    editions_of,
    subjects_of,
    works_of,
)
from shanyraq.platform.vocabularies.actions.merging import merge_authorities
from shanyraq.platform.vocabularies.models import Authority
from tests.factories.clustering import LATER, bring, change
from tests.factories.descriptions import agent, described

pytestmark = pytest.mark.django_db

FORMS = ("Әуезов, Мұхтар", "Äuezov, Mūhtar", "Auezov, Mukhtar", "Ауэзов, Мухтар")


def test_all_works_of_a_person_whatever_the_script() -> None:
    titles = ("Абай жолы", "Qarash", "Beauty in mourning", "Лихая година")
    bring(*(described(title, name, script="") for title, name in zip(titles, FORMS, strict=True)))
    author = Authority.objects.get(kind="person")
    assert {work.title for work in works_of(author)} == set(titles)
    assert editions_of(author).count() == 4
    assert {name.text for name in author.names.all()} == set(FORMS)


def test_lists_cost_two_queries() -> None:
    bring(*(described(f"Кітап {n}", FORMS[0]) for n in range(8)))
    author = Authority.objects.get(kind="person")
    with CaptureQueriesContext(connection) as captured:
        assert len([edition.work.title for edition in editions_of(author)]) == 8
    assert len(captured) == 2
    with CaptureQueriesContext(connection) as captured:
        assert len(works_of(author)) == 8
    assert len(captured) == 2


def test_roles_choose_and_mergings_count() -> None:
    bring(
        described("Абай жолы", agents=[agent(FORMS[0], "1897-1961", roles=["aut"])]),
        described("Путь Абая", agents=[agent("Ауэзов, Мухтар", "", roles=["trl"])], languages=["rus"]),
    )
    dated, undated = Authority.objects.order_by("-dates")
    assert [edition.title for edition in editions_of(dated)] == ["Абай жолы"]
    merge_authorities(authority=undated, into=dated, actor=None, at=LATER)
    assert {edition.title for edition in editions_of(dated)} == {"Абай жолы", "Путь Абая"}
    assert [edition.title for edition in editions_of(dated, roles=["trl"])] == ["Путь Абая"]


def test_subjects_meet_over_scripts_and_are_replaced_when_a_record_changes() -> None:
    first, _second = bring(
        described(
            subjects=[
                {"text": "Қазақ тілі", "kind": "topic"},
                {"text": "Құнанбаев, Абай, 1845-1904", "kind": "person"},
            ]
        ),
        described("Басқа", subjects=[{"text": "Qazaq tılı", "kind": "topic"}]),
    )
    topic, person = Authority.objects.get(kind="topic"), Authority.objects.get(kind="person", born=1845)
    assert editions_about(topic).count() == 2
    assert [edition.pk for edition in editions_about(person)] == [first.edition_id]
    change(first, described(subjects=[{"text": "Роман", "kind": "genre"}]))
    assert editions_about(topic).count() == 1
    edition = Edition.objects.get(pk=first.edition_id)
    assert [link.authority.kind for link in subjects_of(edition)] == ["genre"]
    assert [link.authority.born for link in agents_of(edition)] == [1897]


def test_every_role_of_a_person_is_one_link() -> None:
    bring(described(agents=[agent(FORMS[0], "1897-1961", roles=["aut", "edt", "aut"])]))
    assert list(EditionAgent.objects.values_list("role", "is_main", "place").order_by("role")) == [
        ("aut", True, 0),
        ("edt", True, 0),
    ]


def test_links_that_were_put_off_are_made_by_the_description_of_then() -> None:
    first, gone = bring(described(subjects=[]), described("Басқа", subjects=[]))
    EditionAgent.objects.all().delete()
    into = Edition.objects.get(pk=first.edition_id)
    Edition.objects.filter(pk=gone.edition_id).update(merged_into=into)
    put_off([first.edition_id, gone.edition_id, first.edition_id])
    told = into.description | {"subjects": [{"text": "Роман", "kind": "genre"}]}
    Edition.objects.filter(pk=into.pk).update(description=told)
    assert (link_waiting(at=LATER), link_waiting(at=LATER)) == (3, 0)
    assert [link.authority.kind for link in subjects_of(into)] == ["genre"]
    assert set(EditionAgent.objects.values_list("edition", flat=True)) == {into.pk}


def test_an_edition_that_cannot_be_linked_keeps_no_other_waiting(caplog: pytest.LogCaptureFixture) -> None:
    broken, whole = bring(described(), described("Басқа"))
    EditionAgent.objects.filter(edition=whole.edition_id).delete()
    Edition.objects.filter(pk=broken.edition_id).update(description={"agents": [{"kind": "person"}]})
    put_off([broken.edition_id, whole.edition_id])
    assert (link_waiting(at=LATER), UnlinkedEdition.objects.count()) == (2, 0)
    assert EditionAgent.objects.filter(edition=whole.edition_id).count() == 1
    assert EditionAgent.objects.filter(edition=broken.edition_id).count() == 1
    assert f"edition {broken.edition_id} cannot be linked" in caplog.text
