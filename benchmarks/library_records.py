"""The records of a union catalogue, invented, with the truth known: which are of one edition, of one work.

``generate(count)`` gives records in the order in which members bring them. They differ as records do: other
scripts, slips of the hand, fields that are missing or filled otherwise, ISBNs of other books, volumes,
reprints, translations, serials, textbooks of many years. The same seed gives the same records.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from benchmarks.kazakh_folding import SPELLINGS
from benchmarks.library_names import PLACES, PUBLISHERS, Person, invent_person
from benchmarks.records import SEED, vocabulary
from shanyraq.kernel.identifiers import parse_isbn

MEMBERS = 20
NEWEST = 2025
"""The last year of publication."""
GENERIC = {
    "kaz": ("Өлеңдер", "Таңдамалы шығармалары", "Әңгімелер", "Повестер мен әңгімелер", "Шығармалар жинағы"),
    "rus": ("Избранное", "Стихи", "Рассказы", "Повести и рассказы", "Собрание сочинений"),
    "eng": ("Selected works", "Poems", "Short stories"),
}
SCHOOL = {
    "kaz": ("Алгебра", "Қазақстан тарихы", "Физика", "Қазақ тілі", "Биология", "География"),
    "rus": ("Алгебра", "История Казахстана", "Физика", "Русский язык", "Биология", "География"),
    "eng": ("English", "Algebra"),
}
_CODES = {"kaz": "kk", "rus": "ru", "eng": "en"}
_GRADE = {"kaz": "{}: {}-сынып", "rus": "{}: {} класс", "eng": "{}: grade {}"}
_VOLUME = {"kaz": "{}-кітап", "rus": "Т. {}", "eng": "Vol. {}"}
_PAGES = {"kaz": "{} б.", "rus": "{} с.", "eng": "{} p."}
_SCRIPTS: tuple[tuple[str, str, int], ...] = (
    ("", "Cyrl", 74), ("Latin 2021", "Latn", 10), ("Latin 2018 (acutes)", "Latn", 4),
    ("ASCII: as in passports", "Latn", 6), ("töte jazu", "Arab", 6),
)  # fmt: skip  # a table, read row by row


@dataclass(frozen=True, slots=True)
class Truth:
    """One edition as it really is."""

    work: int
    edition: int
    kind: str
    language: str
    title: str
    subtitle: str
    original_title: str
    part: int | None
    person: Person | None
    year: int
    publisher: str
    place: str
    pages: int
    statement: str
    isbn: str
    issn: str


@dataclass(frozen=True, slots=True)
class Invented:
    """One member's record: a description as ``Description.to_json`` gives it, and what it is of."""

    member: int
    number: str
    description: dict[str, Any]
    edition: int
    work: int


