"""The card as a picture: its number as a QR code."""

import io

import qrcode
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from qrcode.constants import ERROR_CORRECT_M
from qrcode.image.svg import SvgPathImage

from shanyraq.domains.library.network.models import Reader

QUIET_ZONE = 4
"""Modules of white around the code, as ISO/IEC 18004 asks."""


def qr_svg(card_number: str) -> SafeString:
    """The number as an SVG element that fills its place; a scanner types it like a bar code."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET_ZONE)
    code.add_data(card_number)
    drawn = io.BytesIO()
    code.make_image(image_factory=SvgPathImage).save(drawn)
    text = drawn.getvalue().decode().partition("?>")[2].strip()
    return mark_safe(text)  # noqa: S308 -- drawn by the library from ten letters and digits


def spelled(card_number: str) -> str:
    """The number in groups, as people read it aloud."""
    return f"{card_number[:4]} {card_number[4:7]} {card_number[7:]}".upper()


def render_card(request: HttpRequest, reader: Reader, *, branch_id: int | None = None) -> HttpResponse:
    """A page with the card alone."""
    context = {
        "reader": reader,
        "number": spelled(reader.card_number),
        "code": qr_svg(reader.card_number),
        "branch_id": branch_id,
    }
    return render(request, "library/lending/card.html", context)
