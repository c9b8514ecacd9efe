"""Tables of accounts."""

from shanyraq.platform.accounts.models.user import User

__all__ = ["User"]
