"""``shanyraq procedures write|check``: the documents of procedures in a folder."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from shanyraq.platform.transparency.documents import stale, write_all


class Command(BaseCommand):
    help = "Write docs/procedures from the tables of procedures, or check that they are current."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", choices=["write", "check"])
        parser.add_argument("--folder", default="docs/procedures", type=Path)

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["verb"] == "write":
            for path in write_all(options["folder"]):
                self.stdout.write(str(path))
            return
        names = stale(options["folder"])
        if names:
            raise CommandError(f"Not current: {', '.join(names)}. Run: shanyraq procedures write")
