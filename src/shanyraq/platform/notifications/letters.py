"""Letters as people see them: plain words, one button, readable in the dark and from right to left."""

from collections.abc import Sequence
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import override

from shanyraq.kernel.languages import LANGUAGES
from shanyraq.platform.notifications.kinds import kind_named
from shanyraq.platform.notifications.models import Message
from shanyraq.platform.notifications.optouts import optout_address
from shanyraq.platform.notifications.outbox import enqueue


def enqueue_letter(
    *,
    recipient: str,
    kind: str,
    language: str,
    subject: Any,
    paragraphs: Sequence[Any],
    action: tuple[Any, str] | None = None,
    dedupe_key: str | None = None,
    stop_address: str = "",
) -> Message:
    """Write a letter in *language* and put it into the outbox (``enqueue``).

    *subject*, *paragraphs* and the label of *action* (label, whole address) may be lazy translations: they
    are resolved in the recipient's language. Kinds that can be stopped get the link that stops them, and the
    narrower *stop_address* beside it, if there is one (``enqueue``).
    """
    stop = (
        ""
        if kind_named(kind).transactional
        else optout_address(recipient=recipient, kind=kind, language=language)
    )
    with override(language):
        context = {
            "language": LANGUAGES[language],
            "subject": str(subject),
            "paragraphs": [str(paragraph) for paragraph in paragraphs],
            "action_label": str(action[0]) if action else "",
            "action_address": action[1] if action else "",
            "optout_address": stop,
            "stop_address": stop_address,
            "kind": kind_named(kind),
        }
        text = render_to_string("notifications/letter.txt", context).strip() + "\n"
        html = render_to_string("notifications/letter.html", context)
        title = context["subject"]
    return enqueue(
        recipient=recipient,
        kind=kind,
        language=language,
        subject=str(title),
        body_text=text,
        body_html=html,
        dedupe_key=dedupe_key,
        stop_address=stop_address,
    )
