"""Tags of the public pages of petitions."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

from shanyraq.kernel.languages import DEFAULT
from shanyraq.kernel.translated import Text, TranslatedText

register = template.Library()


@register.simple_tag
def translated(*, text: TranslatedText) -> Text:
    """The text in the reader's language or the nearest one, with the language that it is in."""
    return text.in_language(get_language() or DEFAULT)
