"""Keys, hosts, cookies, headers, content security policy."""

from csp.constants import NONE, SELF

from shanyraq.config.settings.accounts import OIDC_ORIGINS
from shanyraq.config.settings.environment import IS_SERVICE, MODE, Mode, listed, switch, text

__all__ = [
    "ALLOWED_HOSTS",
    "AUTH_PASSWORD_VALIDATORS",
    "CONTENT_SECURITY_POLICY",
    "CSRF_COOKIE_HTTPONLY",
    "CSRF_COOKIE_SECURE",
    "CSRF_FAILURE_VIEW",
    "CSRF_TRUSTED_ORIGINS",
    "DATA_UPLOAD_MAX_MEMORY_SIZE",
    "IDENTITY_KEY",
    "METRICS_TOKEN",
    "PASSWORD_HASHERS",
    "SECRET_KEY",
    "SECRET_KEY_FALLBACKS",
    "SECURE_CONTENT_TYPE_NOSNIFF",
    "SECURE_CROSS_ORIGIN_OPENER_POLICY",
    "SECURE_HSTS_INCLUDE_SUBDOMAINS",
    "SECURE_HSTS_PRELOAD",
    "SECURE_HSTS_SECONDS",
    "SECURE_PROXY_SSL_HEADER",
    "SECURE_REFERRER_POLICY",
    "SECURE_SSL_REDIRECT",
    "SECURITY_CONTACT",
    "SESSION_COOKIE_HTTPONLY",
    "SESSION_COOKIE_SAMESITE",
    "SESSION_COOKIE_SECURE",
    "TRANSPARENCY_LOG_KEY",
    "X_FRAME_OPTIONS",
]

SECRET_KEY = text("SHANYRAQ_SECRET_KEY")
SECRET_KEY_FALLBACKS = listed("SHANYRAQ_SECRET_KEY_FALLBACKS")
# Encrypts identity numbers and keys their hashes; kept apart from SECRET_KEY, which may be rotated freely.
IDENTITY_KEY = text("SHANYRAQ_IDENTITY_KEY")
# Signs the heads of the verifiable logs; a log that began with it can never have another.
TRANSPARENCY_LOG_KEY = text("SHANYRAQ_LOG_KEY")
# Whom to tell about a weakness, as security.txt shows it: a mailto: or https: address.
SECURITY_CONTACT = text("SHANYRAQ_SECURITY_CONTACT", "mailto:security@shanyraq.example")
# Reading /metrics from elsewhere than this machine needs this bearer token.
METRICS_TOKEN = text("SHANYRAQ_METRICS_TOKEN", "")
ALLOWED_HOSTS = listed("SHANYRAQ_HOSTS", "localhost,127.0.0.1,[::1],testserver")
CSRF_TRUSTED_ORIGINS = listed("SHANYRAQ_ORIGINS")

# Argon2 is not in the standard library; scrypt is, and is memory-hard.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
if MODE is Mode.TEST:  # slow on purpose everywhere else
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

_HTTPS = switch("SHANYRAQ_HTTPS", default=IS_SERVICE)
SECURE_SSL_REDIRECT = _HTTPS
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if switch("SHANYRAQ_BEHIND_PROXY", default=False) else None
)
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _HTTPS
SECURE_HSTS_PRELOAD = _HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = _HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "shanyraq.config.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"  # Wagtail lifts it for its own previews
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

CONTENT_SECURITY_POLICY = {
    # Wagtail's admin, for staff only, writes inline styles and scripts; it gets its own policy by path.
    "EXCLUDE_URL_PREFIXES": ("/staff/",),
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        # the sign-in form leads on to the state's identity provider
        "form-action": [SELF, *OIDC_ORIGINS],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    },
}
