"""Names as citations write them."""

from __future__ import annotations

from typing import Final

from shanyraq.domains.library.catalogue.description import Agent, Description
from shanyraq.domains.library.catalogue.wording.languages import script_of

_WITH_INITIALS: Final = frozenset({"Latn", "Cyrl", "Grek", "Armn", "Geor"})
AUTHOR_ROLES: Final = frozenset({"aut", "cmp", "art", "pht", "ctg", "dis"})


def authors_of(told: Description) -> list[Agent]:
    """Those who wrote it: persons with the role of an author, and the main heading."""
    found = [each for each in told.agents if each.is_main or AUTHOR_ROLES & set(each.roles)]
    return [each for each in found if each.name.text.strip()]


def with_role(told: Description, *roles: str) -> list[Agent]:
    """Those with one of these roles, but authors."""
    authors = authors_of(told)
    return [each for each in told.agents if set(roles) & set(each.roles) and each not in authors]


def split_name(agent: Agent) -> tuple[str, str]:
    """Family and given names; of a body its whole name and nothing."""
    if agent.kind != "person":
        return agent.name.text.strip(), ""
    family, _comma, given = agent.name.text.partition(",")
    return family.strip(), given.strip(" ,")


def initials(given: str) -> str:
    """Initials: ``М. О.`` for «Мұхтар Омарханұлы», ``J.-P.`` for «Jean-Paul».

    Scripts without initials keep the name.
    """
    if script_of(given) not in _WITH_INITIALS:
        return given
    return " ".join("-".join(f"{part[0]}." for part in word.split("-") if part) for word in given.split())


def inverted(agent: Agent, comma: str = ", ") -> str:
    """``Әуезов, М. О.``"""
    family, given = split_name(agent)
    return f"{family}{comma}{initials(given)}" if given else family


def initials_first(agent: Agent) -> str:
    """``М. О. Әуезов``"""
    family, given = split_name(agent)
    return f"{initials(given)} {family}" if given else family


def whole_title(told: Description, colon: str) -> str:
    """The title with its part and subtitle."""
    parts = ". ".join(
        part.strip(" .") for part in (told.title.text, told.part_number, told.part_title) if part
    )
    return f"{parts}{colon}{told.subtitle}" if told.subtitle else parts


def pages_of(extent: str) -> str:
    """The number in an extent: ``608`` of «608 с.»; empty without one."""
    digits = "".join(sign if sign.isdigit() else " " for sign in extent).split()
    return max(digits, key=int) if digits else ""
