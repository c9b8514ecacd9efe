"""What a person signs electronically: one file with the petition, the version, the account, and the text.

It is the canonical form of ``canonical_text.py`` (JSON in UTF-8, sorted keys, no spaces) of::

    {"account": …, "act": "sign a petition", "petition": …, "sha256": …, "text": {…}, "version": …}

``petition`` is the public id, ``version`` the number of the version of the text, ``text`` that version as it
is kept, ``sha256`` the hash of its canonical form. ``account`` is a name of the signer's account in this
petition that nobody outside can make or read: a signature is a file that may fall into other hands, and it
must not speak for their accounts. The same petition, version and account always give the same bytes.
"""

from __future__ import annotations

from shanyraq.domains.petitions.models import TextVersion
from shanyraq.domains.petitions.rules.canonical_text import canonical_text

ACT = "sign a petition"


def signed_document(version: TextVersion, *, public_id: str, account: str) -> bytes:
    """The bytes to be signed.

    :param account: 64 hexadecimal digits.
    """
    return canonical_text(
        {
            "account": account,
            "act": ACT,
            "petition": public_id,
            "sha256": version.text_hash,
            "text": version.texts,
            "version": version.number,
        }
    )
