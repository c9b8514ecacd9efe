"""Rich text that cannot carry script, whatever way it came into the database."""

from __future__ import annotations

from typing import Any

import nh3
from wagtail.blocks import RichTextBlock
from wagtail.rich_text import RichText

_TAGS = {"a", "b", "strong", "i", "em", "br", "p", "ul", "ol", "li", "sub", "sup", "h3", "h4"}
_ATTRIBUTES = {"a": {"href", "id", "linktype"}, "p": {"data-block-key"}, "li": {"data-block-key"}}
_ATTRIBUTES |= {"h3": {"data-block-key"}, "h4": {"data-block-key"}}
_SCHEMES = {"https", "http", "mailto", "tel"}


def clean_html(source: str, *, links: bool = True) -> str:
    """Wagtail's rich text source with nothing but known elements, attributes and address schemes.

    ``links=False`` removes links too and keeps their words.
    """
    return nh3.clean(
        source,
        tags=_TAGS if links else _TAGS - {"a"},
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel=None,
        clean_content_tags={"script", "style"},
    )


class SafeTextBlock(RichTextBlock):
    """Rich text cleaned on every way in (form, JSON, translation) and on the way out of the database."""

    links = True

    def _clean(self, value: Any) -> RichText:
        source = value.source if isinstance(value, RichText) else str(value or "")
        return RichText(clean_html(source, links=self.links))

    def to_python(self, value: Any) -> RichText:
        return self._clean(value)

    def normalize(self, value: Any) -> RichText:
        return self._clean(value)

    def value_from_form(self, value: Any) -> RichText:
        return self._clean(value)

    def get_prep_value(self, value: Any) -> str:
        return self._clean(value).source


class LinklessTextBlock(SafeTextBlock):
    """Rich text from which no link leads anywhere, for pages that children read."""

    links = False
