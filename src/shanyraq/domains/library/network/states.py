"""States of a library's membership."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MembershipState(models.TextChoices):
    """Where a library stands on its way into the network and out of it."""

    APPLIED = "applied", _("applied")
    TRIAL = "trial", _("trial import")
    LIVE = "live", _("member")
    SUSPENDED = "suspended", _("suspended")
    LEFT = "left", _("left")
