"""Addresses of uploaded files. Included before Wagtail's own address of documents, which it replaces."""

from django.urls import path

from shanyraq.platform.files.serving import serve_document, serve_media

urlpatterns = [
    path("media/<path:path>", serve_media, name="media"),
    path("documents/<int:document_id>/<path:filename>", serve_document, name="document"),
]
