"""Tables of accounts."""

from shanyraq.platform.accounts.models.organisation import Invitation, Membership, Organisation, Role
from shanyraq.platform.accounts.models.person import Person
from shanyraq.platform.accounts.models.user import User

__all__ = ["Invitation", "Membership", "Organisation", "Person", "Role", "User"]
