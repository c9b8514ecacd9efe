"""Addresses: ``urlpatterns`` of procedures under a language, ``rooted`` of the logs without one."""

from django.urls import path, re_path

from shanyraq.platform.transparency.web import logs, pages

app_name = "transparency"

urlpatterns = [
    path("procedures/", pages.list_procedures, name="procedures"),
    re_path(r"^procedures/(?P<name>[a-z0-9_.]{1,100})/$", pages.show_procedure, name="procedure"),
]

rooted = [
    path("logs/shanyraq-verify.pyz", logs.download_verifier, name="verifier"),
    path("logs/verify.md", logs.show_description, name="verifier_description"),
    path("logs/<slug:name>/checkpoint", logs.show_checkpoint, name="log_checkpoint"),
    path("logs/<slug:name>/checkpoint.witnessed", logs.show_witnessed, name="log_witnessed"),
    path("logs/<slug:name>/tile/<path:path>", logs.show_tile, name="log_tile"),
    path("logs/<slug:name>/key", logs.show_key, name="log_key"),
    path("logs/<slug:name>/witnesses", logs.witnesses, name="log_witnesses"),
]
