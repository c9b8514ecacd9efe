"""Root addresses. Pages live under a language; what machines and staff use does not."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from shanyraq.config.operations import health, metrics
from shanyraq.design import urls as design_urls
from shanyraq.domains.library.catalogue import urls as catalogue_urls
from shanyraq.domains.library.lending import urls as lending_urls
from shanyraq.domains.library.network import urls as network_urls
from shanyraq.domains.library.reading import urls as reading_urls
from shanyraq.domains.petitions import urls as petitions_urls
from shanyraq.platform.accounts import urls as accounts_urls
from shanyraq.platform.files import urls as files_urls
from shanyraq.platform.notifications import urls as notifications_urls
from shanyraq.platform.search import urls as search_urls
from shanyraq.platform.transparency import urls as transparency_urls
from shanyraq.surfaces.portal import urls as portal_urls
from shanyraq.surfaces.portal.web.api import api
from shanyraq.surfaces.portal.web.open_data import show_open_data
from shanyraq.surfaces.portal.web.public_logs import show_logs

handler400 = "shanyraq.config.errors.bad_request"
handler403 = "shanyraq.config.errors.permission_denied"
handler404 = "shanyraq.config.errors.not_found"
handler429 = "shanyraq.platform.accounts.limits.too_many_requests"
handler500 = "shanyraq.config.errors.server_error"

# Those with a language stand first: one look at the beginning of an address passes them all by.
urlpatterns = i18n_patterns(
    path("petitions/", include(petitions_urls)),
    path("accounts/", include(accounts_urls)),
    path("open-data/", show_open_data, name="open_data"),
    path("logs/", show_logs, name="public_logs"),
    path("", include(notifications_urls)),
    path("", include(search_urls)),
    path("", include(transparency_urls)),
    path("library/", include(lending_urls)),
    path("library/", include(reading_urls)),
    path("library/", include(network_urls)),
    path("library/", include(catalogue_urls)),
    path("", include(portal_urls)),
    path("", include(wagtail_urls)),
    prefix_default_language=True,
)

urlpatterns += [
    *portal_urls.root_urlpatterns,
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    path("metrics", metrics.show_metrics, name="metrics"),
    path("api/v1/", api.urls),
    path("", include(design_urls)),
    *accounts_urls.rooted,
    *catalogue_urls.rooted,
    *lending_urls.rooted,
    *network_urls.rooted,
    *petitions_urls.rooted,
    *reading_urls.rooted,
    *transparency_urls.rooted,
    path("staff/", include(wagtailadmin_urls)),
    path("", include(files_urls)),
    path("documents/", include(wagtaildocs_urls)),
]
