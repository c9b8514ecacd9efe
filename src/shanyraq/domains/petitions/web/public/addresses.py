"""Addresses of this part: ``pages`` below a language and ``petitions/``, ``rooted`` at the root."""

from django.urls import URLPattern, URLResolver, path, re_path

from shanyraq.domains.petitions.web.public import (
    feeds,
    following,
    lists,
    machines,
    page,
    parts,
    statistics,
)
from shanyraq.domains.petitions.web.public.api import api

_ID = r"(?P<public_id>[0-9a-z]{10})"
_LINK = r"(?P<token>[\w-]{1,40})"

pages: list[URLPattern | URLResolver] = [
    path("", lists.list_petitions, name="petitions"),
    path("feed.xml", feeds.show_feed, name="feed"),
    path("archive/", lists.list_ended, name="petitions_archive"),
    path("statistics/", statistics.show_statistics, name="petitions_statistics"),
    path("letters/<str:token>/", following.stop_letters, name="stop_letters"),
    path("topics/<slug:slug>/follow/", following.change_topic, name="follow_topic"),
    re_path(rf"^{_ID}/$", page.show_petition, name="petition"),
    re_path(rf"^{_ID}/link/{_LINK}/$", page.show_by_link, name="petition_by_link"),
    re_path(rf"^{_ID}/signers/$", parts.show_signers, name="petition_signers"),
    re_path(rf"^{_ID}/versions/$", parts.show_versions, name="petition_versions"),
    re_path(rf"^{_ID}/print/$", parts.show_print, name="petition_print"),
    re_path(rf"^{_ID}/embed/$", parts.show_embed, name="petition_embed"),
    re_path(rf"^{_ID}/follow/$", following.change_petition, name="follow_petition"),
]

rooted: list[URLPattern | URLResolver] = [
    path("api/v1/petitions/", api.urls),
    path("petitions/petitions.csv", machines.download_petitions, name="petitions_csv"),
    re_path(rf"^petitions/{_ID}/count\.json$", machines.show_count, name="petition_count"),
    re_path(rf"^petitions/{_ID}/code\.svg$", machines.show_code, name="petition_code"),
    re_path(rf"^petitions/{_ID}/hours\.csv$", machines.download_hours, name="petition_hours"),
    re_path(
        rf"^petitions/{_ID}/attachments/(?P<number>[0-9]{{1,18}})/$",
        machines.download_attachment,
        name="petition_attachment",
    ),
    re_path(
        rf"^petitions/{_ID}/documents/(?P<number>[0-9]{{1,18}})/$",
        machines.download_document,
        name="petition_document",
    ),
]
