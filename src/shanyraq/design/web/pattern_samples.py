"""Real sentences in three languages for the pattern page: specimens, so not in the catalogues."""

from dataclasses import dataclass
from typing import Final

from django.templatetags.static import static

from shanyraq.design.parts import Column, Crumb, Picture, Term


@dataclass(frozen=True, kw_only=True)
class Sample:
    """The specimens in one language."""

    code: str
    place: str
    summary: str
    kind: str
    season: str
    picture_text: str
    credit: str
    way: tuple[str, str]
    facts: tuple[tuple[str, str], ...]
    heads: tuple[str, str]
    counts: tuple[tuple[str, str], ...]
    letters: str

    def anchor(self, name: str) -> str:
        """An id that differs between languages, as two of them stand on one page."""
        return f"{name}-{self.code}"

    @property
    def first_tab(self) -> str:
        """Id of the first tab."""
        return self.anchor("about")

    @property
    def second_tab(self) -> str:
        """Id of the second tab."""
        return self.anchor("visit")

    @property
    def dialog(self) -> str:
        """Id of the dialog."""
        return self.anchor("dialog")

    @property
    def picture(self) -> Picture:
        """The drawn steppe with words of this language."""
        return Picture(
            url=static("design/images/steppe.svg"),
            description=self.picture_text,
            width=1200,
            height=900,
            credit=self.credit,
            caption=self.place,
            language=self.code,
        )

    @property
    def crumbs(self) -> tuple[Crumb, ...]:
        """The way to the place."""
        steps = tuple(Crumb(text=text, href="#top", language=self.code) for text in self.way)
        return (*steps, Crumb(text=self.place, language=self.code))

    @property
    def terms(self) -> tuple[Term, ...]:
        """Facts of the place."""
        return tuple(Term(term=term, definition=definition) for term, definition in self.facts)

    @property
    def columns(self) -> tuple[Column, ...]:
        """Columns of the table."""
        return (Column(title=self.heads[0]), Column(title=self.heads[1], numeric=True))

    @property
    def choices(self) -> tuple[tuple[str, str, int], ...]:
        """Months to choose from, with a number each."""
        return tuple((str(number), month, number) for number, (month, _visitors) in enumerate(self.counts, 1))


SAMPLES: Final = {
    "kk": Sample(
        code="kk",
        place="Отырар",
        summary="Арыс өзені Сырдарияға құятын жердегі көне қала мен оның алқабы.",
        kind="Музей-қорық",
        season="Сәуір – қазан",
        picture_text="Төбелер, өзен, күн және екі киіз үй салынған сурет.",
        credit="Шаңырақ суреті",
        way=("Басты бет", "Орындар"),
        facts=(("Түрі", "Музей-қорық"), ("Жақсы кез", "Сәуір – қазан"), ("Кіру", "Баспалдақсыз")),
        heads=("Ай", "Келушілер"),
        counts=(("Мамыр", "12 480"), ("Маусым", "9 315"), ("Шілде", "10 002")),
        letters="Ә ә Ғ ғ Қ қ Ң ң Ө ө Ұ ұ Ү ү Һ һ І і",
    ),
    "en": Sample(
        code="en",
        place="Otrar",
        summary="An ancient city and its oasis, where the Arys flows into the Syr Darya.",
        kind="Museum-reserve",
        season="April to October",
        picture_text="A drawing of hills, a river, the sun and two yurts.",
        credit="Drawn for Shanyraq",
        way=("Home", "Places"),
        facts=(("Kind", "Museum-reserve"), ("Best season", "April to October"), ("Entrance", "Step-free")),
        heads=("Month", "Visitors"),
        counts=(("May", "12,480"), ("June", "9,315"), ("July", "10,002")),
        letters="The quick steppe wind, 0123456789",
    ),
    "ar": Sample(
        code="ar",
        place="أوترار",
        summary="مدينة قديمة وواحتها حيث يصب نهر أريس في نهر سيحون.",
        kind="متحف ومحمية",
        season="من أبريل إلى أكتوبر",
        picture_text="رسم لتلال ونهر وشمس وخيمتين من اللباد.",
        credit="من رسم شانيراق",
        way=("الرئيسية", "الأماكن"),
        facts=(("النوع", "متحف ومحمية"), ("أفضل موسم", "من أبريل إلى أكتوبر"), ("المدخل", "بلا درج")),
        heads=("الشهر", "الزوار"),
        counts=(("مايو", "12480"), ("يونيو", "9315"), ("يوليو", "10002")),
        letters="ا ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن ه و ي",
    ),
}


def sample_for(code: str) -> Sample:
    """The specimens for a language of the interface: its own, or the English ones."""
    return SAMPLES.get(code, SAMPLES["en"])
