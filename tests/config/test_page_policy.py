"""The policy that is composed once says what the library would say."""

from csp.constants import HEADER
from csp.decorators import csp_update
from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from shanyraq.config.page_policy import PagePolicy


def plain(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("page")


@csp_update({"img-src": ["https://example.org"]})
def changed(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("page")


def test_the_policy_of_pages_is_that_of_the_library() -> None:
    ours = PagePolicy(plain)
    for path in ("/kk/", "/en/petitions/", "/kk/"):
        request = RequestFactory().get(path)
        assert ours(request)[HEADER] == CSPMiddleware(plain)(RequestFactory().get(path))[HEADER]


def test_staff_pages_are_left_to_their_own_policy() -> None:
    assert HEADER not in PagePolicy(plain)(RequestFactory().get("/staff/pages/"))


def test_a_view_that_changes_the_policy_gets_its_own() -> None:
    given = PagePolicy(changed)(RequestFactory().get("/kk/"))[HEADER]
    assert "https://example.org" in given
    assert "https://example.org" not in PagePolicy(plain)(RequestFactory().get("/kk/"))[HEADER]


def test_a_header_that_a_view_has_set_stays() -> None:
    def own(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={HEADER: "default-src 'none'"})

    assert PagePolicy(own)(RequestFactory().get("/kk/"))[HEADER] == "default-src 'none'"
