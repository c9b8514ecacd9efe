"""Who wants letters of a petition or of a topic, and who no longer does."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from shanyraq.domains.petitions.models import Petition, Subscription, Topic
from shanyraq.domains.petitions.states import BY_LINK, PUBLIC
from shanyraq.kernel.errors import Refusal


def follow_petition(*, petition: Petition, user: Any, at: dt.datetime) -> Subscription:
    """Send *user* letters of the milestones of *petition*; once, however often it is asked for.

    :raises Refusal: with code ``not_public`` for one that nobody may see.
    """
    if petition.state not in PUBLIC | BY_LINK:
        raise Refusal(_("This petition is not public."), code="not_public")
    found, _made = Subscription.objects.get_or_create(user=user, petition=petition, defaults={"since": at})
    return found


def follow_topic(*, topic: Topic, user: Any, at: dt.datetime) -> Subscription:
    """Send *user* letters of new and of answered petitions of *topic*."""
    found, _made = Subscription.objects.get_or_create(user=user, topic=topic, defaults={"since": at})
    return found


def unfollow(*, user: Any, petition: Petition | None = None, topic: Topic | None = None) -> None:
    """Send no more letters of the one that is given. What is not followed is no error."""
    if (petition is None) == (topic is None):
        raise ValueError("either a petition or a topic")
    thing = {"petition": petition} if petition is not None else {"topic": topic}
    Subscription.objects.filter(user=user, **thing).delete()


def stop_subscription(number: int) -> bool:
    """End the subscription with this number, by the link of a letter; whether there was one."""
    removed, _by_model = Subscription.objects.filter(pk=number).delete()
    return removed > 0
