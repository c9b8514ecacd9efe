"""Addresses of moderation and appeals, below ``petitions/staff/``."""

from django.urls import URLPattern, URLResolver, path, re_path

from shanyraq.domains.petitions.web.moderation import appeals, case, queue

_ID = r"(?P<public_id>[0-9a-z]{10})"
_FILE = rf"{_ID}/files/(?P<number>[0-9]{{1,18}})"

pages: list[URLPattern | URLResolver] = [
    path("moderation/", queue.show_queue, name="moderation"),
    re_path(rf"^moderation/{_ID}/$", case.show_case, name="moderation_case"),
    re_path(rf"^moderation/{_FILE}/$", case.download_file, name="moderation_file"),
    path("appeals/", appeals.list_appeals, name="appeals"),
    re_path(rf"^appeals/{_ID}/$", appeals.show_appeal, name="appeal_case"),
    re_path(rf"^appeals/{_FILE}/$", appeals.download_file, name="appeal_file"),
]
