"""Addresses of this part, below ``petitions/staff/``."""

from django.urls import URLPattern, URLResolver, path, re_path

from shanyraq.domains.petitions.web.court import orders

pages: list[URLPattern | URLResolver] = [
    path("court/", orders.list_orders, name="court"),
    re_path(r"^court/(?P<public_id>[0-9a-z]{10})/$", orders.show_case, name="court_case"),
]
