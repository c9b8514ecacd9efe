"""Who wants to hear of what."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.petitions.models.petition import Petition, Topic


class Subscription(models.Model):
    """An account that wants letters of a petition or of a topic."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, related_name="+", on_delete=models.CASCADE)
    petition = models.ForeignKey(
        Petition, related_name="subscriptions", on_delete=models.CASCADE, null=True, blank=True
    )
    topic = models.ForeignKey(
        Topic, related_name="subscriptions", on_delete=models.CASCADE, null=True, blank=True
    )
    since = models.DateTimeField()

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(petition__isnull=False, topic__isnull=True)
                | models.Q(petition__isnull=True, topic__isnull=False),
                name="petitions_subscription_of_one_thing",
            ),
            models.UniqueConstraint(fields=["user", "petition"], name="petitions_subscription_petition_once"),
            models.UniqueConstraint(fields=["user", "topic"], name="petitions_subscription_topic_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.petition or self.topic}"
