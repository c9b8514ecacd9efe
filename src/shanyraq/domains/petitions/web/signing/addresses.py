"""Addresses of this part, below a language and ``petitions/``."""

from django.urls import URLPattern, URLResolver, path, re_path

from shanyraq.domains.petitions.web.signing import certificate
from shanyraq.domains.petitions.web.signing import pages as views

_ID = r"(?P<public_id>[0-9a-z]{10})"
_LINK = r"link/(?P<token>[\w-]{1,40})"

pages: list[URLPattern | URLResolver] = [
    path("check/", views.check_receipt, name="check_receipt"),
    re_path(rf"^{_ID}/sign/$", views.sign, name="sign"),
    re_path(rf"^{_ID}/{_LINK}/sign/$", views.sign, name="sign_by_link"),
    re_path(rf"^{_ID}/sign/certificate/$", certificate.sign, name="sign_electronically"),
    re_path(rf"^{_ID}/{_LINK}/sign/certificate/$", certificate.sign, name="sign_electronically_by_link"),
    re_path(rf"^{_ID}/sign/text\.json$", certificate.download_text, name="signed_text"),
    re_path(rf"^{_ID}/{_LINK}/sign/text\.json$", certificate.download_text, name="signed_text_by_link"),
    re_path(rf"^{_ID}/signature/$", views.show_signature, name="my_signature"),
    re_path(rf"^{_ID}/signature/receipt\.json$", views.download_receipt, name="my_receipt"),
    re_path(rf"^{_ID}/signature/withdraw/$", views.withdraw, name="withdraw_signature"),
]
