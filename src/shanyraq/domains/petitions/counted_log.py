"""The verifiable log ``petitions``, and the counts that follow it."""

from django.utils.translation import gettext_lazy as _

from shanyraq.domains.petitions.actions.counting import count_batch
from shanyraq.domains.petitions.actions.signing import LOG
from shanyraq.platform.transparency.log.registry import register_log, register_observer


def connect() -> None:
    """Have the log, and count what it gives its place."""
    register_log(
        LOG,
        title=_("Signatures of petitions"),
        description=_("Every signature, withdrawal and invalidation; nobody's name, place or hour."),
    )
    register_observer(LOG, count_batch)
