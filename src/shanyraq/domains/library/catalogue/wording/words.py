"""What readers call kinds of things and the roles of who made them."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

KINDS: Final[dict[str, Any]] = {
    "book": _("Books"),
    "serial": _("Journals and newspapers"),
    "article": _("Articles"),
    "map": _("Maps"),
    "score": _("Scores"),
    "sound": _("Recordings"),
    "video": _("Films and video"),
    "picture": _("Pictures"),
    "manuscript": _("Manuscripts"),
    "dissertation": _("Dissertations"),
    "electronic": _("Electronic resources"),
    "kit": _("Kits"),
    "object": _("Objects"),
}
"""Many of a kind: facets and lists."""

KIND: Final[dict[str, Any]] = {
    "book": _("Book"),
    "serial": _("Journal or newspaper"),
    "article": _("Article"),
    "map": _("Map"),
    "score": _("Score"),
    "sound": _("Recording"),
    "video": _("Film or video"),
    "picture": _("Picture"),
    "manuscript": _("Manuscript"),
    "dissertation": _("Dissertation"),
    "electronic": _("Electronic resource"),
    "kit": _("Kit"),
    "object": _("Object"),
}
"""One thing: labels."""

ROLES: Final[dict[str, Any]] = {
    "aut": pgettext_lazy("role", "author"),
    "edt": pgettext_lazy("role", "editor"),
    "trl": pgettext_lazy("role", "translator"),
    "ill": pgettext_lazy("role", "illustrator"),
    "art": pgettext_lazy("role", "artist"),
    "cmp": pgettext_lazy("role", "composer"),
    "com": pgettext_lazy("role", "compiler"),
    "ctb": pgettext_lazy("role", "contributor"),
    "aui": pgettext_lazy("role", "author of the introduction"),
    "wpr": pgettext_lazy("role", "author of the introduction"),
    "cmm": pgettext_lazy("role", "commentator"),
    "pht": pgettext_lazy("role", "photographer"),
    "ctg": pgettext_lazy("role", "cartographer"),
    "prf": pgettext_lazy("role", "performer"),
    "drt": pgettext_lazy("role", "director"),
    "pbl": pgettext_lazy("role", "publisher"),
    "isb": pgettext_lazy("role", "issuing body"),
    "ths": pgettext_lazy("role", "supervisor"),
    "rev": pgettext_lazy("role", "reviewer"),
    "dsr": pgettext_lazy("role", "designer"),
}


def role_name(code: str) -> str:
    """What readers call a role; empty where we have no word for its code."""
    return str(ROLES.get(code, ""))
