"""Prometheus metrics, for the engineer alone."""

import hmac
import os

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client import REGISTRY as OWN_REGISTRY
from prometheus_client.multiprocess import MultiProcessCollector

LOOPBACK = {"127.0.0.1", "::1"}


@never_cache
@require_safe
def show_metrics(request: HttpRequest) -> HttpResponse:
    """Everything counted by all web processes; whoever may not read it finds no such page."""
    if not _may_read(request):
        raise Http404
    return HttpResponse(generate_latest(_registry()), content_type=CONTENT_TYPE_LATEST)


def _may_read(request: HttpRequest) -> bool:
    """With the token, from anywhere; without one set, from this machine and through no proxy."""
    if settings.METRICS_TOKEN:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return hmac.compare_digest(given.encode(), settings.METRICS_TOKEN.encode())
    return request.META.get("REMOTE_ADDR") in LOOPBACK and "X-Forwarded-For" not in request.headers


def _registry() -> CollectorRegistry:
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return OWN_REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    return registry
