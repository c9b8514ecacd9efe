"""Addresses of this room: ``urlpatterns`` below a language and ``petitions/``, ``rooted`` at the root."""

from django.urls import URLPattern, URLResolver, include, path

from shanyraq.domains.petitions.web import desk
from shanyraq.domains.petitions.web.court import addresses as court
from shanyraq.domains.petitions.web.moderation import addresses as moderation
from shanyraq.domains.petitions.web.public import addresses
from shanyraq.domains.petitions.web.review import addresses as review
from shanyraq.domains.petitions.web.signing import addresses as signing
from shanyraq.domains.petitions.web.writing import addresses as writing

app_name = "petitions"

_desk: list[URLPattern | URLResolver] = [
    path("", desk.list_desk, name="desk"),
    path("<slug:public_id>/", desk.show_case, name="desk_case"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    *signing.pages,  # first: looked for a thousand times a second on a great day
    path("staff/desk/", include(_desk)),
    path("staff/", include(moderation.pages)),
    path("staff/", include(review.pages)),
    path("staff/", include(court.pages)),
    *writing.pages,
    *addresses.pages,
]

rooted: list[URLPattern | URLResolver] = [*addresses.rooted]
