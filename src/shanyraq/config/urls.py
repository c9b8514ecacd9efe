"""Root addresses. Pages live under a language; what machines and staff use does not."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from shanyraq.design import urls as design_urls
from shanyraq.surfaces.portal.web.front_door import front_door, remember_language

handler400 = "shanyraq.config.errors.bad_request"
handler403 = "shanyraq.config.errors.permission_denied"
handler404 = "shanyraq.config.errors.not_found"
handler500 = "shanyraq.config.errors.server_error"

urlpatterns = [
    path("", front_door, name="front_door"),
    path("language/<str:code>/", remember_language, name="remember_language"),
    path("", include(design_urls)),
    path("staff/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
]

urlpatterns += i18n_patterns(
    path("", include(wagtail_urls)),
    prefix_default_language=True,
)
