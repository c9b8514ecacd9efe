"""Addresses of procedures, under a language."""

from django.urls import path, re_path

from shanyraq.platform.transparency.web import pages

app_name = "transparency"

urlpatterns = [
    path("procedures/", pages.list_procedures, name="procedures"),
    re_path(r"^procedures/(?P<name>[a-z0-9_.]{1,100})/$", pages.show_procedure, name="procedure"),
]
