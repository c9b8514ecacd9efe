"""The content security policy of all pages."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase


class PagePolicy(CSPMiddleware):
    """The library's middleware, except that the policy which nearly all answers have is composed once."""

    _common: str | None = None

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if self._wants_its_own(request, response):
            answer: HttpResponseBase = super().process_response(request, response)
            return answer
        if self._common is None:
            self._common = build_policy(**asdict(self.get_policy_parts(request, response)))
        policy: dict[str, Any] = settings.CONTENT_SECURITY_POLICY
        if not request.path_info.startswith(tuple(policy["EXCLUDE_URL_PREFIXES"])):
            response.headers.setdefault(HEADER, self._common)
        return response

    @staticmethod
    def _wants_its_own(request: HttpRequest, response: HttpResponseBase) -> bool:
        """Whether a decorator of the library changed the policy, or a template asked for a nonce."""
        return (
            hasattr(request, "_csp_nonce")
            or any(name.startswith("_csp_") for name in vars(response))
            or bool(getattr(settings, "CONTENT_SECURITY_POLICY_REPORT_ONLY", None))
        )
