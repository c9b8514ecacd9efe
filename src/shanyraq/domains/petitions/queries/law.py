"""What stands on an edition of the rules."""

from __future__ import annotations

from shanyraq.domains.petitions.models import Edition, Ground, Petition, ThresholdRule


def is_in_use(entry: Edition | ThresholdRule | Ground) -> bool:
    """Whether petitions were submitted under the edition, or the edition of the entry."""
    edition = entry if isinstance(entry, Edition) else entry.edition
    return Petition.objects.filter(edition=edition).exists()
