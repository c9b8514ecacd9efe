"""The initiator's texts as they were written, with language and direction, in the script that is wished."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from shanyraq.domains.petitions.models import Petition
from shanyraq.domains.petitions.web.public.answers import language
from shanyraq.kernel.kazakh.scripts import Script, convert_text
from shanyraq.kernel.languages import LANGUAGES

SCRIPT_NAMES = {Script.CYRILLIC: "Кирилл", Script.LATIN: "Latyn", Script.ARABIC: "توتە"}


@dataclass(frozen=True, slots=True)
class ScriptLink:
    """A way to the same text in another script of Kazakh."""

    script: str
    bcp47: str
    direction: str
    own_name: str
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class ShownProposal:
    """A proposal in the shown script, with what was decided on it."""

    number: int
    text: str
    proposal: Any


@dataclass(frozen=True, slots=True)
class ShownTexts:
    """The texts of a petition with the attributes for the element around them."""

    bcp47: str
    direction: str
    title: str
    substance: str
    arguments: str
    proposals: list[ShownProposal]
    scripts: list[ScriptLink]


def shown_script(request: HttpRequest, petition: Petition) -> Script:
    """The script of a Kazakh text that the address asks for; on Kazakh pages the whole page has one."""
    asked = request.GET.get("script", "")
    if petition.language != "kk" or language() == "kk" or asked not in list(Script):
        return Script.CYRILLIC
    return Script(asked)


def texts_of(petition: Petition, script: Script) -> ShownTexts:
    """One query, for the proposals."""

    def written(text: str) -> str:
        return text if script is Script.CYRILLIC else convert_text(text, script)

    of_text = LANGUAGES[petition.language]
    is_converted = script is not Script.CYRILLIC
    return ShownTexts(
        script.bcp47 if is_converted else of_text.bcp47,
        script.direction if is_converted else of_text.direction,
        written(petition.title),
        written(petition.substance),
        written(petition.arguments),
        [ShownProposal(each.number, written(each.text), each) for each in petition.proposals.all()],
        _script_links(script) if petition.language == "kk" and language() != "kk" else [],
    )


def _script_links(current: Script) -> list[ScriptLink]:
    return [
        ScriptLink(
            each.value,
            each.bcp47,
            each.direction,
            name,
            "?" if each is Script.CYRILLIC else f"?script={each.value}",
            each is current,
        )
        for each, name in SCRIPT_NAMES.items()
    ]
