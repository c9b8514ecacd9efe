"""The page on which readers search the portal."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from shanyraq.design.context import displayed_path
from shanyraq.surfaces.portal.queries import pictures, searching


@require_safe
def show_search(request: HttpRequest) -> HttpResponse:
    """Live public pages in the reader's language for the words in ``q``; without words only the form.

    ``displayed_path`` carries the words, so that the same search can be read in another language.
    """
    asked = " ".join(request.GET.get("q", "").split())[: searching.LONGEST]
    words = searching.words_of(asked, getattr(request, "kazakh_script", ""))
    results = None
    if words:
        results = searching.found_pages(words, request.GET.get("page", "1"))
        pictures.prepare(results)
        request.displayed_path = f"{displayed_path(request)}?{urlencode({'q': asked})}"  # type: ignore[attr-defined]  # our own mark
    response = TemplateResponse(request, "portal/search.html", {"asked": asked, "results": results})
    response["X-Robots-Tag"] = "noindex"
    return response
