"""Copies on shelves follow the holdings of records."""

from shanyraq.domains.library.catalogue.models import Item
from shanyraq.domains.library.network.models import Branch, Library
from tests.domains.library.catalogue.imports.conftest import Import, book, copy


def shelves() -> list[tuple[str, str, str, str]]:
    return list(Item.objects.order_by("pk").values_list("branch__code", "barcode", "shelf_mark", "state"))


def test_items_are_made_changed_and_withdrawn(import_: Import) -> None:
    import_(book("1", "А", copy("central", "B1"), copy("CHILDREN", "B2")))
    assert shelves() == [
        ("central", "B1", "84(5Қ)6", "available"),
        ("children", "B2", "84(5Қ)6", "available"),
    ]
    first = Item.objects.get(barcode="B1").pk
    import_(book("1", "А", copy("children", "B1", mark="84")))
    assert shelves() == [("children", "B1", "84", "available"), ("children", "B2", "84(5Қ)6", "withdrawn")]
    assert Item.objects.get(barcode="B1").pk == first


def test_copies_without_numbers_are_counted(import_: Import) -> None:
    import_(book("1", "А", copy("central"), data_without_number()))
    assert len(shelves()) == 2
    import_(book("1", "Ә", copy("central"), data_without_number()))
    assert len(shelves()) == 2


def data_without_number() -> object:
    return copy("central", mark="84(5Қ)6 көш.")


def test_item_made_by_staff_is_left_alone(import_: Import, member: Library) -> None:
    import_(book("1", "А", copy("central", "B1")))
    record = Item.objects.get().record
    Item.objects.create(record=record, branch=member.branches.get(code="central"), barcode="OWN")
    import_(book("1", "Ә", copy("central", "B1")))
    assert [state for *_, state in shelves()] == ["available", "available"]


def test_unknown_branch_is_told_and_made_good_later(import_: Import, member: Library) -> None:
    content = book("1", "А", copy("west", "B1"))
    run = import_(content)
    (entry,) = run.entries.all()
    assert (entry.outcome, entry.code, entry.detail) == ("created", "unknown_branch", "unknown_branch: west")
    assert (run.warned, shelves()) == (1, [])
    Branch.objects.create(library=member, code="west", name={"kk": "Батыс"})
    again = import_(content)
    assert (again.unchanged, again.warned) == (1, 0)
    assert shelves() == [("west", "B1", "84(5Қ)6", "available")]


def test_barcode_of_another_record_is_told(import_: Import) -> None:
    run = import_(book("1", "А", copy("central", "B1")) + book("2", "Б", copy("central", "B1")))
    assert [entry.code for entry in run.entries.order_by("pk")] == ["", "barcode_taken"]
    assert [barcode for _, barcode, *_ in shelves()] == ["B1", None]
    again = import_(book("1", "А", copy("central", "B1")) + book("2", "Б", copy("central", "B1")))
    assert (again.unchanged, again.warned) == (2, 1)
    assert [barcode for _, barcode, *_ in shelves()] == ["B1", None]
    import_(book("2", "Б"))
    assert [state for *_, state in shelves()] == ["available", "withdrawn"]


def test_copy_that_gets_a_bar_code_stays_the_same_item(import_: Import) -> None:
    import_(book("1", "А", copy("central", number="77")))
    first = Item.objects.get().pk
    import_(book("1", "А", copy("children", "B1", number="77")))
    assert shelves() == [("children", "B1", "84(5Қ)6", "available")]
    assert Item.objects.get().pk == first


def test_copies_that_swap_their_bar_codes_stop_nothing(import_: Import) -> None:
    import_(book("1", "А", copy("central", "B1", number="1"), copy("central", "B2", number="2")))
    run = import_(book("1", "А", copy("central", "B2", number="1"), copy("central", "B1", number="2")))
    assert (run.state, run.changed) == ("done", 1)
    assert sorted(barcode for _, barcode, *_ in shelves()) == ["B1", "B2"]


def test_too_long_number_is_told(import_: Import) -> None:
    run = import_(book("1", "А", copy("central", "9" * 41)))
    assert [entry.code for entry in run.entries.all()] == ["number_too_long"]
    assert shelves() == [("central", None, "84(5Қ)6", "available")]


def test_what_staff_wrote_on_an_item_stays_when_the_record_is_the_same(import_: Import) -> None:
    content = book("1", "А", copy("central", "B1"))
    import_(content)
    Item.objects.update(note="көрмеде", state="repair")
    import_(content)
    assert Item.objects.values_list("note", "state").get() == ("көрмеде", "repair")
