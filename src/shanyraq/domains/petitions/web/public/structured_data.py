"""schema.org of a petition, for programs that read the public page."""

from __future__ import annotations

import json
from typing import Any, Final

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from shanyraq.domains.petitions.models import Petition
from shanyraq.domains.petitions.web.public.answers import whole
from shanyraq.kernel.languages import LANGUAGES

# In a script element only these can end it or open a comment; JSON accepts them escaped.
_ESCAPES: Final = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
SUMMARY_LENGTH: Final = 500


def petition_json_ld(petition: Petition) -> SafeString:
    """The petition as a work that people endorse, safe inside a script element whatever was typed."""
    address = whole(reverse("petitions:petition", args=[petition.public_id]))
    opened = petition.opened_at
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "@id": address,
        "url": address,
        "genre": "petition",
        "headline": petition.title,
        "abstract": petition.substance[:SUMMARY_LENGTH],
        "inLanguage": LANGUAGES[petition.language].bcp47,
        "datePublished": opened.isoformat(timespec="seconds") if opened else None,
        "about": str(petition.topic) if petition.topic else None,
        "audience": {"@type": "GovernmentOrganization", "name": str(petition.body)},
        "identifier": petition.public_id,
        "isAccessibleForFree": True,
        "interactionStatistic": {
            "@type": "InteractionCounter",
            "interactionType": "https://schema.org/EndorseAction",
            "userInteractionCount": getattr(petition, "number", None) or 0,
        },
    }
    told = {name: value for name, value in found.items() if value is not None}
    return mark_safe(json.dumps(told, ensure_ascii=False).translate(_ESCAPES))  # noqa: S308 -- escaped above
