import pytest
from django.core.handlers.wsgi import WSGIHandler
from taggit.models import Tag

from shanyraq.platform.page_cache.tables import install_triggers
from shanyraq.platform.page_cache.wsgi import CachedPages
from tests.platform.page_cache import pages
from tests.platform.page_cache.visits import MIDDLEWARE, wait_until


@pytest.fixture
def site(settings, transactional_db):
    """The test pages behind a cache that knows the generation."""
    settings.ROOT_URLCONF = pages.__name__
    settings.MIDDLEWARE = MIDDLEWARE
    pages.RENDERED.clear()
    for gate in pages.GATES.values():
        gate.clear()
    install_triggers()
    Tag.objects.create(name="felt")
    cached = CachedPages(WSGIHandler())
    wait_until(lambda: cached.watch.known() is not None)
    yield cached
    cached.watch.stop()
