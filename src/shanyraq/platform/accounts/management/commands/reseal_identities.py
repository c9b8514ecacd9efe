"""``shanyraq reseal_identities``: renew sealed identity numbers after a change of SHANYRAQ_IDENTITY_KEY."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand

from shanyraq.platform.accounts.actions.persons import reseal_identities
from shanyraq.platform.accounts.actions.second_factors import reseal_second_factors
from shanyraq.platform.accounts.sealing import resealings


class Command(BaseCommand):
    """Needs the earlier key in SHANYRAQ_IDENTITY_KEY_FALLBACKS; it may be removed afterwards."""

    help = "Seal identity numbers, second factors and what rooms have sealed under the present key."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 — Django's signature
        persons, factors = reseal_identities(), reseal_second_factors()
        self.stdout.write(
            f"Sealed anew: {persons} persons, {factors} of {Authenticator.objects.count()} factors."
        )
        for name, reseal in resealings().items():
            self.stdout.write(f"Sealed anew: {reseal()} {name}.")