class _Words:
    """Words of a language as often as in texts, drawn many at once."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._drawn: dict[str, list[str]] = {}

    def take(self, language: str, count: int) -> str:
        drawn = self._drawn.setdefault(language, [])
        if len(drawn) < count:
            known = vocabulary(_CODES[language])
            drawn += self._chance.choices(known.words, cum_weights=known.weights, k=20_000)
        taken, drawn[-count:] = drawn[-count:], []
        return " ".join(taken).capitalize()


class Catalogue:
    """Invents works, their editions, and members' records of them."""

    def __init__(self, seed: int = SEED) -> None:
        self.chance = random.Random(seed)
        self.words = _Words(self.chance)
        self.persons = [invent_person(self.chance) for _each in range(3_000)]
        self.editions = 0
        self.works = 0
        self.isbns: list[str] = []

    def work(self) -> Iterator[Truth]:
        """The editions of one more work (of ten works of one school subject, for textbooks)."""
        kind = self.chance.choices(("book", "set", "textbook", "serial"), (85, 7, 5, 3))[0]
        maker: Callable[[], Iterator[Truth]] = {
            "book": self._book, "set": self._set, "textbook": self._textbook, "serial": self._serial,
        }[kind]  # fmt: skip  # one line
        yield from maker()

    def _person(self) -> Person:
        return self.persons[int(len(self.persons) * self.chance.random() ** 2)]

    def _title(self, language: str, generic: float = 0.05) -> str:
        if self.chance.random() < generic:
            return self.chance.choice(GENERIC[language])
        return self.words.take(language, self.chance.choice((2, 2, 3, 3, 4, 5)))

    def _basis(self) -> Truth:
        self.works += 1
        person = self._person() if self.chance.random() < 0.93 else None
        language = person.language if person else self.chance.choice(("kaz", "rus"))
        subtitle = self.words.take(language, 2).lower() if self.chance.random() < 0.35 else ""
        return Truth(
            self.works, 0, "book", language, self._title(language), subtitle, "", None, person,
            self.chance.randint(1925, 2024), "", "", 0, "", "", "",
        )  # fmt: skip  # places of a work that its editions fill

    def _published(self, truth: Truth, year: int, statement: str = "") -> Truth:
        self.editions += 1
        again = truth.publisher and self.chance.random() < 0.4
        return replace(
            truth,
            edition=self.editions,
            year=year,
            publisher=truth.publisher if again else self.chance.choice(PUBLISHERS[truth.language]),
            place=self.chance.choice(PLACES[truth.language]),
            pages=self.chance.randint(48, 720),
            statement=statement,
            isbn=self._isbn() if year >= 1988 and self.chance.random() < 0.9 else "",
        )

    def _isbn(self) -> str:
        stem = f"9786{self.chance.randrange(10**8):08d}"
        total = sum(int(digit) * weight for digit, weight in zip(stem, (1, 3) * 6, strict=True))
        self.isbns.append(parse_isbn(stem + str(-total % 10)))
        return self.isbns[-1]

    def _book(self) -> Iterator[Truth]:
        basis = self._basis()
        year = basis.year
        basis = self._published(basis, year)
        yield basis
        for number in range(2, 2 + self.chance.choices((0, 1, 2, 4), (62, 22, 10, 6))[0]):
            year += self.chance.randint(1, 15)
            if year > NEWEST:
                return
            statement = f"{number}-{'бас.' if basis.language == 'kaz' else 'е изд.'}"
            yield self._published(basis, year, statement if self.chance.random() < 0.6 else "")
        if self.chance.random() < 0.12:
            language = self.chance.choice([each for each in ("kaz", "rus", "eng") if each != basis.language])
            translated = replace(
                basis,
                language=language,
                publisher="",
                title=self._title(language, 0.02),
                original_title=basis.title,
            )
            yield self._published(translated, min(NEWEST, year + self.chance.randint(0, 20)))

    def _set(self) -> Iterator[Truth]:
        basis = self._basis()
        shared = self._isbn() if self.chance.random() < 0.3 else ""
        for number in range(1, self.chance.randint(2, 6)):
            volume = self._published(replace(basis, part=number), min(NEWEST, basis.year + number // 3))
            yield replace(volume, isbn=shared or volume.isbn)

    def _textbook(self) -> Iterator[Truth]:
        basis = self._basis()
        subject = self.chance.choice(SCHOOL[basis.language])
        for grade in range(5, 5 + self.chance.randint(1, 5)):
            self.works += 1
            title = _GRADE[basis.language].format(subject, grade)
            for year in sorted(
                {self.chance.randint(1998, 2024) for _each in range(self.chance.randint(1, 3))}
            ):
                yield self._published(replace(basis, work=self.works, title=title, subtitle=""), year)

    def _serial(self) -> Iterator[Truth]:
        basis = replace(self._basis(), kind="serial", person=None, subtitle="")
        issn = f"{self.chance.randrange(10**7):07d}X" if self.chance.random() < 0.8 else ""
        yield replace(self._published(basis, basis.year), issn=issn, isbn="", pages=0)

    # --- records ---

    def records_of(self, truth: Truth) -> Iterator[tuple[Truth, int]]:
        """The edition with each member that has it."""
        copies = 1 + min(MEMBERS - 1, int(self.chance.expovariate(1.1)))
        for member in self.chance.sample(range(MEMBERS), copies):
            yield truth, member

    def describe(self, truth: Truth) -> dict[str, Any]:
        """What one member writes about an edition."""
        spelling, script = self._script(truth.language)
        spell = _speller(spelling)
        described: dict[str, Any] = {
            "kind": truth.kind,
            "title": {"text": spell(self._slip(self._with_part(truth))), "script": script},
            "languages": [truth.language] if self._has(0.95) else [],
            "places": [spell(truth.place)] if self._has(0.95) else [],
            "publishers": [self._publisher(spell(truth.publisher))] if self._has(0.9) else [],
            "extent": self._extent(truth) if truth.pages and self._has(0.9) else "",
            "subtitle": spell(truth.subtitle) if self._has(0.7) else "",
            "edition": truth.statement if self._has(0.75) else "",
            "isbns": self._isbns(truth),
            "issns": [truth.issn] if truth.issn and self._has(0.85) else [],
            "year": self._year(truth),
            "original_title": truth.original_title if self._has(0.65) else "",
            "agents": [self._agent(truth.person, spell, script)] if truth.person and self._has(0.96) else [],
            "subjects": [{"text": self._topic(truth.language), "kind": "topic"} for _each in range(2)],
        }
        if truth.part and self._in_field:
            described["part_number"] = _VOLUME[truth.language].format(truth.part)
        return {name: value for name, value in described.items() if value not in ("", [], None)}

    def _topic(self, language: str) -> str:
        """One of some hundred words: libraries use the same ones again and again."""
        return vocabulary(_CODES[language]).words[int(600 * self.chance.random() ** 2)]

    def _has(self, share: float) -> bool:
        return self.chance.random() < share

    def _script(self, language: str) -> tuple[str, str]:
        if language == "eng":
            return "", "Latn"
        if language == "rus":
            return ("", "Cyrl") if self._has(0.96) else ("ASCII: as in passports", "Latn")
        spelling, script, _weight = self.chance.choices(_SCRIPTS, [weight for *_rest, weight in _SCRIPTS])[0]
        return spelling, script

    _in_field = True

    def _with_part(self, truth: Truth) -> str:
        self._in_field = truth.part is None or self._has(0.75)
        return (
            truth.title if self._in_field else f"{truth.title}. {_VOLUME[truth.language].format(truth.part)}"
        )

    def _slip(self, title: str) -> str:
        """A letter lost, doubled or changed with another, in one title of twenty."""
        if self._has(0.95) or len(title) < 6:
            return title
        at = self.chance.randrange(1, len(title) - 1)
        slip = self.chance.choice((title[at + 1], title[at] * 2, title[at + 1] + title[at], ""))
        return title[:at] + slip + title[at + (2 if len(slip) == 2 and slip[0] != slip[1] else 1) :]

    def _publisher(self, name: str) -> str:
        return name + self.chance.choice(("", "", "", " баспасы", " ЖШС", " Press", ", издательство"))

    def _extent(self, truth: Truth) -> str:
        pages = truth.pages + self.chance.choice((0, 0, 0, 0, 0, 0, 0, -1, 1, 2, -8))
        return _PAGES[truth.language].format(pages) + self.chance.choice(("", "", " : ил.", " ; 21 см"))

    def _isbns(self, truth: Truth) -> list[str]:
        if self._has(0.006) and self.isbns:
            return [self.chance.choice(self.isbns)]
        return [truth.isbn] if truth.isbn and self._has(0.8) else []

    def _year(self, truth: Truth) -> int | None:
        if self._has(0.03):
            return None
        return truth.year + (self.chance.choice((-1, 1)) if self._has(0.006) else 0)

    def _agent(self, person: Person, spell: Callable[[str], str], script: str) -> dict[str, Any]:
        initials = f"{person.given[0]}. {person.patronymic[:1]}{'.' if person.patronymic else ''}".strip()
        given = self.chance.choices(
            (f"{person.given} {person.patronymic}".strip(), person.given, initials), (50, 30, 20)
        )[0]
        name = {"text": f"{spell(person.family)}, {spell(given)}", "script": script}
        agent = {"name": name, "kind": "person", "roles": ["aut"], "is_main": True}
        return {**agent, "dates": person.dates} if self._has(0.6) else agent


def _speller(spelling: str) -> Callable[[str], str]:
    """Each word of a text by the spelling, capitals kept at its beginning."""
    if not spelling:
        return lambda text: text
    spell = SPELLINGS[spelling]
    return lambda text: " ".join([_spell_word(word, spell) for word in text.split(" ")])


def _spell_word(word: str, spell: Callable[[str], str]) -> str:
    letters = "".join([sign for sign in word if sign.isalpha()])
    if len(letters) < 2 or not word.isalpha() or any("a" <= sign.lower() <= "z" for sign in word):
        return word
    try:
        written = spell(word.lower())
    except KeyError:  # a letter that the spelling does not have
        return word
    return written.capitalize() if word[0].isupper() else written


def generate(count: int, *, seed: int = SEED) -> list[Invented]:
    """*count* records of about half as many editions, mixed as members bring them."""
    catalogue = Catalogue(seed)
    held: list[tuple[Truth, int]] = []
    while len(held) < count:
        for truth in catalogue.work():
            held += catalogue.records_of(truth)
    catalogue.chance.shuffle(held)
    return [
        Invented(member, f"{member:02d}-{place:07d}", catalogue.describe(truth), truth.edition, truth.work)
        for place, (truth, member) in enumerate(held[:count])
    ]
