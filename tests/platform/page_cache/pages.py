"""Pages for the tests: a small site whose pages show the names of tags, and counters of how often."""

import threading
import time
from collections import Counter

from django.http import HttpResponse, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.urls import path
from taggit.models import Tag

from shanyraq.platform.page_cache.marks import cacheable

RENDERED = Counter()
GATES = {"reached": threading.Event(), "open": threading.Event()}


def names():
    return ", ".join(Tag.objects.order_by("name").values_list("name", flat=True))


def shown(request):
    RENDERED[request.path] += 1
    page = request.GET.get("page", "")
    return cacheable(
        HttpResponse(f"{names()}|{page}|{request.COOKIES.get('preferences', '')}"), query=["page"]
    )


def long(request):
    return cacheable(HttpResponse("<p>felt</p>" * 1000))


def long_token(request):
    """As long as a page that is worth compressing, and one person's."""
    return cacheable(HttpResponse(get_token(request) + "<p>felt</p>" * 1000))


def long_unmarked(request):
    return HttpResponse("<p>felt</p>" * 1000)


def brief(request):
    RENDERED[request.path] += 1
    return cacheable(HttpResponse("now"), seconds=0.05)


def slow(request):
    """Reads its content, waits until the test opens the gate, then answers."""
    RENDERED[request.path] += 1
    text = names()
    GATES["reached"].set()
    GATES["open"].wait(10)
    return cacheable(HttpResponse(text))


def crowded(request):
    RENDERED[request.path] += 1
    time.sleep(0.2)
    return cacheable(HttpResponse(names()))


def unmarked(request):
    RENDERED[request.path] += 1
    return HttpResponse(names())


def token(request):
    RENDERED[request.path] += 1
    return cacheable(HttpResponse(get_token(request)))


def cookie(request):
    RENDERED[request.path] += 1
    response = cacheable(HttpResponse("x"))
    response.set_cookie("seen", "1")
    return response


def session(request):
    RENDERED[request.path] += 1
    request.session["seen"] = 1
    return cacheable(HttpResponse("x"))


def asks_for_user(request):
    RENDERED[request.path] += 1
    return cacheable(HttpResponse("guest" if request.user.is_anonymous else "user"))


def streamed(request):
    RENDERED[request.path] += 1
    return cacheable(StreamingHttpResponse([b"a", b"b"]))


def varied(request):
    RENDERED[request.path] += 1
    response = cacheable(HttpResponse("x"))
    response["Vary"] = "Accept-Language"
    return response


def for_all(request):
    RENDERED[request.path] += 1
    response = cacheable(HttpResponse("x"), every_language=True)
    response["Vary"] = "Accept-Language"
    return response


def front(request):
    RENDERED[request.path] += 1
    response = cacheable(HttpResponse(status=302, headers={"Location": "/kk/"}))
    response["Vary"] = "Accept-Language"
    return response


def failing(request):
    RENDERED[request.path] += 1
    return cacheable(HttpResponse("broken", status=500))


VIEWS = (
    shown, long, long_token, long_unmarked, brief, slow, crowded, unmarked, token, cookie, session,
    asks_for_user, streamed, varied, for_all, failing,
)  # fmt: skip  # each line is one thought
urlpatterns = [path("", front), *(path(f"{view.__name__}/", view) for view in VIEWS)]
