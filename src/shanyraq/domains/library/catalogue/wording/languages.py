"""Codes of languages: ISO 639-2/B as records have them, ISO 639-1 and BCP 47 as the web wants them."""

from __future__ import annotations

from functools import cache
from typing import Final

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from shanyraq.kernel.languages import LANGUAGES

RIGHT_TO_LEFT: Final = frozenset({"Arab", "Hebr", "Syrc", "Thaa"})
_PAIRS: Final = (
    "afr:af alb:sq amh:am ara:ar arm:hy aze:az bak:ba baq:eu bel:be ben:bn bos:bs bre:br bul:bg "
    "bur:my cat:ca chi:zh-hans chv:cv cze:cs dan:da dut:nl eng:en epo:eo est:et fin:fi fre:fr geo:ka "
    "ger:de gle:ga glg:gl gre:el guj:gu hau:ha heb:he hin:hi hrv:hr hun:hu ice:is ind:id ita:it "
    "jpn:ja kan:kn kaz:kk khm:km kir:ky kor:ko kur:ku lao:lo lat:la lav:lv lit:lt ltz:lb mac:mk "
    "mal:ml mao:mi mar:mr may:ms mlt:mt mon:mn nep:ne nob:nb nor:no nno:nn oss:os pan:pa per:fa "
    "pol:pl por:pt pus:ps rum:ro rus:ru san:sa slo:sk slv:sl som:so spa:es srp:sr swa:sw swe:sv "
    "tam:ta tat:tt tel:te tgk:tg tgl:tl tha:th tib:bo tuk:tk tur:tr udm:udm uig:ug ukr:uk urd:ur "
    "uzb:uz vie:vi wel:cy yid:yi zul:zu "
)
SHORT: Final = dict(pair.split(":") for pair in _PAIRS.split())
LONG: Final = {short: long for long, short in SHORT.items()}
_TAGS: Final = {"chi": "zh-Hans"}
_OTHERS: Final = {
    "bak": gettext_noop("Bashkir"),
    "chv": gettext_noop("Chuvash"),
    "lat": gettext_noop("Latin"),
    "mul": gettext_noop("several languages"),
    "kaa": gettext_noop("Karakalpak"),
    "ota": gettext_noop("Ottoman Turkish"),
    "chg": gettext_noop("Chagatai"),
    "tib": gettext_noop("Tibetan"),
    "san": gettext_noop("Sanskrit"),
    "kur": gettext_noop("Kurdish"),
    "tut": gettext_noop("Altaic languages"),
}
_MISSING: Final = (
    gettext_noop("Belarusian"), gettext_noop("Armenian"), gettext_noop("Kyrgyz"), gettext_noop("Uzbek"),
    gettext_noop("Tatar"), gettext_noop("Turkmen"), gettext_noop("Tajik"), gettext_noop("Uyghur"),
)  # fmt: skip  # a list of words
"""Names that Django's own catalogues lack in one of our languages, so that ours have them."""


def short_code(code: str) -> str:
    """The code of a house language or of ISO 639-1 for one of ISO 639-2/B; the code itself where none is."""
    return SHORT.get(code, code)


def bcp47(code: str, script: str = "") -> str:
    """The value of ``lang`` for text of a record: ``kk``, ``kk-Arab``, ``und`` without a code."""
    tag = _TAGS.get(code) or SHORT.get(code, code) or "und"
    usual = {"kaz": "Cyrl", "rus": "Cyrl", "ara": "Arab", "per": "Arab", "uig": "Arab", "chi": "Hans"}
    if not script or script == usual.get(code) or (script == "Latn" and code not in usual):
        return tag
    return tag if "-" in tag else f"{tag}-{script}"


def direction(text: str) -> str:
    """``rtl`` where the first letter of *text* is of a script that runs from the right, ``ltr`` else."""
    first = next((sign for sign in text if sign.isalpha()), "")
    return "rtl" if "\u0590" <= first <= "\u08ff" or "\ufb1d" <= first <= "\ufefc" else "ltr"


def script_of(text: str) -> str:
    """The script of a text by its first letter, as ISO 15924; empty where it has none of those we know."""
    first = next((sign for sign in text if sign.isalpha()), "")
    for code, (begin, end) in _RANGES.items():
        if begin <= first <= end:
            return code
    return ""


_RANGES: Final = {
    "Latn": ("A", "\u024f"),
    "Grek": ("\u0370", "\u03ff"),
    "Cyrl": ("\u0400", "\u052f"),
    "Armn": ("\u0530", "\u058f"),
    "Hebr": ("\u0590", "\u05ff"),
    "Arab": ("\u0600", "\u08ff"),
    "Geor": ("\u10a0", "\u10ff"),
    "Hang": ("\uac00", "\ud7af"),
    "Jpan": ("\u3040", "\u30ff"),
    "Hani": ("\u3400", "\u9fff"),
}


@cache
def _english(code: str) -> str:
    short = SHORT.get(code, "")
    found = LANG_INFO.get(short, {}) if short else {}
    return str(found.get("name") or _OTHERS.get(code, ""))


def language_name(code: str) -> str:
    """What readers call a language, in the language in force; its code where we have no word for it."""
    if code == "chi":
        return _("Chinese")
    name = _english(code)
    return _(name) if name else code  # Django's catalogues know most names of languages, ours the rest


def own_name(code: str) -> str:
    """What a language calls itself, where it is one of the house; else its name in the language in force."""
    short = SHORT.get(code, "")
    return LANGUAGES[short].own_name if short in LANGUAGES else language_name(code)


def script_name(code: str) -> str:
    """What readers call a script."""
    names = {
        "Cyrl": _("Cyrillic"),
        "Latn": _("Latin script"),
        "Arab": _("Arabic script"),
        "Hani": _("Chinese characters"),
        "Hang": _("Korean script"),
        "Jpan": _("Japanese script"),
        "Grek": _("Greek script"),
        "Armn": _("Armenian script"),
        "Geor": _("Georgian script"),
        "Hebr": _("Hebrew script"),
    }
    return names.get(code, code)
