"""What the rooms of the platform need: kept pages, uploads, notifications."""

import os
from urllib.parse import urlsplit

from shanyraq.config.settings.environment import IS_SERVICE, MODE, VAR, Mode, listed, number, switch, text

__all__ = [
    "ELECTRONIC_SIGNATURES_FOLDER",
    "ELECTRONIC_SIGNATURES_POLICIES",
    "ELECTRONIC_SIGNATURES_SECONDS",
    "ELECTRONIC_SIGNATURES_SILENCE",
    "FILES_CLAMD",
    "FILES_CLAMD_REQUIRED",
    "FILES_ERROR_PAGE",
    "FILES_LARGEST_UPLOAD",
    "FILES_LARGEST_UPLOAD_OF_STAFF",
    "FILES_TRUSTED_UPLOADERS",
    "FILE_UPLOAD_HANDLERS",
    "IMAGING_COPIES_BYTES",
    "IMAGING_FOLDER",
    "IMAGING_MAX_AREA",
    "IMAGING_MAX_WIDTH",
    "IMAGING_MEMORY_BYTES",
    "IMAGING_SOURCE_PIXELS",
    "LIBRARY_HARVEST_PRIVATE_HOSTS",
    "LIBRARY_READING_ROOMS_HELD_SECONDS",
    "NOTIFICATIONS_ADDRESS",
    "NOTIFICATIONS_MAIL_BACKEND",
    "PAGE_CACHE_BYTES",
    "PAGE_CACHE_ENABLED",
    "PAGE_CACHE_LISTEN_URL",
    "PAGE_CACHE_PASSED_BY",
    "PAGE_CACHE_TELLS",
    "SEARCH_BUILDERS",
    "SEARCH_FOLDER",
    "TRANSPARENCY_LOG_FOLDER",
    "TRANSPARENCY_LOG_ORIGIN",
    "WAGTAILDOCS_DOCUMENT_FORM_BASE",
    "WAGTAILIMAGES_IMAGE_FORM_BASE",
]

MEGABYTE = 1024 * 1024

PAGE_CACHE_ENABLED = switch("SHANYRAQ_PAGE_CACHE", default=True)
PAGE_CACHE_BYTES = number("SHANYRAQ_PAGE_CACHE_MEGABYTES", 64) * MEGABYTE  # in each web process
# Where DATABASE_URL leads to a pooler, the address of PostgreSQL itself: LISTEN needs a session of its own.
PAGE_CACHE_LISTEN_URL = text("SHANYRAQ_LISTEN_DATABASE_URL", "")
PAGE_CACHE_PASSED_BY = (
    "/static/",
    "/media/",
    "/documents/",
    "/iiif/",
    "/staff/",
    "/health/",
    "/metrics",
    "/logs/",
)
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
# Who, besides staff, may send as much: functions of an account.
FILES_TRUSTED_UPLOADERS = ["shanyraq.domains.library.network.permissions.is_library_staff"]
# The virus scanner clamd: "unix:/run/clamav/clamd.ctl" or "tcp:host:3310"; empty for none.
FILES_CLAMD = text("SHANYRAQ_CLAMD", "")
# Without an answer from it, uploads are refused, unless this is switched off.
FILES_CLAMD_REQUIRED = switch("SHANYRAQ_CLAMD_REQUIRED", default=True)

# The search index of this node: derived data, built anew when it is gone.
SEARCH_FOLDER = text("SHANYRAQ_SEARCH_FOLDER", str(VAR / "search"))
# Processes that make its documents when it is built; a small house needs none but the one that writes.
SEARCH_BUILDERS = number("SHANYRAQ_SEARCH_BUILDERS", os.cpu_count() or 1)

# For how long a process may answer from memory who sits in a reading room of the library.
LIBRARY_READING_ROOMS_HELD_SECONDS = 0 if MODE is Mode.TEST else 5
# Repositories inside the own network that may be harvested all the same, by their host names.
LIBRARY_HARVEST_PRIVATE_HOSTS = frozenset(listed("SHANYRAQ_LIBRARY_HARVEST_PRIVATE_HOSTS"))
# The largest scan taken in, the largest picture given out, memory for pictures made (in each web process).
IMAGING_SOURCE_PIXELS = number("SHANYRAQ_SCAN_MEGAPIXELS", 600) * 1_000_000
IMAGING_MAX_WIDTH = number("SHANYRAQ_PICTURE_MAX_WIDTH", 10_000)
IMAGING_MAX_AREA = number("SHANYRAQ_PICTURE_MAX_MEGAPIXELS", 40) * 1_000_000
IMAGING_MEMORY_BYTES = number("SHANYRAQ_PICTURE_MEMORY_MEGABYTES", 32) * MEGABYTE

# This node's own copies of pictures from a storage without paths (S3), and news between its processes.
IMAGING_FOLDER = text("SHANYRAQ_IMAGING_FOLDER", str(VAR / "imaging"))
IMAGING_COPIES_BYTES = number("SHANYRAQ_IMAGING_COPIES_GIGABYTES", 20) * 1024 * MEGABYTE

# The files of the verifiable logs: derived, and the name of the logs in the world, host without scheme. The
# name of a log that has begun stays what it was.
TRANSPARENCY_LOG_FOLDER = text("SHANYRAQ_LOG_FOLDER", str(VAR / "logs"))
TRANSPARENCY_LOG_ORIGIN = text(
    "SHANYRAQ_LOG_ORIGIN", urlsplit(text("SHANYRAQ_ADDRESS", "http://127.0.0.1:8000")).netloc
)

# How links in letters begin.
NOTIFICATIONS_ADDRESS = text("SHANYRAQ_ADDRESS", "http://127.0.0.1:8000").rstrip("/")
# What workers send the outbox with. Without a mail server the letters are kept as files.
_SENDER = "smtp" if text("SHANYRAQ_MAIL_HOST", "") else "filebased"
if MODE is Mode.TEST:
    _SENDER = "locmem"
NOTIFICATIONS_MAIL_BACKEND = f"django.core.mail.backends.{_SENDER}.EmailBackend"

# Certificates of the authorities whose electronic signatures are accepted; an empty folder: none are.
ELECTRONIC_SIGNATURES_FOLDER = text("SHANYRAQ_SIGNATURE_AUTHORITIES", str(VAR / "authorities"))
# Object identifiers of certificate policies, one of which a signer's certificate must name; none: any.
ELECTRONIC_SIGNATURES_POLICIES = frozenset(listed("SHANYRAQ_SIGNATURE_POLICIES"))
# What becomes of a signature while nobody tells whether its certificate was revoked: refuse or accept.
ELECTRONIC_SIGNATURES_SILENCE = text("SHANYRAQ_SIGNATURE_SILENCE", "refuse")
# How long one answer of an authority may take.
ELECTRONIC_SIGNATURES_SECONDS = number("SHANYRAQ_SIGNATURE_SECONDS", 4)
