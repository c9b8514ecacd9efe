from datetime import date

import pytest

from shanyraq.platform.search import documents
from shanyraq.platform.search.documents import Text
from tests.platform.search.shelf import document

BASE = {"summary": "Қысқаша", "names": (Text("Museum", "en"),), "identifiers": ("978",)}


def made(**changed):
    return document("1", "Музей", **(BASE | changed))


@pytest.mark.parametrize(
    "change",
    [
        {"summary": "Басқа"},
        {"kind": "museum"},
        {"address": "/kk/2"},
        {"note": "1960"},
        {"names": ()},
        {"names": (Text("Museum", "fr"),)},
        {"names": (), "texts": (Text("Museum", "en"),)},
        {"fields": {"author": (Text("Абай", "kk"),)}},
        {"identifiers": ("97", "8")},
        {"places": ("978",), "identifiers": ()},
        {"periods": ("c19",)},
        {"readers": frozenset({"kk"})},
        {"audiences": frozenset({"staff"})},
        {"date": date(2026, 1, 1)},
        {"fresh": True},
    ],
)
def test_digest_changes_with_everything_that_is_shown_or_indexed(change):
    assert made(**change).digest != made().digest


def test_digest_is_the_same_for_the_same_content():
    assert made(audiences=frozenset({"a", "b"})).digest == made(audiences=frozenset({"b", "a"})).digest


def test_digest_bears_a_half_of_a_surrogate_pair():
    assert made(summary="\ud800").digest != made().digest


@pytest.mark.parametrize("name", ["a:b", "a/b"])
def test_source_cannot_be_called_what_its_numbers_could_not_be_told_from(shelf, name):
    source = shelf.source()
    with pytest.raises(ValueError, match="cannot be called"):
        documents.register(documents.Source(**{**_fields(source), "name": name}))


def test_name_belongs_to_one_source(shelf):
    with pytest.raises(ValueError, match="cannot be called"):
        documents.register(shelf.source())


def _fields(source):
    return {name: getattr(source, name) for name in source.__dataclass_fields__}
