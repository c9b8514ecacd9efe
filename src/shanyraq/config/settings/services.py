"""Sessions, accounts, mail, background work, caches, logs."""

from shanyraq.config.settings.environment import IS_SERVICE, MODE, VAR, Mode, number, text

__all__ = [
    "AUTHENTICATION_BACKENDS",
    "CACHES",
    "DEFAULT_FROM_EMAIL",
    "EMAIL_BACKEND",
    "EMAIL_FILE_PATH",
    "EMAIL_HOST",
    "EMAIL_HOST_PASSWORD",
    "EMAIL_HOST_USER",
    "EMAIL_PORT",
    "EMAIL_USE_TLS",
    "LOGGING",
    "MESSAGE_STORAGE",
    "SESSION_COOKIE_AGE",
    "SESSION_ENGINE",
    "WEB_LONGEST_LINE",
    "WEB_PATIENCE_SECONDS",
    "WEB_PLACES",
]

# Requests that a web process answers at once, each with a connection to the database; how many may wait for
# that, and how long. The process has 128 threads: some are always left for what is answered from memory.
WEB_PLACES = number("SHANYRAQ_WEB_PLACES", 4)
WEB_LONGEST_LINE = 100
WEB_PATIENCE_SECONDS = 5.0

SESSION_ENGINE = "shanyraq.platform.accounts.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
AUTHENTICATION_BACKENDS = [
    "shanyraq.platform.accounts.backends.PasswordBackend",
    "shanyraq.platform.accounts.backends.AccountBackend",
]

# Rate limits and short-lived marks are shared by all nodes, so they live in PostgreSQL.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

EMAIL_HOST = text("SHANYRAQ_MAIL_HOST", "")
EMAIL_PORT = number("SHANYRAQ_MAIL_PORT", 587)
EMAIL_HOST_USER = text("SHANYRAQ_MAIL_USER", "")
EMAIL_HOST_PASSWORD = text("SHANYRAQ_MAIL_PASSWORD", "")
EMAIL_USE_TLS = EMAIL_PORT == 587
DEFAULT_FROM_EMAIL = text("SHANYRAQ_MAIL_FROM", "shanyraq@localhost")
# Letters go through the outbox, whose workers send them (NOTIFICATIONS_MAIL_BACKEND in platform.py).
EMAIL_BACKEND = "shanyraq.platform.notifications.backend.OutboxBackend"
EMAIL_FILE_PATH = VAR / "mail"
if MODE is Mode.TEST:
    EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {
        "handlers": ["stderr"],
        "level": text("SHANYRAQ_LOG_LEVEL", "INFO" if IS_SERVICE else "WARNING"),
    },
    "loggers": {
        "django": {"level": "WARNING"},
        # they write subjects of certificates, which hold identity numbers
        "pyhanko": {"level": "CRITICAL", "propagate": False},
        "pyhanko_certvalidator": {"level": "CRITICAL", "propagate": False},
    },
}
