"""How readers' names are compared: by words, whatever the script and with or without the Kazakh letters."""

import re
import unicodedata
from typing import Final

from shanyraq.kernel.kazakh.folding import skeleton

_WORD: Final = re.compile(r"[\w'’ʼ`]+")
_DOUBLED: Final = re.compile(r"(.)\1+")


def name_keys(name: str) -> list[str]:
    """The folded words of a name, each once, in its order; marks that are not heard give none."""
    words = _WORD.findall(unicodedata.normalize("NFC", name))
    # Сейітов is Seitov in a passport: letters that follow themselves count once
    keys = (_DOUBLED.sub(r"\1", skeleton(word)) for word in words)
    return list(dict.fromkeys(filter(None, keys)))
