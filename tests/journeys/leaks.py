"""English words of the interface where the reader has chosen another language."""

from functools import cache

import polib
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Page

from tests.journeys.tongues import Tongue
from tools.repository import ROOT

CATALOGUE = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
NAMES = ("aria-label", "title", "placeholder", "alt")
SHOWN = """([tag, names]) => {
  const isKept = (one) => one.closest("[translate=no], script, style") !== null;
  const isTheirs = (one) => one.closest("[lang]").lang === tag && !isKept(one);
  const elements = [...document.querySelectorAll("body *")].filter(isTheirs);
  const texts = elements.flatMap((one) => [...one.childNodes])
    .filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data);
  const attributes = elements.flatMap((one) => names.map((name) => one.getAttribute(name) ?? ""));
  return [...new Set([...texts, ...attributes].map((text) => text.trim().replace(/\\s+/g, " ")))];
}"""


@cache
def _translated(language: str) -> frozenset[str]:
    """The messages that read differently in a language, and are not another message's translation there."""
    messages = [entry.msgid for entry in polib.pofile(str(CATALOGUE)) if not entry.obsolete]
    with translation.override(language):
        return frozenset(messages) - {gettext(message) for message in messages}


def english_left(page: Page, tongue: Tongue) -> set[str]:
    """Interface messages that stand in English in what the page gives out for the reader's language."""
    return _translated(tongue.language) & set(page.evaluate(SHOWN, [tongue.tag, list(NAMES)]))
