"""A QR code of a page's address; it leads to our own host and nowhere else."""

from __future__ import annotations

import io

import qrcode
from django.utils.safestring import SafeString, mark_safe
from qrcode.constants import ERROR_CORRECT_M
from qrcode.image.svg import SvgPathImage

QUIET_ZONE = 4
"""Modules of white around the code, as ISO/IEC 18004 asks."""


def qr_svg(address: str) -> SafeString:
    """The address as an SVG element that fills its place."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET_ZONE)
    code.add_data(address)
    drawn = io.BytesIO()
    code.make_image(image_factory=SvgPathImage).save(drawn)
    text = drawn.getvalue().decode().partition("?>")[2].strip()
    return mark_safe(text)  # noqa: S308 -- drawn by the library from an address of our own
