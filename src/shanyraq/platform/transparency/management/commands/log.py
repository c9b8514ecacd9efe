"""``shanyraq log``: give entries their places, publish, tell where every log stands, accept witnesses."""

from __future__ import annotations

import signal
import threading
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from shanyraq.kernel.errors import Refusal
from shanyraq.platform.transparency.log.following import follow
from shanyraq.platform.transparency.log.publishing import (
    OlderDatabase,
    publish,
    published_size,
    require_nothing_later,
)
from shanyraq.platform.transparency.log.registry import logs
from shanyraq.platform.transparency.log.sequencing import KeyChanged, ensure_log, sequence_now
from shanyraq.platform.transparency.log.witnesses import accept_witness, end_witness
from shanyraq.platform.transparency.models import LogPending, LogWitness


class Command(BaseCommand):
    help = "The verifiable logs: follow, once, status, witness."

    def add_arguments(self, parser: CommandParser) -> None:
        kinds = parser.add_subparsers(dest="what", required=True)
        kinds.add_parser("follow", help="give entries their places and publish until stopped")
        kinds.add_parser("once", help="give all waiting entries their places, publish, and end")
        kinds.add_parser("status", help="where every log stands, and its key")
        witness = kinds.add_parser("witness", help="accept the cosignatures of a witness")
        witness.add_argument("key", help="the verifier key: name+id+key")
        witness.add_argument("--about", default="", help="who it is, for people")
        witness.add_argument("--reason", default="by the command line", help="why, for the record")
        witness.add_argument("--stop", action="store_true", help="accept it no longer")

    def handle(self, *_: Any, what: str, **options: Any) -> None:
        getattr(self, f"_{what}")(options)

    def _follow(self, _options: dict[str, Any]) -> None:
        stopping = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stopping.set())
        follow(stopping)

    def _once(self, _options: dict[str, Any]) -> None:
        for name in logs():
            try:
                require_nothing_later(name)
                number = sequence_now(name)
            except (KeyChanged, OlderDatabase) as error:
                raise CommandError(str(error)) from error
            self.stdout.write(f"{name}: {number} entries placed, {publish(name)} files written")

    def _status(self, _options: dict[str, Any]) -> None:
        for name in logs():
            head = ensure_log(name)
            waiting = LogPending.objects.filter(log_name=name).count()
            self.stdout.write(
                f"{name}: {head.size} entries, {published_size(name)} published here, {waiting} waiting"
            )
            self.stdout.write(f"  key {head.verifier_key}")

    def _witness(self, options: dict[str, Any]) -> None:
        given = {"reason": options["reason"], "actor": None, "at": timezone.now()}
        try:
            if options["stop"]:
                witness = LogWitness.objects.filter(verifier_key=options["key"]).first()
                if witness is None:
                    raise CommandError("There is no such witness.")
                end_witness(witness=witness, **given)
            else:
                witness = accept_witness(key=options["key"], about=options["about"], **given)
        except (ValidationError, Refusal) as error:
            raise CommandError("; ".join(getattr(error, "messages", [str(error)]))) from error
        self.stdout.write(f"{witness}: {'accepted' if witness.is_active else 'no longer accepted'}")
