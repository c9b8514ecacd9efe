"""The ten ways to read the portal: eight languages, and Kazakh in two more scripts."""

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext

from shanyraq.kernel.kazakh.scripts import Script, to_arabic, to_latin
from shanyraq.kernel.languages import LANGUAGES
from shanyraq.surfaces.portal.demo.reading import read_items

SCRIPTS = {Script.LATIN: ("kk-latn", "kk-Latn", "ltr"), Script.ARABIC: ("kk-arab", "kk-Arab", "rtl")}


@dataclass(frozen=True)
class Tongue:
    """``prefix`` stands in addresses, ``language`` names the catalogue, ``tag`` is what ``lang`` says."""

    prefix: str
    language: str
    tag: str
    direction: str
    script: Script = Script.CYRILLIC

    def __str__(self) -> str:
        return self.prefix

    def say(self, message: str) -> str:
        """An interface message as this reader sees it."""
        with translation.override(self.language):
            return self.write(gettext(message))

    def write(self, kazakh: str) -> str:
        """Kazakh text in the script of this reader; text in other languages as it is."""
        if self.script is Script.LATIN:
            return to_latin(kazakh)
        return to_arabic(kazakh) if self.script is Script.ARABIC else kazakh

    def title_of(self, slug: str) -> str:
        """The title of a page of the demonstration that is written in this language."""
        return self.write(str(_texts()[slug][self.language]["title"]))


def _texts() -> dict[str, dict[str, dict[str, object]]]:
    if not _known:
        _known.update({item.slug: dict(item.texts) for item in read_items()})
    return _known


_known: dict[str, dict[str, dict[str, object]]] = {}
_LANGUAGES = [Tongue(code, code, found.bcp47, found.direction) for code, found in LANGUAGES.items()]
_SCRIPTS = [Tongue(prefix, "kk", tag, way, script) for script, (prefix, tag, way) in SCRIPTS.items()]
TONGUES = {str(tongue): tongue for tongue in [*_LANGUAGES, *_SCRIPTS]}
