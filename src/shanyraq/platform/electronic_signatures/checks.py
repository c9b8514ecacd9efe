"""What must hold before electronic signatures are accepted."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from shanyraq.platform.electronic_signatures.authorities import certificates_in, files

ANSWERS = ("refuse", "accept")


@register(Tags.security)
def check_electronic_signatures(**_kwargs: Any) -> list[CheckMessage]:
    """Errors: a file of the folder that holds no authority, a word that is none of the two answers."""
    found: list[CheckMessage] = []
    for path in files():
        try:
            certificates_in(path)
        except (OSError, ValueError, TypeError):
            text = f"{path} holds no certificate of an authority (DER or PEM)."
            found.append(Error(text, id="electronic_signatures.E001"))
    if settings.ELECTRONIC_SIGNATURES_SILENCE not in ANSWERS:
        text = f"SHANYRAQ_SIGNATURE_SILENCE must be one of: {', '.join(ANSWERS)}."
        found.append(Error(text, id="electronic_signatures.E002"))
    return found
