"""What components are fed with: small frozen values, so that a misspelt property is an error."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from django.utils.safestring import SafeData


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture with the text that stands for it.

    `description` is what a reader who does not see the picture is told and may not be empty.
    `width` and `height` are CSS pixels of `url`; they keep the place free while it loads.
    `srcset` and `sizes` are the attributes of the same name. `language` is the code of the language
    of description, caption and credit where it differs from the page. Texts are plain, never marked safe:
    equal pictures give equal HTML.
    """

    url: str
    description: str
    width: int
    height: int
    credit: str = ""
    caption: str = ""
    srcset: str = ""
    sizes: str = ""
    language: str = ""

    def __post_init__(self) -> None:
        if not str(self.description).strip():
            raise ValueError("A picture needs a description.")
        if any(isinstance(each, SafeData) for each in (self.description, self.credit, self.caption)):
            raise TypeError("The texts of a picture are plain; its template escapes them.")


@dataclass(frozen=True, kw_only=True)
class Crumb:
    """One step of the way from the home page; the last one has no `href`."""

    text: str
    href: str = ""
    language: str = ""


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a table; a `numeric` one is set in tabular figures at the end side."""

    title: str
    numeric: bool = False


@dataclass(frozen=True, kw_only=True)
class Term:
    """A pair of a definition list; `definition` may be one text or several."""

    term: str
    definition: str | Sequence[str]
    language: str = ""

    @property
    def definitions(self) -> tuple[str, ...]:
        """The definitions, always as a tuple; a text, lazy or safe, counts as one."""
        if isinstance(self.definition, list | tuple):
            return tuple(self.definition)
        return (cast("str", self.definition),)
