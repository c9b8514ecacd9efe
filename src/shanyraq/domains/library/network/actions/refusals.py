"""Refusals that several actions share."""

from django.utils.translation import gettext_lazy as _

from shanyraq.kernel.errors import Refusal


def not_allowed() -> Refusal:
    """The answer to somebody whose post does not reach."""
    return Refusal(_("Your post does not allow this. Ask the head of the library."), code="not_allowed")


def gone() -> Refusal:
    """The answer when somebody else was quicker."""
    return Refusal(_("This record is no longer there."), code="gone")
