"""Where editions and works are now, after all mergings."""

from __future__ import annotations

from typing import Final

from shanyraq.domains.library.catalogue.models import Edition, Work

_MOST_STEPS: Final = 64


def current_edition(public_id: str) -> Edition | None:
    """The edition that a public id leads to now, however often it was merged; None for an unknown id.

    A reader who came by an old id is redirected when the answer has another ``public_id``.
    """
    found = Edition.objects.select_related("work").filter(public_id=public_id).first()
    return root_of_edition(found) if found else None


def current_work(public_id: str) -> Work | None:
    """The work that a public id leads to now, however often it was merged; None for an unknown id."""
    found = Work.objects.filter(public_id=public_id).first()
    return root_of_work(found) if found else None


def root_of_edition(edition: Edition) -> Edition:
    """The edition that this one leads to; itself when it was never merged. Never loops."""
    seen = {edition.pk}
    while (
        edition.merged_into_id is not None and edition.merged_into_id not in seen and len(seen) < _MOST_STEPS
    ):
        seen.add(edition.merged_into_id)
        edition = Edition.objects.select_related("work").get(pk=edition.merged_into_id)
    return edition


def root_of_work(work: Work) -> Work:
    """The work that this one leads to; itself when it was never merged. Never loops."""
    seen = {work.pk}
    while work.merged_into_id is not None and work.merged_into_id not in seen and len(seen) < _MOST_STEPS:
        seen.add(work.merged_into_id)
        work = Work.objects.get(pk=work.merged_into_id)
    return work


def current_work_of(edition: Edition) -> Work:
    """The work of an edition as it is now."""
    return root_of_work(Work.objects.get(pk=edition.work_id))
