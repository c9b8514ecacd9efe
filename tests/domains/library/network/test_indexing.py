"""What of the network is found."""

import pytest
from pytest_django import DjangoAssertNumQueries

from shanyraq.domains.library.network import indexing
from shanyraq.domains.library.network.states import MembershipState
from shanyraq.kernel.languages import LANGUAGES
from tests.factories.library import MemberBranchFactory, MemberFactory

pytestmark = pytest.mark.django_db


def test_live_member_has_a_document_a_language(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    library = MemberBranchFactory(library__isil="KZ-PAV").library
    MemberFactory(state=MembershipState.SUSPENDED)
    keys = list(indexing.keys())
    assert keys == [f"{library.pk}.{language}" for language in LANGUAGES]
    with django_assert_num_queries(2):
        documents = {next(iter(each.readers)): each for each in indexing.documents(keys)}
    assert (documents["en"].title, documents["en"].language) == ("Test library", "en")
    assert (documents["fr"].title, documents["fr"].language) == ("Test library", "en")
    assert documents["kk"].address == f"/kk/library/libraries/{library.code}/"
    assert documents["kk"].identifiers == ("KZ-PAV", library.code)


def test_branch_is_found_by_every_name_and_shown_by_one() -> None:
    branch = MemberBranchFactory(name={"kk": "Балалар залы", "en": "Children's hall"})
    (found,) = indexing.documents([f"{branch.library_id}.en"])
    assert "Children's hall" in [text.words for text in found.texts]
    assert "Балалар залы" in [text.words for text in found.unseen]
    assert {text.language for text in found.texts} == {"en"}


def test_suspended_member_is_not_seen() -> None:
    live, suspended = MemberFactory(), MemberFactory(state=MembershipState.SUSPENDED)
    keys = [f"{live.pk}.en", f"{suspended.pk}.en", "999999.en"]
    assert indexing.visible(keys, frozenset({"public"})) == {f"{live.pk}.en"}
    assert [document.key for document in indexing.documents(keys)] == [f"{live.pk}.en"]
