"""Tags of the network's pages: texts with their language, small forms, addresses inside a frame."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.translation import get_language

from shanyraq.domains.library.network.models import Library
from shanyraq.domains.library.network.states import MembershipState
from shanyraq.kernel.languages import DEFAULT
from shanyraq.kernel.translated import Text, TranslatedText

register = template.Library()

ON_THE_WAY_IN = frozenset({MembershipState.APPLIED, MembershipState.TRIAL})


@register.simple_tag
def translated(*, text: TranslatedText) -> Text:
    """The text in the reader's language or the nearest one, with the language that it is in."""
    return text.in_language(get_language() or DEFAULT)


@register.simple_tag
def framed_url(*, frame: str, kind: str, code: str, part: str) -> str:
    """The address of a member's ``kind`` (branch) in the frame the visitor is in."""
    return reverse(f"library_network:{frame}_{kind}", args=[code, part])


@register.simple_tag
def member_url(*, library: Library) -> str:
    """Where work on a member goes on: the steps of the way in, or its office."""
    frame = "setup" if library.state in ON_THE_WAY_IN else "office"
    return reverse(f"library_network:{frame}_home", args=[library.code])


@register.inclusion_tag("library/network/small_form.html", takes_context=True)
def small_form(
    context: Context, *, do: str, text: str, number: int = 0, reference: str = "", kind: str = "quiet"
) -> dict[str, Any]:
    """A button that posts one thing to do."""
    token = context.get("csrf_token")
    return {
        "csrf_token": token,
        "do": do,
        "text": text,
        "number": number,
        "reference": reference,
        "kind": kind,
    }


@register.filter
def telephone(text: str) -> str:
    """A phone number as ``tel:`` wants it."""
    return "".join(sign for sign in text if sign.isdigit() or sign == "+")


@register.filter
def host(address: str) -> str:
    """What people call a website: its host without www."""
    return (urlsplit(address).hostname or address).removeprefix("www.")
