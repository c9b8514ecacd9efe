"""Ways through the site: skip link, breadcrumbs, choices and pages of a list, tabs."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.core.paginator import Page
from django.http import HttpRequest, QueryDict
from django.template import Context as TemplateContext
from django.template import TemplateSyntaxError
from django.utils.safestring import SafeString

from shanyraq.design.parts import Crumb

Context = dict[str, object]

_OPEN_TABS = "design.tabs"


def skip_link(*, target: str = "main", text: str = "") -> Context:
    """The first link of a page, seen on focus, that jumps over the header."""
    return {"target": target, "text": text}


def breadcrumbs(*, items: Sequence[Crumb]) -> Context:
    """The way from the home page to here; the last item is the page itself."""
    return {"items": items}


def pagination(context: TemplateContext, *, page: Page[object], parameter: str = "page") -> Context:
    """Links to the pages of a list, keeping the rest of the query."""
    request = context.get("request")
    query = request.GET.copy() if isinstance(request, HttpRequest) else QueryDict(mutable=True)

    def link(number: int) -> str:
        query[parameter] = str(number)
        return f"?{query.urlencode()}"

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "steps": [(number, link(number) if isinstance(number, int) else "") for number in numbers],
        "previous": link(page.previous_page_number()) if page.has_previous() else "",
        "next": link(page.next_page_number()) if page.has_next() else "",
    }


def filter_links(
    *,
    label: str,
    everything: str,
    total: int,
    choices: Sequence[tuple[str, str, int]],
    chosen: str,
    parameter: str = "state",
) -> Context:
    """Links that narrow a list to one choice (value, text, number of entries), after `everything`."""
    links = [
        (f"?{urlencode({parameter: value})}", text, number, value == chosen)
        for value, text, number in choices
    ]
    return {"label": label, "links": [("?", everything, total, not chosen), *links]}


def tab(context: TemplateContext, content: str, *, anchor: str, title: str) -> SafeString:
    """One panel of the `tabs` around it; drawn by them."""
    opened = context.render_context.get(_OPEN_TABS)
    if opened is None:
        opened = context.render_context[_OPEN_TABS] = []
    opened.append({"anchor": anchor, "title": title, "content": content})
    return SafeString("")


def tabs(context: TemplateContext, content: str, *, label: str) -> Context:
    """A few views of one thing; without scripts a list of links to sections that all show."""
    panels = context.render_context.get(_OPEN_TABS) or []
    context.render_context[_OPEN_TABS] = None
    if len(panels) < 2 or content.strip():
        raise TemplateSyntaxError("`tabs` holds two or more `tab` and nothing else.")
    return {"label": label, "panels": panels}
