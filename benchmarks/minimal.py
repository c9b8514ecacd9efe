"""The least that Django can do: settings without anything, one view, ``benchmarks.minimal:application``."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path

settings.configure(
    ROOT_URLCONF=__name__, ALLOWED_HOSTS=["127.0.0.1"], MIDDLEWARE=[], INSTALLED_APPS=[], LOGGING_CONFIG=None
)


def view(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("Сәлем")


urlpatterns = [path("", view)]

from django.core.wsgi import get_wsgi_application  # noqa: E402 - the settings above come first

application = get_wsgi_application()
