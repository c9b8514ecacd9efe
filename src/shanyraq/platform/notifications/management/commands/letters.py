"""Shows what did not reach its recipient, and tries it again when asked to."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from shanyraq.platform.notifications.delivery import retry_by_hand
from shanyraq.platform.notifications.models import Message, Status

TROUBLED = (Status.FAILED, Status.UNCLEAR)


class Command(BaseCommand):
    help = "List messages that failed or whose fate is unclear; --retry sends them again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("numbers", nargs="*", type=int, help="only these messages")
        parser.add_argument("--retry", action="store_true", help="put them back into the queue")

    def handle(self, *_: Any, numbers: list[int], retry: bool, **__: Any) -> None:
        troubled = Message.objects.filter(status__in=TROUBLED).order_by("pk")
        if numbers:
            troubled = troubled.filter(pk__in=numbers)
            missing = set(numbers) - set(troubled.values_list("pk", flat=True))
            if missing:
                raise CommandError(f"neither failed nor unclear: {', '.join(map(str, sorted(missing)))}")
        for message in troubled:
            day = f"{message.created_at:%Y-%m-%d %H:%M}"
            note = _retried(message) if retry else message.error
            self.stdout.write(f"{message.pk} {day} {message.kind} {message.recipient}: {note}")


def _retried(message: Message) -> str:
    if not message.body_text:
        return "its text is erased"
    retry_by_hand(message)
    return "queued again"
