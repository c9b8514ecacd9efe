"""The eight languages, time and formats."""

from shanyraq.config.settings.environment import REPOSITORY
from shanyraq.kernel.languages import DEFAULT
from shanyraq.kernel.languages import LANGUAGES as KNOWN

__all__ = [
    "FORMAT_MODULE_PATH",
    "LANGUAGES",
    "LANGUAGE_CODE",
    "LANGUAGE_COOKIE_NAME",
    "LOCALE_PATHS",
    "TIME_ZONE",
    "USE_I18N",
    "USE_TZ",
    "WAGTAILADMIN_PERMITTED_LANGUAGES",
    "WAGTAIL_CONTENT_LANGUAGES",
    "WAGTAIL_I18N_ENABLED",
]

LANGUAGES = [(code, language.own_name) for code, language in KNOWN.items()]
LANGUAGE_CODE = DEFAULT
LANGUAGE_COOKIE_NAME = "language"
LOCALE_PATHS = [REPOSITORY / "locale", REPOSITORY / "locale" / "wagtail"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Almaty"
FORMAT_MODULE_PATH = "shanyraq.config.formats"
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
