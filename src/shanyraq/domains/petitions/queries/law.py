"""What stands on an edition of the rules."""

from __future__ import annotations

from shanyraq.domains.petitions.models import Edition, Ground, Petition, ThresholdRule


def is_in_use(entry: Edition | ThresholdRule | Ground) -> bool:
    """Whether petitions were submitted under the edition, or the edition of the entry."""
    return Petition.objects.filter(edition=edition_of(entry)).exists()


def edition_of(entry: Edition | ThresholdRule | Ground) -> Edition:
    """The edition itself, or that of an entry of it."""
    return entry if isinstance(entry, Edition) else entry.edition
