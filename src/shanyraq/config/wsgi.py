"""The application that the web server calls."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from shanyraq.config.waiting_line import Application, Line, WaitingLine
from shanyraq.platform.imaging.wsgi import PictureServer
from shanyraq.platform.page_cache.wsgi import CachedPages

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shanyraq.config.settings")

_django = get_wsgi_application()
_line = Line(
    places=settings.WEB_PLACES, longest=settings.WEB_LONGEST_LINE, patience=settings.WEB_PATIENCE_SECONDS
)


def _with_short_way(application: Application) -> Application:
    """Django, and the short way of signatures before it; to be called when Django is set up."""
    from shanyraq.config.short_way import Deed, ShortWay  # noqa: PLC0415 - it needs the models
    from shanyraq.domains.petitions.web.signing import at_once  # noqa: PLC0415 - it needs the models

    deed = Deed(at_once.ADDRESS, at_once.sign_at_once, at_once.address_of_signature)
    return ShortWay(application, deed)


application = CachedPages(WaitingLine(PictureServer(_with_short_way(_django)), _line))
