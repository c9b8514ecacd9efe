"""The settings of a web process of its own, with the pages of the tests; run as a program it serves them."""

from shanyraq.config.settings import *  # noqa: F403 - settings build on settings
from tests.platform.page_cache import visits

MIDDLEWARE = [*visits.MIDDLEWARE, "allauth.account.middleware.AccountMiddleware"]
ROOT_URLCONF = "tests.platform.page_cache.pages"

if __name__ == "__main__":
    import sys
    from wsgiref.simple_server import WSGIRequestHandler, make_server

    from shanyraq.config.wsgi import application

    WSGIRequestHandler.log_message = lambda *_: None
    server = make_server("127.0.0.1", 0, application)
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()
