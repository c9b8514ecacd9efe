"""The picture server with one picture for everybody, for a web server to load."""

import os
from pathlib import Path

import django

django.setup()

from shanyraq.platform.imaging import sources  # noqa: E402 - settings come first
from shanyraq.platform.imaging.wsgi import PictureServer  # noqa: E402 - settings come first
from tests.platform.imaging.shelf import Shelf  # noqa: E402 - settings come first
from tests.platform.imaging.visits import behind  # noqa: E402 - settings come first

shelf = Shelf()
shelf.put(os.environ["IMAGING_TEST_NAME"], Path(os.environ["IMAGING_TEST_FILE"]))
sources.register("reference", shelf)
application = PictureServer(behind)
