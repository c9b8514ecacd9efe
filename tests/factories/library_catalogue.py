"""Libraries, records and editions for tests of the catalogue."""

import hashlib
from datetime import UTC, datetime

from shanyraq.domains.library.catalogue.description import Agent, Description, Heading, Series, Subject
from shanyraq.domains.library.catalogue.models import Edition, Item, MappingProfile, Record, Work
from shanyraq.domains.library.network.models import Branch, Library
from shanyraq.domains.library.network.states import MembershipState

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
ABAI = Description(
    kind="book",
    title=Heading(text="Абай жолы", script="Cyrl", others=(("Latn", "Abai joly"), ("Arab", "اباي جولى"))),
    subtitle="роман-эпопея",
    part_number="1-кітап",
    agents=(
        Agent(
            name=Heading(
                text="Әуезов, Мұхтар Омарханұлы", script="Cyrl", others=(("Latn", "Áuezov, Muhtar"),)
            ),
            roles=("aut",),
            dates="1897-1961",
            is_main=True,
        ),
        Agent(name=Heading(text="Нұрмұхан, Ж."), roles=("edt",)),
    ),
    languages=("kaz",),
    scripts=("Cyrl",),
    edition="2-бас.",
    places=("Алматы",),
    publishers=("Жазушы",),
    date="1989",
    year=1989,
    extent="608 б.",
    dimensions="21 см",
    series=(Series(title="Қазақ романы", number="3"),),
    isbns=("9785605006572",),
    classes=(("udc", "821.512.122-31"),),
    subjects=(Subject(text="Қазақ әдебиеті"),),
    summary="Абайдың өмірі туралы роман.",
    identifiers=(("oclc", "12345678"),),
)
WAR = Description(
    kind="book",
    title=Heading(text="Путь Абая", script="Cyrl"),
    agents=(Agent(name=Heading(text="Ауэзов, Мухтар Омарханович"), roles=("aut",), is_main=True),),
    languages=("rus",),
    original_languages=("kaz",),
    places=("Москва",),
    publishers=("Художественная литература",),
    year=1971,
    date="1971",
    extent="624 с.",
)


def library(code="nlrk", name="Ұлттық кітапхана", **rest):
    """A live member with one branch «main»."""
    values = {
        "kind": "national",
        "state": MembershipState.LIVE,
        "name": {"kk": name, "en": f"Library {code}"},
    }
    made = Library.objects.create(code=code, **(values | rest))
    Branch.objects.create(library=made, code="main", name={"kk": "Негізгі зал", "en": "Main hall"})
    return made


def profile(code="marc21", flavour="marc21"):
    """A mapping profile with an empty table."""
    return MappingProfile.objects.get_or_create(code=code, defaults={"name": code, "flavour": flavour})[0]


def edition(described=ABAI, work=None, **rest):
    """An edition with the columns of its description, of a new work unless one is given."""
    language = described.languages[0] if described.languages else ""
    if work is None:
        work = Work.objects.create(title=described.title.text, language=language)
    values = {
        "title": described.title.text,
        "kind": described.kind,
        "language": language,
        "year": described.year,
        "changed_at": AT,
    }
    return Edition.objects.create(work=work, description=described.to_json(), **(values | rest))


def record(of, held_by, number="1", original=b"", **rest):
    """A member's record of an edition; its original is empty unless the test needs one."""
    values = {"format": "iso2709", "encoding": "utf-8", "changed_at": AT, "description": of.description}
    return Record.objects.create(
        library=held_by,
        control_number=number,
        profile=rest.pop("profile", None) or profile(),
        original=original,
        digest=hashlib.blake2b(original, digest_size=16).digest(),
        edition=of,
        **(values | rest),
    )


def item(of, **rest):
    """A copy of a record at the first branch of its library."""
    branch = rest.pop("branch", None) or of.library.branches.first()
    return Item.objects.create(record=of, branch=branch, **rest)
