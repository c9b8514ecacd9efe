"""Renewing the seal on second factors after a change of keys."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from shanyraq.platform.accounts import sealing

SEALED = ("secret", "seed")  # where allauth keeps an app's key and the seed of recovery codes


def reseal_second_factors() -> int:
    """Seal the keys of all authenticator apps and recovery codes under the present key; returns how many."""
    done = 0
    with transaction.atomic():
        for factor in Authenticator.objects.select_for_update().exclude(type=Authenticator.Type.WEBAUTHN):
            for name in SEALED:
                if name in factor.data:
                    clear = sealing.unseal(factor.data[name], purpose=sealing.SECOND_FACTOR)
                    factor.data[name] = sealing.seal(clear, purpose=sealing.SECOND_FACTOR)
                    done += 1
            factor.save(update_fields=["data"])
    return done
