"""The application that the web server calls."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from shanyraq.config.short_way import Deed, ShortWay
from shanyraq.config.waiting_line import Line, WaitingLine
from shanyraq.domains.petitions.web.signing import at_once as signing
from shanyraq.platform.imaging.wsgi import PictureServer
from shanyraq.platform.page_cache.wsgi import CachedPages

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shanyraq.config.settings")

_django = get_wsgi_application()
_line = Line(
    places=settings.WEB_PLACES, longest=settings.WEB_LONGEST_LINE, patience=settings.WEB_PATIENCE_SECONDS
)

_signing = Deed(signing.ADDRESS, signing.sign_at_once, signing.address_of_signature)

application = CachedPages(WaitingLine(PictureServer(ShortWay(_django, _signing)), _line))
