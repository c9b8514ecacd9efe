"""Addresses of the addressee's desk, below ``petitions/staff/desk/``."""

from django.urls import path

from shanyraq.domains.petitions.web import desk

urlpatterns = [
    path("", desk.list_desk, name="desk"),
    path("<slug:public_id>/", desk.show_case, name="desk_case"),
]
