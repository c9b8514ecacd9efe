"""The door of the staff's pages of petitions."""

from __future__ import annotations

from shanyraq.domains.petitions.permissions import is_staff_of_petitions
from shanyraq.platform.accounts.web.doors import staff_door

petition_staff = staff_door(is_staff_of_petitions)
"""Lets in moderators, officers and all who work on petitions."""
