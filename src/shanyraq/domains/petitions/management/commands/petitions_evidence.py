"""``shanyraq petitions_evidence``: hand some electronic signatures of a petition to an auditor."""

from __future__ import annotations

import logging
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shanyraq.domains.petitions.actions.evidence import open_evidence
from shanyraq.domains.petitions.models import Signature
from shanyraq.domains.petitions.rules.canonical_text import cleaned
from shanyraq.platform.electronic_signatures.reading import bare

LOG = logging.getLogger(__name__)


class Command(BaseCommand):
    """Draws at random among signatures that count. They name people: the folder is for the auditor alone."""

    help = "Write some electronic signatures of a petition, drawn at random, with the texts that they sign."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("petition", help="the petition's public id")
        parser.add_argument("folder", type=Path, help="where the files are written; made if it is not there")
        parser.add_argument("--sample", type=int, default=20, help="how many at most (20)")
        parser.add_argument("--reason", required=True, help="who asked for it and why; noted in the log")

    def handle(self, *_args: Any, **options: Any) -> None:
        """:raises CommandError: without a reason, or where nobody has signed with a key."""
        reason = cleaned(options["reason"])
        if not reason:
            raise CommandError("Give the reason.")
        counted = Signature.objects.filter(
            petition__public_id=options["petition"],
            evidence__isnull=False,
            withdrawn_at__isnull=True,
            invalidated_at__isnull=True,
        )
        drawn = list(counted.select_related("petition").order_by("?")[: options["sample"]])
        if not drawn:
            raise CommandError("Nobody has signed this petition with a key.")
        folder: Path = options["folder"]
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for signature in drawn:
            found = open_evidence(signature)
            (folder / f"{signature.pk}.p7s").write_bytes(bare(found.cms))
            (folder / f"{signature.pk}.json").write_bytes(found.document)
        LOG.warning("%s: %d signatures were opened: %s", options["petition"], len(drawn), reason)
        self.stdout.write(f"{len(drawn)} signatures of {options['petition']} are in {folder}.")
