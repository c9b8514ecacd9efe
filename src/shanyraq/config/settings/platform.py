"""What the rooms of the platform need: kept pages, uploads, notifications."""

from shanyraq.config.settings.environment import IS_SERVICE, MODE, VAR, Mode, number, switch, text

__all__ = [
    "FILES_CLAMD",
    "FILES_CLAMD_REQUIRED",
    "FILES_ERROR_PAGE",
    "FILES_LARGEST_UPLOAD",
    "FILES_LARGEST_UPLOAD_OF_STAFF",
    "FILE_UPLOAD_HANDLERS",
    "NOTIFICATIONS_ADDRESS",
    "NOTIFICATIONS_MAIL_BACKEND",
    "PAGE_CACHE_BYTES",
    "PAGE_CACHE_ENABLED",
    "PAGE_CACHE_LISTEN_URL",
    "PAGE_CACHE_PASSED_BY",
    "PAGE_CACHE_TELLS",
    "SEARCH_FOLDER",
    "WAGTAILDOCS_DOCUMENT_FORM_BASE",
    "WAGTAILIMAGES_IMAGE_FORM_BASE",
]

MEGABYTE = 1024 * 1024

PAGE_CACHE_ENABLED = switch("SHANYRAQ_PAGE_CACHE", default=True)
PAGE_CACHE_BYTES = number("SHANYRAQ_PAGE_CACHE_MEGABYTES", 64) * MEGABYTE  # in each web process
# Where DATABASE_URL leads to a pooler, the address of PostgreSQL itself: LISTEN needs a session of its own.
PAGE_CACHE_LISTEN_URL = text("SHANYRAQ_LISTEN_DATABASE_URL", "")
PAGE_CACHE_PASSED_BY = ("/static/", "/media/", "/documents/", "/staff/", "/health/", "/metrics")
PAGE_CACHE_TELLS = not IS_SERVICE  # the header X-Page-Cache: hit or miss

FILE_UPLOAD_HANDLERS = [
    "shanyraq.platform.files.upload_handler.BoundedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
WAGTAILIMAGES_IMAGE_FORM_BASE = "shanyraq.platform.files.editors_forms.CheckedPictureForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "shanyraq.platform.files.editors_forms.CheckedAttachmentForm"
FILES_ERROR_PAGE = "shanyraq.config.errors.error_page"
FILES_LARGEST_UPLOAD = number("SHANYRAQ_LARGEST_UPLOAD_MEGABYTES", 25) * MEGABYTE
FILES_LARGEST_UPLOAD_OF_STAFF = number("SHANYRAQ_LARGEST_STAFF_UPLOAD_MEGABYTES", 600) * MEGABYTE
# The virus scanner clamd: "unix:/run/clamav/clamd.ctl" or "tcp:host:3310"; empty for none.
FILES_CLAMD = text("SHANYRAQ_CLAMD", "")
# Without an answer from it, uploads are refused, unless this is switched off.
FILES_CLAMD_REQUIRED = switch("SHANYRAQ_CLAMD_REQUIRED", default=True)

# The search index of this node: derived data, built anew when it is gone.
SEARCH_FOLDER = text("SHANYRAQ_SEARCH_FOLDER", str(VAR / "search"))

# How links in letters begin.
NOTIFICATIONS_ADDRESS = text("SHANYRAQ_ADDRESS", "http://127.0.0.1:8000").rstrip("/")
# What workers send the outbox with. Without a mail server the letters are kept as files.
_SENDER = "smtp" if text("SHANYRAQ_MAIL_HOST", "") else "filebased"
if MODE is Mode.TEST:
    _SENDER = "locmem"
NOTIFICATIONS_MAIL_BACKEND = f"django.core.mail.backends.{_SENDER}.EmailBackend"
