"""Profiles as they are used."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shanyraq.domains.library.catalogue.models import MappingProfile
from shanyraq.domains.library.catalogue.profiles.mapping import Mapper, merged
from shanyraq.domains.library.catalogue.profiles.shipped_profiles import shipped_tables


def mapper_of(profile: MappingProfile) -> Mapper:
    """What reads records with *profile*, which was checked when it was saved."""
    return mapper_for(profile.table, flavour=profile.flavour)


def mapper_for(table: Mapping[str, Any], *, flavour: str) -> Mapper:
    """What reads records with a checked *table*."""
    return Mapper(merged({"flavour": flavour, **table}, shipped_tables()))
