"""What people are told about an electronic signature that is not accepted, and what they can do."""

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from shanyraq.kernel.errors import Refusal

FIELD = "file"
"""The field of a form that holds the signature."""


def not_offered() -> Refusal:
    return Refusal(_("Electronic signatures are not accepted here."), code="not_offered")


def empty() -> Refusal:
    return Refusal(_("The file is empty. Choose another one."), code="empty", field=FIELD)


def too_large(most: int) -> Refusal:
    """*most* in bytes."""
    text = _("The file is too large to be an electronic signature. At most %(most)s are possible.")
    return Refusal(text % {"most": filesizeformat(most)}, code="too_large", field=FIELD)


def unreadable() -> Refusal:
    text = _("This file is no electronic signature. Choose the file (.cms, .p7s) that your program has made.")
    return Refusal(text, code="unreadable", field=FIELD)


def no_certificate() -> Refusal:
    text = _(
        "The signature does not hold the certificate of its signer. Sign again with the certificate included."
    )
    return Refusal(text, code="no_certificate", field=FIELD)


def several_signers() -> Refusal:
    text = _("This file holds more than one signature. Sign alone: one file, one signer.")
    return Refusal(text, code="several_signers", field=FIELD)


def gost() -> Refusal:
    text = _(
        "This key is of the standard GOST, which cannot be verified here yet. Sign with an RSA or ECDSA"
        " key, or confirm who you are with eGov and sign there."
    )
    return Refusal(text, code="gost", field=FIELD)


def weak() -> Refusal:
    text = _(
        "The signature or its certificate uses an algorithm that is too weak or not known. Sign with an"
        " RSA key of at least 2048 bits or an ECDSA key, and SHA-256 or stronger."
    )
    return Refusal(text, code="weak", field=FIELD)


def other_content() -> Refusal:
    text = _(
        "This signature is not over the text as it stands now and for your account. Download the text"
        " here once more and sign exactly that file."
    )
    return Refusal(text, code="other_content", field=FIELD)


def broken() -> Refusal:
    text = _("The signature does not fit its certificate: it was changed or damaged. Sign the text again.")
    return Refusal(text, code="broken", field=FIELD)


def time_stamp() -> Refusal:
    text = _(
        "The time stamp of the signature cannot be relied on. Sign the text again, without a time stamp."
    )
    return Refusal(text, code="time_stamp", field=FIELD)


def unknown_authority() -> Refusal:
    text = _("The certificate was not issued by an authority that is trusted here. Sign with another key.")
    return Refusal(text, code="unknown_authority", field=FIELD)


def expired() -> Refusal:
    text = _("The certificate has expired. Renew it, or sign with another key.")
    return Refusal(text, code="expired", field=FIELD)


def not_yet_valid() -> Refusal:
    text = _("The certificate is not valid yet. Sign when it is, or with another key.")
    return Refusal(text, code="not_yet_valid", field=FIELD)


def revoked() -> Refusal:
    text = _("The certificate was revoked. Sign with another key.")
    return Refusal(text, code="revoked", field=FIELD)


def revocation_unknown() -> Refusal:
    text = _(
        "Whether the certificate was revoked could not be learnt from the authority that issued it."
        " Nothing was signed. Try again in some minutes."
    )
    return Refusal(text, code="revocation_unknown", field=FIELD)


def wrong_key() -> Refusal:
    text = _(
        "This key is not for signing documents. Sign with your signing key, not with the one for signing in."
    )
    return Refusal(text, code="wrong_key", field=FIELD)


def wrong_policy() -> Refusal:
    text = _("This kind of certificate is not accepted here. Sign with your personal signing key.")
    return Refusal(text, code="wrong_policy", field=FIELD)


def nobody() -> Refusal:
    text = _(
        "The certificate names no person with an IIN. Sign with your personal key,"
        " not with an organisation's."
    )
    return Refusal(text, code="nobody", field=FIELD)
