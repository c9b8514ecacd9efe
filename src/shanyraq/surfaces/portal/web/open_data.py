"""The page that explains the open data: what there is, and every call of the API."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from shanyraq.platform.page_cache.marks import cacheable
from shanyraq.surfaces.portal.web.api import api


@dataclass(frozen=True)
class Parameter:
    """A parameter of a call: its name, kind of value, and whether it must be given."""

    name: str
    kind: str
    required: bool


@dataclass(frozen=True)
class Call:
    """One call of the API."""

    address: str
    summary: str
    parameters: tuple[Parameter, ...]
    example: str


@require_safe
def show_open_data(request: HttpRequest) -> HttpResponse:
    """Drawn from the OpenAPI description itself, so that the page cannot lag behind the API."""
    context = {"calls": _calls(api.get_openapi_schema()), "openapi": reverse("api:openapi-json")}
    return cacheable(TemplateResponse(request, "portal/open_data.html", context))


def _calls(schema: dict[str, Any]) -> list[Call]:
    return [_call(address, operations["get"]) for address, operations in schema["paths"].items()]


def _call(address: str, operation: dict[str, Any]) -> Call:
    parameters = tuple(
        Parameter(each["name"], _kind(each["schema"]), bool(each.get("required")))
        for each in operation.get("parameters", ())
    )
    needed = "?kind=news" if any(each.required and each.name == "kind" for each in parameters) else ""
    return Call(address, gettext(operation["summary"]), parameters, address + needed)


def _kind(schema: dict[str, Any]) -> str:
    choices = schema.get("enum") or next(
        (each["enum"] for each in schema.get("anyOf", ()) if "enum" in each), None
    )
    if choices:
        return " · ".join(choices)
    if schema.get("type") == "array":  # may be given more than once
        return f"{_kind(schema['items'])}, …"
    kinds = [schema, *schema.get("anyOf", ())]
    return next(
        (each.get("format") or each["type"] for each in kinds if each.get("type") not in (None, "null")),
        "string",
    )
