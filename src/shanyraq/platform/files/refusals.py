"""What people are told about a file that is not accepted."""

from collections.abc import Iterable

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from shanyraq.kernel.errors import Refusal
from shanyraq.platform.files.formats import FORMATS


def empty() -> Refusal:
    return Refusal(_("The file is empty. Choose another one."), code="empty")


def too_large(size: int, most: int) -> Refusal:
    """*size* and *most* in bytes."""
    text = _("The file is too large: %(size)s. At most %(most)s are possible.")
    return Refusal(text % {"size": filesizeformat(size), "most": filesizeformat(most)}, code="too_large")


def wrong_kind(kinds: Iterable[str]) -> Refusal:
    """Names the formats of *kinds*."""
    labels = ", ".join(dict.fromkeys(one.label for one in FORMATS if one.kind in set(kinds)))
    text = _("The content of this file is of a kind that is not accepted here. Possible are: %(formats)s.")
    return Refusal(text % {"formats": labels}, code="wrong_kind")


def svg() -> Refusal:
    text = _("SVG drawings can carry programs and are not accepted. Save the drawing as PNG or WebP.")
    return Refusal(text, code="svg")


def damaged() -> Refusal:
    text = _("The file is damaged. Open it, save it again and send the new file.")
    return Refusal(text, code="damaged")


def hidden_content() -> Refusal:
    text = _("A second file is hidden inside this one. Save it again without additions.")
    return Refusal(text, code="hidden_content")


def unsafe_archive() -> Refusal:
    text = _("This archive is encrypted, has unsafe names or unpacks to too much. Pack it again.")
    return Refusal(text, code="unsafe_archive")


def macros() -> Refusal:
    return Refusal(_("This document carries macros. Save it without them."), code="macros")


def infected(name: str) -> Refusal:
    """*name* is the scanner's word for what it found."""
    text = _("The virus scanner found “%(name)s” in this file. It was not stored.")
    return Refusal(text % {"name": name}, code="infected")


def unscanned() -> Refusal:
    text = _("Files cannot be checked for viruses at the moment, and nothing was stored. Try again later.")
    return Refusal(text, code="unscanned")
