"""The application that the web server calls."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from shanyraq.config.waiting_line import Line, WaitingLine
from shanyraq.platform.imaging.wsgi import PictureServer
from shanyraq.platform.page_cache.wsgi import CachedPages

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shanyraq.config.settings")

_django = get_wsgi_application()
_line = Line(
    places=settings.WEB_PLACES, longest=settings.WEB_LONGEST_LINE, patience=settings.WEB_PATIENCE_SECONDS
)

application = CachedPages(WaitingLine(PictureServer(_django), _line))
