"""What of the catalogue is found."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shanyraq.domains.library.catalogue import indexing
from shanyraq.domains.library.network.states import MembershipState
from shanyraq.platform.search.documents import PUBLIC
from tests.factories import library_catalogue as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def abai():
    found = make.edition()
    make.item(make.record(found, make.library(), "kz-77"), shelf_mark="84 Ә 82", inventory_number="И-1001")
    return found


def test_a_document_has_all_names_and_numbers(abai):
    [found] = indexing.documents([str(abai.pk)])
    assert found.kind == "book"
    assert found.language == "kk"
    assert found.title == "Абай жолы. 1-кітап: роман-эпопея"
    assert found.address == f"/{{language}}/library/editions/{abai.public_id}/"
    assert [each.words for each in found.names] == ["Abai joly", "اباي جولى"]
    assert [each.words for each in found.fields["author"]][:2] == [
        "Әуезов, Мұхтар Омарханұлы",
        "Áuezov, Muhtar",
    ]
    assert found.identifiers == (
        "9785605006572", "5605006576", "12345678", abai.public_id, "kz-77", "И-1001", "84 Ә 82",
    )  # fmt: skip  # a table
    assert found.own == {
        "language": ("kaz",), "script": ("Cyrl",), "library": ("nlrk",), "branch": ("nlrk/main",),
        "decade": ("1980",), "state": ("at-hand", "at-hand@nlrk", "at-hand@nlrk/main"),
    }  # fmt: skip  # a table
    assert found.periods == ("c20",)
    assert found.note == "Мұхтар Омарханұлы Әуезов · Алматы, Жазушы, 1989"


def test_what_is_not_held_or_merged_is_no_document(abai):
    gone = make.edition()
    make.record(gone, make.library("left", state=MembershipState.LEFT), "1")
    merged = make.edition(merged_into=abai)
    keys = [str(each.pk) for each in (gone, merged, abai)]
    assert [each.key for each in indexing.documents(keys)] == [str(abai.pk)]
    assert indexing.visible(keys, frozenset({PUBLIC})) == {str(abai.pk)}
    assert indexing.visible(keys, frozenset({"staff"})) == set()


def test_documents_cost_a_constant_number_of_queries(abai):
    with CaptureQueriesContext(connection) as few:
        list(indexing.documents([str(abai.pk)]))
    library = abai.records.first().library
    keys = []
    for number in range(40):
        made = make.edition(make.WAR)
        make.item(make.record(made, library, f"w{number}"))
        keys.append(str(made.pk))
    with CaptureQueriesContext(connection) as many:
        assert len(list(indexing.documents(keys))) == 40
    assert len(few) == len(many)


def test_other_tables_lead_to_their_editions(abai):
    record = abai.records.first()
    assert indexing._of_records([str(record.pk)]) == {str(abai.pk)}
    assert indexing._of_branches([str(record.library.branches.get().pk)]) == {str(abai.pk)}
    assert indexing._of_libraries([str(record.library_id)]) == {str(abai.pk)}
