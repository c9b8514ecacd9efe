"""Names that libraries have, invented in their combination: persons with patronymics, publishers, places."""

from __future__ import annotations

import random
from dataclasses import dataclass

FAMILIES = [
    "Ахмет",
    "Омар",
    "Серік",
    "Нұрлан",
    "Жұма",
    "Бейсен",
    "Қасым",
    "Мұрат",
    "Ерлан",
    "Сәрсен",
    "Тоқтар",
    "Әбді",
    "Бекен",
    "Дәулет",
    "Есен",
    "Жақып",
    "Кәрім",
    "Мәмбет",
    "Оспан",
    "Рахым",
    "Сейіт",
    "Тілеу",
    "Үсен",
    "Шәкір",
    "Ыбырай",
    "Ізтілеу",
    "Байтас",
    "Қонақ",
    "Өтеген",
    "Ғали",
    "Мырза",
    "Құрман",
    "Абай",
    "Дос",
    "Жанділ",
    "Қали",
    "Құсайын",
    "Мүсіреп",
    "Нәдір",
    "Сатай",
    "Сүлей",
    "Төле",
    "Шоқан",
    "Ыдырыс",
    "Әлім",
    "Әуез",
    "Бөкей",
    "Айтма",
    "Жандар",
    "Жұбан",
]
GIVEN = [
    "Мұхтар",
    "Әбдіжәміл",
    "Ғабит",
    "Сәбит",
    "Ілияс",
    "Сәкен",
    "Бейімбет",
    "Мағжан",
    "Жүсіпбек",
    "Ақан",
    "Олжас",
    "Әбіш",
    "Мұқағали",
    "Фариза",
    "Күләш",
    "Шәкәрім",
    "Тұманбай",
    "Қадыр",
    "Жұбан",
    "Дулат",
    "Оралхан",
    "Мархабат",
    "Қажығали",
    "Төлен",
    "Асқар",
    "Бердібек",
    "Сайын",
    "Әкім",
    "Иран",
    "Роза",
    "Гүлнар",
    "Айгүл",
    "Әсия",
    "Зейнолла",
    "Кенен",
    "Нартай",
    "Шерхан",
    "Смағұл",
    "Герольд",
    "Мәриям",
    "Бауыржан",
    "Тахауи",
    "Зейін",
    "Хамит",
]
RUSSIAN_FAMILIES = [
    "Иванов",
    "Петров",
    "Снегирёв",
    "Тихонов",
    "Волков",
    "Лебедев",
    "Соколова",
    "Морозов",
    "Кузнецова",
    "Новиков",
    "Козлов",
    "Орлов",
    "Зайцева",
    "Соловьёв",
    "Васильев",
    "Громов",
    "Белов",
    "Медведев",
    "Щербаков",
    "Юдин",
    "Яковлев",
    "Чернов",
    "Ершов",
    "Быков",
    "Панов",
    "Фёдоров",
    "Жуков",
]
RUSSIAN_GIVEN = [
    "Иван",
    "Николай",
    "Сергей",
    "Мария",
    "Анна",
    "Елена",
    "Дмитрий",
    "Михаил",
    "Ольга",
    "Татьяна",
    "Юрий",
    "Виктор",
    "Алексей",
    "Наталья",
    "Пётр",
    "Юлия",
]
ENGLISH_FAMILIES = [
    "Smith",
    "Brown",
    "Taylor",
    "Wilson",
    "Clarke",
    "Harris",
    "Winner",
    "Martin",
    "Cooper",
    "Ward",
    "Sinor",
    "Baker",
    "Hill",
]
ENGLISH_GIVEN = [
    "John",
    "Mary",
    "Thomas",
    "Anne",
    "William",
    "Robert",
    "Jane",
    "Edward",
    "Denis",
    "Sarah",
    "Peter",
    "Alice",
]
PUBLISHERS = {
    "kaz": (
        "Жазушы", "Мектеп", "Атамұра", "Қазақ университеті", "Ана тілі", "Фолиант", "Санат", "Рауан", "Өнер",
        "Жалын", "Ғылым", "Балауса", "Мерей", "Арыс", "Раритет", "Қазақстан", "Алматыкітап", "Көкжиек",
    ),
    "rus": (
        "Жазушы", "Мектеп", "Наука", "Художественная литература", "Просвещение", "Гылым", "Казахстан", "Онер",
        "Прогресс", "Молодая гвардия", "Фолиант", "Аударма", "Советский писатель", "Раритет",
    ),
    "eng": ("Oxford University Press", "Routledge", "Brill", "Progress", "Penguin", "Stilus", "Harvill"),
}  # fmt: skip  # lists of names read better in lines than in a column
PLACES = {
    "kaz": ("Алматы", "Астана", "Шымкент", "Қарағанды", "Семей", "Тараз"),
    "rus": ("Алматы", "Алма-Ата", "Москва", "Астана", "Караганда", "Ленинград"),
    "eng": ("London", "Oxford", "Moscow", "New York", "Leiden"),
}
_HARD_VOWELS = "аоұыуя"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who writes: surname, given name and patronymic in the own language, years of life."""

    family: str
    given: str
    patronymic: str
    born: int
    died: int | None
    language: str

    @property
    def dates(self) -> str:
        """As libraries write them."""
        return f"{self.born}-{self.died or ''}"


def invent_person(chance: random.Random) -> Person:
    """A person; two may well share the name."""
    born = chance.randint(1840, 1985)
    died = born + chance.randint(35, 90)
    years = (born, died if died < 2024 else None)
    language = chance.choices(("kaz", "rus", "eng"), (60, 32, 8))[0]
    if language == "kaz":
        ending = chance.choice(("ов", "ұлы", "баев")) if chance.random() < 0.8 else "ев"
        return Person(
            chance.choice(FAMILIES) + ending, chance.choice(GIVEN), _patronymic(chance), *years, "kaz"
        )
    if language == "rus":
        father = chance.choice(("Иванович", "Петрович", "Сергеевич", "Николаевич", "Алексеевич", "Юрьевич"))
        return Person(chance.choice(RUSSIAN_FAMILIES), chance.choice(RUSSIAN_GIVEN), father, *years, "rus")
    return Person(chance.choice(ENGLISH_FAMILIES), chance.choice(ENGLISH_GIVEN), "", *years, "eng")


def _patronymic(chance: random.Random) -> str:
    return chance.choice(GIVEN) + "ұлы" if chance.random() < 0.5 else chance.choice(GIVEN) + "ович"
