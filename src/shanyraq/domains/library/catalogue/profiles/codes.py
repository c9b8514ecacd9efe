"""Codes as descriptions use them: languages ISO 639-2/B, countries and relators of MARC, scripts ISO
15924.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_TWO_LETTERS: Final = {
    "kk": "kaz", "ru": "rus", "en": "eng", "tr": "tur", "ar": "ara", "zh": "chi", "fr": "fre", "es": "spa",
    "de": "ger", "uz": "uzb", "ky": "kir", "tt": "tat", "ug": "uig", "az": "aze", "tk": "tuk", "ba": "bak",
    "uk": "ukr", "be": "bel", "pl": "pol", "it": "ita", "la": "lat", "fa": "per", "ko": "kor", "ja": "jpn",
    "mn": "mon", "tg": "tgk", "el": "gre", "he": "heb", "hi": "hin", "pt": "por", "nl": "dut", "ro": "rum",
    "hu": "hun", "cs": "cze", "bg": "bul", "sr": "srp", "ka": "geo", "hy": "arm", "sv": "swe", "fi": "fin",
}  # fmt: skip  # pairs read better in rows
_TERMINOLOGICAL: Final = {
    "deu": "ger", "fra": "fre", "zho": "chi", "nld": "dut", "ron": "rum", "ces": "cze", "ell": "gre",
    "fas": "per", "kat": "geo", "hye": "arm", "slk": "slo", "msa": "may", "mkd": "mac", "isl": "ice",
    "sqi": "alb", "eus": "baq", "mya": "bur", "cym": "wel", "bod": "tib", "mri": "mao", "scc": "srp",
    "scr": "hrv", "mol": "rum", "taj": "tgk", "tar": "tat", "gal": "glg", "iri": "gle", "lan": "oci",
}  # fmt: skip  # pairs read better in rows
_NO_LANGUAGE: Final = frozenset({"und", "zxx", "xxx", "|||", "n/a", "999"})
_LANGUAGE: Final = re.compile(r"[a-z]{3}")

_COUNTRIES: Final = {
    "kz": "kz", "ru": "ru", "su": "ru", "us": "xxu", "gb": "xxk", "uk": "xxk", "ca": "xxc", "de": "gw",
    "dd": "gw",
    "fr": "fr", "it": "it", "es": "sp", "pt": "po", "tr": "tu", "cn": "cc", "tw": "ch", "jp": "ja",
    "kr": "ko",
    "kp": "kn", "ua": "un", "by": "bw", "uz": "uz", "kg": "kg", "tj": "ta", "tm": "tk", "az": "aj",
    "am": "ai",
    "ge": "gs", "md": "mv", "lt": "li", "lv": "lv", "ee": "er", "pl": "pl", "cz": "xr", "cs": "cs",
    "sk": "xo",
    "hu": "hu", "ro": "rm", "bg": "bu", "rs": "rb", "hr": "ci", "si": "xv", "gr": "gr", "at": "au",
    "ch": "sz",
    "be": "be", "nl": "ne", "lu": "lu", "dk": "dk", "no": "no", "se": "sw", "fi": "fi", "is": "ic",
    "ie": "ie",
    "il": "is", "ir": "ir", "iq": "iq", "sa": "su", "ae": "ts", "eg": "ua", "sy": "sy", "lb": "le",
    "jo": "jo",
    "in": "ii", "pk": "pk", "af": "af", "mn": "mp", "vn": "vm", "th": "th", "id": "io", "my": "my",
    "sg": "si",
    "nz": "nz", "br": "bl", "ar": "ag", "mx": "mx", "cl": "cl", "cu": "cu", "za": "sa", "ma": "mr",
    "dz": "ae", "tn": "ti", "va": "vc", "mc": "mc", "mk": "xn", "ba": "bn", "al": "aa", "cy": "cy",
    "mt": "mm",
}  # fmt: skip  # ISO 3166 to MARC; pairs read better in rows
_MARC_COUNTRY: Final = re.compile(r"[a-z]{2,3}")

_UNIMARC_ROLES: Final = {
    "005": "act", "010": "adp", "020": "ann", "030": "arr", "040": "art", "050": "asg", "060": "asn",
    "065": "auc", "070": "aut", "072": "aqt", "075": "aft", "080": "aui", "090": "aus", "100": "ant",
    "110": "bnd", "120": "bdd", "130": "bkd", "140": "bjd", "150": "bpd", "160": "bsl", "170": "cll",
    "180": "ctg", "190": "cns", "200": "chr", "205": "clb", "210": "cmm", "220": "com", "230": "cmp",
    "240": "cmt", "250": "cnd", "255": "csl", "260": "cph", "270": "crr", "273": "cur", "275": "dnc",
    "280": "dte", "290": "dto", "295": "dgg", "300": "drt", "305": "dis", "310": "dst", "320": "dnr",
    "330": "dub", "340": "edt", "350": "egr", "360": "etr", "365": "exp", "370": "flm", "380": "frg",
    "390": "fmo", "395": "fnd", "400": "fnd", "420": "hnr", "430": "ilu", "440": "ill", "450": "ins",
    "460": "ive", "470": "ivr", "480": "lbt", "490": "lse", "500": "lso", "510": "ltg", "520": "lyr",
    "530": "mte", "540": "mon", "545": "mus", "550": "nrt", "555": "opn", "557": "orm", "560": "org",
    "570": "oth", "575": "pat", "580": "ppm", "590": "prf", "600": "pht", "610": "prt", "620": "pop",
    "630": "pro", "635": "prg", "640": "pfr", "650": "pbl", "651": "pbd", "655": "ppt", "660": "rcp",
    "665": "rcd", "670": "rce", "673": "rth", "675": "rev", "677": "rtm", "680": "rbr", "690": "sce",
    "695": "sad", "700": "scr", "705": "scl", "710": "sec", "720": "sgn", "721": "sng", "723": "spn",
    "725": "stn", "727": "ths", "730": "trl", "740": "tyd", "750": "tyg", "755": "voc", "760": "wde",
    "770": "wam",
}  # fmt: skip  # the table of Appendix C reads better in rows
_ROLE_WORDS: Final = (
    ("cover", "cov"), ("обл", "cov"), ("мұқаба", "cov"), ("author of introd", "aui"), ("авт. предисл", "aui"),
    ("алғы сөз", "aui"), ("author", "aut"), ("автор", "aut"), ("авт", "aut"), ("auteur", "aut"),
    ("translat", "trl"), ("traduc", "trl"), ("trad", "trl"), ("перев", "trl"), ("пер.", "trl"), ("аудар",
    "trl"),
    ("ауд", "trl"), ("illustr", "ill"), ("худож", "ill"), ("суретш", "ill"), ("ил.", "ill"), ("editor",
    "edt"),
    ("éditeur scientifique", "edt"), ("ed.", "edt"), ("red.", "edt"), ("ред", "edt"), ("compil", "com"),
    ("сост", "com"), ("құраст", "com"), ("compos", "cmp"), ("композитор", "cmp"), ("photogr", "pht"),
    ("фот", "pht"), ("director", "drt"), ("режис", "drt"), ("narrat", "nrt"), ("чит", "nrt"), ("publish",
    "pbl"),
    ("изд", "pbl"), ("perform", "prf"), ("исп", "prf"), ("conduct", "cnd"), ("actor", "act"), ("рецен",
    "rev"),
    ("рец", "rev"), ("степен", "dgg"), ("рук", "ths"), ("жетекш", "ths"), ("fond", "fnd"), ("dir.", "pbd"),
    ("joint author", "aut"), ("contribut", "ctb"), ("interpr", "prf"),
)  # fmt: skip  # how words begin, the longer before the shorter
_RELATOR: Final = re.compile(r"[a-z]{3}")

_SCRIPTS: Final = (
    (0x0370, 0x03FF, "Grek"), (0x0400, 0x052F, "Cyrl"), (0x0530, 0x058F, "Armn"), (0x0590, 0x05FF, "Hebr"),
    (0x0600, 0x06FF, "Arab"), (0x0750, 0x077F, "Arab"), (0xFB50, 0xFDFF, "Arab"), (0xFE70, 0xFEFF, "Arab"),
    (0x0900, 0x097F, "Deva"), (0x0E00, 0x0E7F, "Thai"), (0x10A0, 0x10FF, "Geor"), (0x1800, 0x18AF, "Mong"),
    (0x3040, 0x30FF, "Jpan"), (0x3400, 0x9FFF, "Hani"), (0xAC00, 0xD7AF, "Kore"), (0x20000, 0x2FA1F, "Hani"),
)  # fmt: skip  # first, last, script


def languages(text: str) -> list[str]:
    """The languages in *text*: one or several codes of three letters, or one of two; others are left out."""
    given = text.strip().lower()
    if len(given) == 2:
        given = _TWO_LETTERS.get(given, "")
    found = [given[at : at + 3] for at in range(0, len(given), 3)] if len(given) % 3 == 0 else given.split()
    known = (_TERMINOLOGICAL.get(code, code) for code in found if _LANGUAGE.fullmatch(code))
    return [code for code in known if code not in _NO_LANGUAGE]


def country_of_iso(text: str) -> str:
    """MARC's code of a country that is given by its two letters of ISO 3166; nothing for an unknown one."""
    return _COUNTRIES.get(text.strip().lower()[:2], "")


