"""What every template knows about its reader and its language."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from shanyraq.design.preferences import CHOICES, COOKIE, Preferences
from shanyraq.kernel.languages import DEFAULT, LANGUAGES, Language

GROUP_TITLES = {
    "text": _("Text size"),
    "contrast": _("Contrast"),
    "spacing": _("Spacing"),
    "images": _("Images"),
    "motion": _("Motion"),
    "theme": _("Colours"),
}
CHOICE_TITLES = {
    ("text", "normal"): _("Normal"),
    ("text", "large"): _("Large"),
    ("text", "largest"): _("Largest"),
    ("contrast", "auto"): _("As the device"),
    ("contrast", "high"): _("High"),
    ("spacing", "normal"): _("Normal"),
    ("spacing", "wide"): _("Wide"),
    ("images", "on"): _("Shown"),
    ("images", "off"): _("Descriptions instead"),
    ("motion", "auto"): _("As the device"),
    ("motion", "off"): _("Off"),
    ("theme", "auto"): _("As the device"),
    ("theme", "light"): _("Light"),
    ("theme", "dark"): _("Dark"),
}
KAZAKH_SCRIPTS = {
    "cyrl": ("kk", "Кирилл", "kk"),
    "latn": ("kk-latn", "Latyn", "kk-Latn"),
    "arab": ("kk-arab", "توتە", "kk-Arab"),
}
"""Script code: address prefix, own name, BCP 47 tag."""


@dataclass(frozen=True)
class Choice:
    """One value of a preference as the panel shows it."""

    value: str
    title: str
    is_chosen: bool


@dataclass(frozen=True)
class ChoiceGroup:
    """One preference as the panel shows it."""

    name: str
    title: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class LanguageLink:
    """A way to this page in another language or script; `lang` is the BCP 47 tag."""

    code: str
    lang: str
    direction: str
    own_name: str
    href: str
    is_current: bool


def preference_groups(preferences: Preferences) -> tuple[ChoiceGroup, ...]:
    """The settings panel as values, the reader's choices marked."""
    return _groups(preferences, get_language())


# There are 144 preferences; nearly every reader has the default ones.
@lru_cache(maxsize=256)
def _groups(preferences: Preferences, _language: str | None) -> tuple[ChoiceGroup, ...]:
    return tuple(
        ChoiceGroup(
            name,
            str(GROUP_TITLES[name]),
            tuple(
                Choice(value, str(CHOICE_TITLES[name, value]), getattr(preferences, name) == value)
                for value in values
            ),
        )
        for name, values in CHOICES.items()
    )


def displayed_path(request: HttpRequest) -> str:
    """The path as the address bar shows it, also where a middleware serves another script.

    Without the query, because one cached page answers for many queries; a view whose query matters
    (a search) sets `request.displayed_path` itself.
    """
    return str(getattr(request, "displayed_path", "") or request.path)


def _without_language(path: str) -> str | None:
    """The rest of a path after its language prefix; None when it has none."""
    first, slash, rest = path.lstrip("/").partition("/")
    prefixes = {*LANGUAGES, *(prefix for prefix, _name, _lang in KAZAKH_SCRIPTS.values())}
    return f"/{rest}" if slash and first in prefixes else None


# They follow from the address alone.
@lru_cache(maxsize=512)
def language_links(path: str, current: str) -> tuple[LanguageLink, ...]:
    """Links that remember a language and lead to this page in it; `path` is the displayed one."""
    rest = _without_language(path)
    links = []
    for code, language in LANGUAGES.items():
        target = f"/{code}{rest}" if rest is not None else path
        href = f"/language/{code}/?{urlencode({'next': target})}"
        links.append(
            LanguageLink(code, language.bcp47, language.direction, language.own_name, href, code == current)
        )
    return tuple(links)


@lru_cache(maxsize=512)
def script_links(path: str, current: str) -> tuple[LanguageLink, ...]:
    """Links to this Kazakh page in the three scripts; `current` is the script's code."""
    rest = _without_language(path)
    if rest is None:
        return ()
    return tuple(
        LanguageLink(
            prefix, lang, "rtl" if code == "arab" else "ltr", name, f"/{prefix}{rest}", code == current
        )
        for code, (prefix, name, lang) in KAZAKH_SCRIPTS.items()
    )


def _current_language() -> Language:
    return LANGUAGES.get(get_language() or DEFAULT, LANGUAGES[DEFAULT])


def design(request: HttpRequest) -> dict[str, object]:
    """Context processor: the reader's preferences, the language in force, ways to other languages."""
    preferences = Preferences.parse(request.COOKIES.get(COOKIE, ""))
    language = _current_language()
    path = displayed_path(request)
    scripts: Sequence[LanguageLink] = ()
    if language.code == "kk":
        scripts = script_links(path, getattr(request, "kazakh_script", "cyrl"))
    return {
        "preferences": preferences,
        "preferences_action": reverse("design:preferences"),
        "displayed_path": path,
        "home_href": f"/{language.code}/",
        "language": language,
        "language_links": language_links(path, language.code),
        "script_links": scripts,
    }
