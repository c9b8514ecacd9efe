"""Installed parts, middleware, templates, database."""

import dj_database_url

from shanyraq.config.settings.environment import IS_SERVICE, MODE, PACKAGE, VAR, number, text

__all__ = [
    "ASGI_APPLICATION",
    "AUTH_USER_MODEL",
    "DATABASES",
    "DEBUG",
    "DEFAULT_AUTO_FIELD",
    "FORM_RENDERER",
    "INSTALLED_APPS",
    "MIDDLEWARE",
    "MODE",
    "ROOT_URLCONF",
    "TEMPLATES",
    "VAR",
    "WSGI_APPLICATION",
]

DEBUG = False
ROOT_URLCONF = "shanyraq.config.urls"
WSGI_APPLICATION = "shanyraq.config.wsgi.application"
ASGI_APPLICATION = None
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "shanyraq.design.forms.Renderer"

INSTALLED_APPS = [
    "shanyraq.surfaces.portal",
    "shanyraq.domains.petitions",
    "shanyraq.domains.library.demo",
    "shanyraq.domains.library.lending",
    "shanyraq.domains.library.reading",
    "shanyraq.domains.library.catalogue",
    "shanyraq.domains.library.network",
    "shanyraq.platform.accounts",
    "shanyraq.platform.electronic_signatures",
    "shanyraq.platform.files",
    "shanyraq.platform.imaging",
    "shanyraq.platform.notifications",
    "shanyraq.platform.page_cache",
    "shanyraq.platform.search",
    "shanyraq.platform.transparency",
    "shanyraq.platform.vocabularies",
    "shanyraq.design",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "procrastinate.contrib.django",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "shanyraq.platform.page_cache.middleware.PageCacheVetting",
    "shanyraq.config.guard.RequestGuard",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "shanyraq.config.staff_policy.StaffPolicy",
    "shanyraq.config.page_policy.PagePolicy",
    "shanyraq.surfaces.portal.web.kazakh_scripts.KazakhScripts",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "shanyraq.config.languages.LanguageOfAddress",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "shanyraq.platform.accounts.web.middleware.AccountOfSession",
    "shanyraq.platform.files.upload_handler.BoundedUploads",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "shanyraq.platform.accounts.web.middleware.StaffSecondFactor",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "config" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "shanyraq.design.context.design",
            ],
        },
    }
]

DATABASES = {
    "default": dj_database_url.parse(
        text("DATABASE_URL"),
        conn_max_age=number("SHANYRAQ_DATABASE_CONNECTION_SECONDS", 60 if IS_SERVICE else 0),
        conn_health_checks=True,
        engine="shanyraq.config.postgresql",
        # pgbouncer may sit in between: no server-side cursors on request paths
        disable_server_side_cursors=True,
    )
}
DATABASES["default"]["ATOMIC_REQUESTS"] = False
# The server that a test run started holds a migrated database already.
DATABASES["default"]["TEST"] = {"TEMPLATE": text("TEST_RUN_STARTED_DATABASE", "") or None}
