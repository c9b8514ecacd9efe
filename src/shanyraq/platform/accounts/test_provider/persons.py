"""The people whom the test provider knows. All are invented; the numbers have right check digits."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedPerson:
    """One of them; ``key`` is the subject."""

    key: str
    iin: str
    given_name: str
    family_name: str
    middle_name: str
    email: str

    @property
    def full_name(self) -> str:
        return f"{self.family_name} {self.given_name} {self.middle_name}".strip()


_ALL = (
    InventedPerson(
        key="p-1001",
        iin="830514400122",
        given_name="Айгүл",
        family_name="Сыналыева",
        middle_name="Үлгіқызы",
        email="aigul@example.kz",
    ),
    InventedPerson(
        key="p-1002",
        iin="911123350018",
        given_name="Ерлан",
        family_name="Үлгібаев",
        middle_name="Сынақұлы",
        email="yerlan@example.kz",
    ),
    InventedPerson(
        key="p-1003",
        iin="040718600179",
        given_name="Дана",
        family_name="Мысалова",
        middle_name="",
        email="dana@example.kz",
    ),
    InventedPerson(
        key="p-1004",
        iin="560302300215",
        given_name="Николай",
        family_name="Примеров",
        middle_name="Тестович",
        email="",
    ),
)

PERSONS: dict[str, InventedPerson] = {person.key: person for person in _ALL}
