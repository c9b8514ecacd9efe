"""``shanyraq petitions_law``: load what is missing of the law of petitions that comes with the house."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shanyraq.domains.petitions.actions.law import load_law


class Command(BaseCommand):
    """Safe to run again: what staff have changed stays as they left it."""

    help = "Load what is missing of editions, grounds, topics, territories and addressees of petitions."

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write and tell how much was written."""
        try:
            written = load_law()
        except ValueError as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            told = ", ".join(f"{kind} {number}" for kind, number in written.items()) or "nothing was missing"
            self.stdout.write(f"law of petitions: {told}")
