"""How many signatures a petition needs, by kind of addressee, territory and population (article 90-4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from shanyraq.kernel.errors import Refusal

if TYPE_CHECKING:
    from shanyraq.domains.petitions.models import Body, Edition, Territory, ThresholdRule


def threshold_for(edition: Edition, body: Body) -> int:
    """Signatures that *edition* asks for in a petition to *body*; a share is rounded up.

    The population is the one that stands with the territory now: call it when a petition is submitted, and
    pin the result.

    :raises Refusal: ``no_threshold`` where the edition has no rule for such a body, or its territory's
        population is not known.
    """
    rule = rule_for(edition, body)
    if rule is None:
        raise Refusal(
            _("The law names no number of signatures for this addressee. Choose another one."),
            code="no_threshold",
            field="body",
        )
    if rule.signatures is not None:
        return rule.signatures
    return share(body.territory.population or 0, rule.per_mille or 0)


def rule_for(edition: Edition, body: Body) -> ThresholdRule | None:
    """The rule that fits; of several the narrowest one, that with the highest lower bound. One query."""
    found = edition.thresholds.filter(body_kind=body.kind, territory_kind=body.territory.kind)
    fitting = [rule for rule in found if _fits(rule, body.territory)]
    return max(fitting, key=lambda rule: (rule.population_above or 0, rule.pk), default=None)


def _fits(rule: ThresholdRule, territory: Territory) -> bool:
    population = territory.population
    needs_population = (rule.population_above, rule.population_up_to, rule.per_mille) != (None, None, None)
    if not needs_population:
        return True
    if not population:
        return False
    is_above = rule.population_above is None or population > rule.population_above
    return is_above and (rule.population_up_to is None or population <= rule.population_up_to)


def share(population: int, per_mille: int) -> int:
    """*per_mille* thousandths of *population*, rounded up: a share is reached by no fewer."""
    return -(-population * per_mille // 1000)
