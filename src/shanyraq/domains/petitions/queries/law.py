"""What stands on an edition of the rules, and the edition in force as everybody may read it."""

from __future__ import annotations

import datetime as dt

from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from shanyraq.domains.petitions.models import Edition, Ground, Petition, ThresholdRule
from shanyraq.domains.petitions.models.law import NUMBERS
from shanyraq.kernel.languages import DEFAULT
from shanyraq.platform.transparency.procedures import Rule, Rules


def is_in_use(entry: Edition | ThresholdRule | Ground) -> bool:
    """Whether petitions were submitted under the edition, or the edition of the entry."""
    return Petition.objects.filter(edition=edition_of(entry)).exists()


def edition_of(entry: Edition | ThresholdRule | Ground) -> Edition:
    """The edition itself, or that of an entry of it."""
    return entry if isinstance(entry, Edition) else entry.edition


def rules_in_force(date: dt.date) -> Rules | None:
    """The numbers of the edition in force on *date*, each with its source or without; two queries.

    None when no edition is in force.
    """
    try:
        edition = Edition.objects.in_force(date)
    except Edition.DoesNotExist:
        return None
    language = get_language() or DEFAULT
    return Rules(
        edition=edition.code,
        since=edition.in_force_date,
        source=edition.source.in_language(language),
        doubt=edition.doubt.in_language(language),
        numbers=[*_numbers(edition), *_thresholds(edition)],
    )


def _numbers(edition: Edition) -> list[Rule]:
    return [
        Rule(Edition.name_of(name), _whole(getattr(edition, name)), edition.sources.get(name, ""))
        for name in NUMBERS
    ]


def _thresholds(edition: Edition) -> list[Rule]:
    return [
        Rule(
            _threshold_name(rule),
            _whole(rule.signatures) if rule.signatures is not None else f"{rule.per_mille} ‰",
            _("article %(article)s") % {"article": rule.article} if rule.article else "",
            is_confirmed=rule.is_confirmed,
        )
        for rule in edition.thresholds.all()
    ]


def _threshold_name(rule: ThresholdRule) -> str:
    """Signatures needed by an addressee, in words."""
    name = _("signatures needed: %(body)s, %(territory)s") % {
        "body": rule.get_body_kind_display(),
        "territory": rule.get_territory_kind_display(),
    }
    if rule.population_above is not None:
        name += " · " + _("more than %(number)s people") % {"number": _whole(rule.population_above)}
    if rule.population_up_to is not None:
        name += " · " + _("up to %(number)s people") % {"number": _whole(rule.population_up_to)}
    return name


def _whole(number: int) -> str:
    """A whole number as the language writes it."""
    return str(number_format(number, use_l10n=True, force_grouping=True))
