"""The catalogues of interface messages.

`extract` collects msgids from the sources (GNU gettext), `compile` writes the binary catalogues (pure
Python, so that a fresh machine needs nothing), `check` names what is untranslated, fuzzy or missing.
"""

import contextlib
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polib

from tools.repository import ROOT

LOCALE = ROOT / "locale"
LANGUAGES = ("kk", "ru", "en", "tr", "ar", "zh_Hans", "fr", "es")
SOURCE = "en"
_MADE = "POT-Creation-Date"
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|{\w+}")


def catalogue(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def compile_all() -> None:
    for path in LOCALE.glob("**/*.po"):
        polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))


def extract() -> None:
    """Bring every catalogue up to the sources; English translates itself.

    Lines are broken as polib does it, and the header keeps its date, so that only changed messages differ.
    """
    dates = {language: _read(language).metadata[_MADE] for language in LANGUAGES}
    _make_messages(LOCALE)
    for language, date in dates.items():
        found = _read(language)
        found.metadata[_MADE] = date
        for entry in found if language == SOURCE else ():
            _fill_with_itself(entry)
        found.save()


def _read(language: str) -> polib.POFile:
    return polib.pofile(str(catalogue(language)), wrapwidth=110)


def violations(language: str) -> Iterator[str]:
    """One line for each message that is untranslated, fuzzy, obsolete or there twice."""
    known: set[tuple[str | None, str]] = set()
    for entry in polib.pofile(str(catalogue(language))):
        if (entry.msgctxt, entry.msgid) in known:
            yield f"{language}: twice: {entry.msgid[:60]!r}"
        known.add((entry.msgctxt, entry.msgid))
        if entry.obsolete:
            yield f"{language}: obsolete: {entry.msgid[:60]!r}"
        elif entry.fuzzy or not entry.translated():
            yield f"{language}: untranslated: {entry.msgid[:60]!r}"


def broken_placeholders(language: str) -> Iterator[str]:
    """One line for each translation that loses or invents a `%(name)s` or `{name}`."""
    for entry in polib.pofile(str(catalogue(language))):
        wanted = set(_PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
        texts = list(entry.msgstr_plural.values()) or [entry.msgstr]
        for text in texts:
            found = set(_PLACEHOLDER.findall(text))
            # a plural form may say "one" in words, so it may leave the number out
            if not found <= wanted or (not entry.msgid_plural and found != wanted):
                yield f"{language}: placeholders differ: {entry.msgid[:60]!r}"


def collected() -> set[tuple[str | None, str]]:
    """Context and msgid of every message in the sources."""
    with tempfile.TemporaryDirectory() as folder:
        _make_messages(Path(folder), languages=(SOURCE,))
        fresh = polib.pofile(str(Path(folder) / SOURCE / "LC_MESSAGES" / "django.po"))
        return {(entry.msgctxt, entry.msgid) for entry in fresh}


def missing(language: str, fresh: set[tuple[str | None, str]]) -> set[str]:
    """Those of the *fresh* messages that the catalogue of *language* does not know."""
    known = {
        (entry.msgctxt, entry.msgid) for entry in polib.pofile(str(catalogue(language))) if not entry.obsolete
    }
    return {msgid for context, msgid in fresh if (context, msgid) not in known}


def _fill_with_itself(entry: polib.POEntry) -> None:
    if entry.msgid_plural:
        entry.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural}
    else:
        entry.msgstr = entry.msgid
    entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]


def _make_messages(folder: Path, languages: tuple[str, ...] = LANGUAGES) -> None:
    import django  # noqa: PLC0415 — compiling needs none of it
    from django.conf import settings  # noqa: PLC0415 — only collecting needs Django
    from django.core.management import call_command  # noqa: PLC0415 — only collecting needs Django
    from django.test import override_settings  # noqa: PLC0415 — only collecting needs Django

    if not settings.configured:
        settings.configure(USE_I18N=True)
        django.setup()
    with tempfile.TemporaryDirectory() as copy:  # makemessages writes beside the templates that it reads
        shutil.copytree(
            ROOT / "src", copy, dirs_exist_ok=True, ignore=shutil.ignore_patterns("static", "migrations")
        )
        with contextlib.chdir(copy), override_settings(LOCALE_PATHS=[str(folder)]):
            call_command(
                "makemessages",
                locale=list(languages),
                add_location="file",
                no_obsolete=True,
                extensions=["html", "py", "txt"],
                verbosity=0,
            )


def main(action: str) -> int:
    if action == "compile":
        compile_all()
        return 0
    if action == "extract":
        extract()
        return 0
    found = [line for language in LANGUAGES for line in violations(language)]
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "check"))