def country_of_marc(text: str) -> str:
    """A code of MARC without fill signs; "xx" (unknown) and "vp" (various) are nothing."""
    given = text.strip(" |#^").lower()
    return given if _MARC_COUNTRY.fullmatch(given) and given not in {"xx", "vp"} else ""


@lru_cache(1 << 10)
def role(text: str) -> str:
    """MARC's relator for a code, an address of a code or a word in several languages; nothing if unknown."""
    given = text.strip().rstrip(",;").lower()
    given = given.rsplit("/", 1)[-1] if given.startswith("http") else given
    if given in _UNIMARC_ROLES:
        return _UNIMARC_ROLES[given]
    for start, code in _ROLE_WORDS:
        if given.startswith(start):
            return code
    return given if _RELATOR.fullmatch(given) else ""


@lru_cache(1 << 14)
def script(text: str) -> str:
    """The script of the first letter that is not Latin, else Latn; nothing for a text without letters."""
    if text.isascii():
        return "Latn" if any(sign.isalpha() for sign in text) else ""
    latin = ""
    for sign in text:
        if not sign.isalpha():
            continue
        number = ord(sign)
        if number < 0x250 or 0x1E00 <= number < 0x1F00:
            latin = "Latn"
            continue
        return next((name for first, last, name in _SCRIPTS if first <= number <= last), latin)
    return latin


_ISO_OF_COUNTRY: Final = {
    marc: iso.upper() for iso, marc in reversed(_COUNTRIES.items()) if iso not in {"su", "uk", "dd"}
}
_UNIMARC_OF_ROLE: Final = {marc: number for number, marc in reversed(_UNIMARC_ROLES.items())}


def iso_of_country(code: str) -> str:
    """The two letters of ISO 3166 for a country of MARC; nothing for an unknown one."""
    return _ISO_OF_COUNTRY.get(code, "")


def unimarc_of_role(code: str) -> str:
    """The three digits of UNIMARC for a relator of MARC; "570" (other) for an unknown one."""
    return _UNIMARC_OF_ROLE.get(code, "570")
