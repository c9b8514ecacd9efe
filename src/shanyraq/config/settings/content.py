"""Files, pictures and the content management system."""

from shanyraq.config.settings.environment import MODE, PACKAGE, VAR, Mode, text

__all__ = [
    "FILE_UPLOAD_MAX_MEMORY_SIZE",
    "MEDIA_ROOT",
    "MEDIA_URL",
    "STATICFILES_DIRS",
    "STATIC_ROOT",
    "STATIC_URL",
    "STORAGES",
    "WAGTAILADMIN_BASE_URL",
    "WAGTAILDOCS_DOCUMENT_MODEL",
    "WAGTAILDOCS_EXTENSIONS",
    "WAGTAILEMBEDS_FINDERS",
    "WAGTAILIMAGES_EXTENSIONS",
    "WAGTAILIMAGES_IMAGE_MODEL",
    "WAGTAILIMAGES_MAX_IMAGE_PIXELS",
    "WAGTAILIMAGES_MAX_UPLOAD_SIZE",
    "WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE",
    "WAGTAIL_ENABLE_UPDATE_CHECK",
    "WAGTAIL_ENABLE_WHATS_NEW_BANNER",
    "WAGTAIL_GRAVATAR_PROVIDER_URL",
    "WAGTAIL_SITE_NAME",
    "WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT",
    "WHITENOISE_MAX_AGE",
]

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [PACKAGE / "config" / "static"] if (PACKAGE / "config" / "static").exists() else []
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
WHITENOISE_MAX_AGE = 60
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Digital editions: nothing in it is served but through the library's own checks.
    "library": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": text("SHANYRAQ_LIBRARY_FOLDER", str(VAR / "library"))},
    },
    "staticfiles": {"BACKEND": "shanyraq.design.static_files.HashedStaticFiles"},
}
if MODE is Mode.TEST:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

WAGTAIL_SITE_NAME = "Shanyraq"
WAGTAILADMIN_BASE_URL = text("SHANYRAQ_ADDRESS", "http://127.0.0.1:8000")
WAGTAILIMAGES_IMAGE_MODEL = "portal.Picture"
WAGTAILDOCS_DOCUMENT_MODEL = "portal.Attachment"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 64_000_000
WAGTAILDOCS_EXTENSIONS = [
    "csv",
    "docx",
    "gpx",
    "json",
    "mp3",
    "mp4",
    "odt",
    "ogg",
    "pdf",
    "vtt",
    "wav",
    "webm",
    "xlsx",
    "zip",
]
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []  # nothing is embedded from other hosts
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
# beginning a translation publishes nothing; a translator publishes when it is complete
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
