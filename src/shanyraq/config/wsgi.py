"""The application that the web server calls."""

import os

from django.core.wsgi import get_wsgi_application

from shanyraq.platform.imaging.wsgi import PictureServer
from shanyraq.platform.page_cache.wsgi import CachedPages

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shanyraq.config.settings")

application = PictureServer(CachedPages(get_wsgi_application()))
