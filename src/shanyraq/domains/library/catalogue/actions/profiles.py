"""Profiles that come with the platform."""

from __future__ import annotations

from typing import Any

from shanyraq.domains.library.catalogue.models import MappingProfile
from shanyraq.domains.library.catalogue.profiles.shipped_profiles import NAMES, shipped_tables


def load_shipped_profiles(**_signal: Any) -> None:
    """Create or renew the shipped profiles; one of a librarian with the same code is left alone.

    Called after every migration; changes nothing the second time.
    """
    present = {profile.code: profile for profile in MappingProfile.objects.filter(code__in=shipped_tables())}
    for code, table in shipped_tables().items():
        profile = present.get(code) or MappingProfile(code=code, is_shipped=True)
        wanted = (NAMES[code], table["flavour"], table)
        if profile.is_shipped and (profile.name, profile.flavour, profile.table) != wanted:
            profile.name, profile.flavour, profile.table = wanted
            profile.save()
