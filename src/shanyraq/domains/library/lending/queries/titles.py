"""How a book is named in lists of lending: by title and maker, with the language of the title."""

from dataclasses import dataclass
from typing import Final

from shanyraq.domains.library.catalogue.models import Edition

_TAGS: Final = {
    "kaz": "kk", "rus": "ru", "eng": "en", "tur": "tr", "ara": "ar", "chi": "zh", "zho": "zh", "fre": "fr",
    "fra": "fr", "spa": "es", "ger": "de", "deu": "de", "uzb": "uz", "kir": "ky", "tat": "tt", "uig": "ug",
}  # fmt: skip  # a list of words reads better in lines than in a column
_FROM_RIGHT: Final = {"ar", "ug"}


@dataclass(frozen=True, slots=True)
class Title:
    """A title for a page: text, address on the site, and values for ``lang`` and ``dir`` (empty: unknown)."""

    text: str
    public_id: str
    lang: str = ""
    direction: str = "auto"

    def __str__(self) -> str:
        return self.text

    @property
    def address(self) -> str:
        """The lasting address of the edition, which leads to its page in the reader's language."""
        return f"/library/editions/{self.public_id}/"


def title_of(edition: Edition) -> Title:
    """The title of an edition."""
    lang = _TAGS.get(edition.language, "")
    is_arabic = any("\u0600" <= sign <= "\u06ff" for sign in edition.title)
    if lang == "kk" and is_arabic:
        lang = "kk-Arab"
    direction = "rtl" if is_arabic or lang in _FROM_RIGHT else "ltr" if lang else "auto"
    return Title(edition.title, edition.public_id, lang, direction)
