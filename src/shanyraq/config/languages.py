"""The language of an answer."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers

from shanyraq.kernel.languages import LANGUAGES


class LanguageOfAddress(LocaleMiddleware):
    """Django's middleware, except that an unknown address stays unknown.

    Django sends every unknown address without a language on to one with a language, so that a call of the API
    or a language that does not exist would be answered with a redirect instead of a clear "not found".
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        language = translation.get_language()
        if not translation.get_language_from_path(request.path_info):
            patch_vary_headers(response, ("Accept-Language",))
        if language in LANGUAGES:
            response.headers.setdefault("Content-Language", LANGUAGES[language].bcp47)
        return response
