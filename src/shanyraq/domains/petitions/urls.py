"""Addresses of this room: ``urlpatterns`` below a language and ``petitions/``, ``rooted`` at the root."""

from django.urls import URLPattern, URLResolver

from shanyraq.domains.petitions.web.public import addresses

app_name = "petitions"

urlpatterns: list[URLPattern | URLResolver] = [*addresses.pages]

rooted: list[URLPattern | URLResolver] = [*addresses.rooted]
