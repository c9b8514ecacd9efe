"""Addresses of the initiator's pages below a language and ``petitions/``."""

from django.urls import URLPattern, URLResolver, path, re_path

from shanyraq.domains.petitions.web.writing import entrance, files, mine, steps

_ID = r"(?P<public_id>[0-9a-z]{10})"

pages: list[URLPattern | URLResolver] = [
    path("write/", entrance.show_entrance, name="writing"),
    re_path(rf"^write/{_ID}/$", steps.go_on, name="writing_resume"),
    re_path(rf"^write/{_ID}/(?P<step>[a-z]{{1,12}})/$", steps.show_step, name="writing_step"),
    path("mine/", mine.list_own, name="my_petitions"),
    re_path(rf"^mine/{_ID}/$", mine.show_own, name="my_petition"),
    re_path(rf"^mine/{_ID}/files/(?P<number>[0-9]{{1,18}})/$", files.download_own, name="my_file"),
]
