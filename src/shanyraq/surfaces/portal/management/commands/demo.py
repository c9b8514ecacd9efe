"""``shanyraq demo``: load what is missing of the demonstration."""

from __future__ import annotations

import os
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shanyraq.kernel.demonstration import loaders
from shanyraq.surfaces.portal.demo.loading import load_demo
from shanyraq.surfaces.portal.demo.reading import DemoError


class Command(BaseCommand):
    """Safe to run again: what editors changed or deleted stays as they left it."""

    help = "Load what is missing of the demonstration. What editors changed or deleted is left alone."

    def handle(self, *_args: Any, **options: Any) -> None:
        """Accounts get the password in SHANYRAQ_STAFF_PASSWORD; without it they cannot sign in."""
        began = time.monotonic()
        report = self.stdout.write if options["verbosity"] else lambda _line: None
        password = os.environ.get("SHANYRAQ_STAFF_PASSWORD", "")
        try:
            written = load_demo(report=report, password=password)
        except DemoError as error:
            raise CommandError(str(error)) from error
        for load in loaders().values():
            written.update(load(report=report, password=password))
        report(f"demonstration: {sum(written.values())} written in {time.monotonic() - began:.1f} s")
