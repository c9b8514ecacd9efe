"""The door of the library's staff pages."""

from __future__ import annotations

from shanyraq.domains.library.network.permissions import is_library_staff
from shanyraq.platform.accounts.web.doors import staff_door

library_staff = staff_door(is_library_staff)
"""Lets in who has any post in the library."""
