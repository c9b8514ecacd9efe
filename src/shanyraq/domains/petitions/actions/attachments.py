"""Files that the initiator adds to a petition."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.petitions.actions.drafts import lock_writable
from shanyraq.domains.petitions.actions.steps import delete_file_later
from shanyraq.domains.petitions.models import Attachment, Petition
from shanyraq.domains.petitions.rules.canonical_text import cleaned
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.files.checks import CheckedFile

MOST_ATTACHMENTS: Final = 10
ATTACHMENT_KINDS: Final = ("document", "picture")
LARGEST_ATTACHMENT: Final = 20 * 1024 * 1024
"""Bytes of one attachment; forms hand it to ``CheckedFileField`` with the kinds above."""


def add_attachment(
    *, petition: Petition, upload: CheckedFile, actor: Any, at: dt.datetime, name: str = ""
) -> Attachment:
    """Add a file that ``platform.files`` has checked; *name* is what readers see, else that of the file.

    :raises Refusal: ``not_allowed``, ``wrong_state``; ``too_many`` beyond ``MOST_ATTACHMENTS``; ``already``
        for the same content twice.
    """
    with transaction.atomic():
        lock_writable(petition, actor)
        known = list(petition.attachments.values_list("sha256", flat=True))
        if len(known) >= MOST_ATTACHMENTS:
            raise Refusal(
                _("At most %(most)d files can be attached.") % {"most": MOST_ATTACHMENTS},
                code="too_many",
                field="file",
            )
        if upload.sha256 in known:
            raise Refusal(_("This file is attached already."), code="already", field="file")
        attachment = Attachment(
            petition=petition,
            name=(cleaned(name) or upload.name)[:120],
            size=upload.size,
            sha256=upload.sha256,
            added_at=at,
        )
        attachment.file.save(upload.name, upload.file, save=False)
        attachment.save()
        _touch(petition, at)
    return attachment


def remove_attachment(*, attachment: Attachment, actor: Any, at: dt.datetime) -> None:
    """Take a file out of a petition that is being written or corrected, and delete it.

    :raises Refusal: ``not_allowed``, ``wrong_state``.
    """
    with transaction.atomic():
        petition = attachment.petition
        lock_writable(petition, actor)
        file = attachment.file
        attachment.delete()
        delete_file_later(file)
        _touch(petition, at)


def _touch(petition: Petition, at: dt.datetime) -> None:
    petition.changed_at = at
    petition.save(update_fields=["changed_at"])
