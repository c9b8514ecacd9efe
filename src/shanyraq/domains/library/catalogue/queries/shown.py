"""An edition as pages, feeds and lists show it, made of its row alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse

from shanyraq.domains.library.catalogue.description import Agent, Description
from shanyraq.domains.library.catalogue.models import Edition
from shanyraq.domains.library.catalogue.wording.languages import bcp47, direction, language_name, script_of
from shanyraq.domains.library.catalogue.wording.words import KIND

LIST_FIELDS = ("pk", "public_id", "work_id", "title", "kind", "language", "year", "description", "changed_at")
"""Columns that a list needs."""


@dataclass(frozen=True)
class ShownEdition:
    """An edition with what lists and pages say of it. ``lang`` and ``direction`` are those of its title."""

    edition: Edition

    @cached_property
    def described(self) -> Description:
        """Its description."""
        return self.edition.described

    @property
    def pk(self) -> int:
        """The primary key, by which parts are asked for."""
        return self.edition.pk

    @property
    def title(self) -> str:
        """The main title, with number and title of a part."""
        told = self.described
        parts = [told.title.text or self.edition.title, told.part_number, told.part_title]
        return ". ".join(part.rstrip(" .") if part != parts[-1] else part for part in parts if part)

    @property
    def full_title(self) -> str:
        """Title and subtitle."""
        subtitle = self.described.subtitle
        return f"{self.title}: {subtitle}" if subtitle else self.title

    @property
    def lang(self) -> str:
        """The value of ``lang`` for its title."""
        return bcp47(self.edition.language, script_of(self.title))

    @property
    def direction(self) -> str:
        """The value of ``dir`` for its title."""
        return direction(self.title)

    @property
    def kind(self) -> str:
        """What readers call such a thing."""
        return str(KIND.get(self.edition.kind, KIND["book"]))

    @property
    def language(self) -> str:
        """The name of its language."""
        return language_name(self.edition.language) if self.edition.language else ""

    @property
    def creator(self) -> str:
        """Who made it, in direct order; several with commas, at most three."""
        return ", ".join(direct_name(each) for each in main_agents(self.described)[:3])

    @property
    def meta(self) -> str:
        """Place, publisher, year in one line."""
        told = self.described
        return ", ".join(part for part in (*told.places[:1], *told.publishers[:1], self.date) if part)

    @property
    def date(self) -> str:
        """The date as the edition has it, else its year."""
        return self.described.date or str(self.edition.year or "")

    @property
    def address(self) -> str:
        """Its page in the language in force."""
        return reverse("library_catalogue:edition", args=[self.edition.public_id])

    @property
    def cover(self) -> str:
        """The address of its drawn cover; changes when the edition does."""
        version = int(self.edition.changed_at.timestamp()) if self.edition.changed_at else 0
        return f"{reverse('library_cover', args=[self.edition.public_id])}?v={version}"


def main_agents(told: Description) -> list[Agent]:
    """Who is named first: main ones and authors; else whoever is there first."""
    main = [each for each in told.agents if each.is_main]
    authors = [each for each in told.agents if not each.is_main and "aut" in each.roles]
    return main + authors or list(told.agents[:1])


def direct_name(agent: Agent) -> str:
    """A person's name in direct order ("Мұхтар Омарханұлы Әуезов"); of bodies the name as it is."""
    return direct_order(agent.name.text, agent.kind)


def direct_order(name: str, kind: str) -> str:
    """The same of a name and the kind of what it names."""
    family, comma, given = name.partition(",")
    if kind != "person" or not comma:
        return name
    return f"{given.strip()} {family.strip()}".strip()


def shown(editions: Any) -> list[ShownEdition]:
    """Rows as they are shown."""
    return [ShownEdition(each) for each in editions]
