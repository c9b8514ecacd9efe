import pytest

from shanyraq.platform.imaging.wsgi import PictureServer
from tests.platform.imaging.shelf import registered
from tests.platform.imaging.visits import behind


@pytest.fixture
def shelf(db):
    """A source of pictures, registered as ``shelf:…``."""
    with registered() as shelf:
        yield shelf


@pytest.fixture
def server():
    return PictureServer(behind)
