"""``shanyraq library …``: each subcommand is a module in ``management/library`` of a room of the library."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandParser

FOLDER = "management.library"
ROOMS = "shanyraq.domains.library."


def subcommands() -> dict[str, ModuleType]:
    """Modules of all rooms by their ``NAME``."""
    found = {}
    for room in apps.get_app_configs():
        if not room.name.startswith(ROOMS):
            continue
        try:
            package = importlib.import_module(f"{room.name}.{FOLDER}")
        except ModuleNotFoundError:
            continue
        for info in pkgutil.iter_modules(package.__path__):
            module = importlib.import_module(f"{package.__name__}.{info.name}")
            found[module.NAME] = module
    return dict(sorted(found.items()))


class Command(BaseCommand):
    """Work of the library at the command line."""

    help = "The electronic library: import, harvest and what else its rooms offer."
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        chosen = parser.add_subparsers(dest="subcommand", required=True)
        for name, module in subcommands().items():
            module.add_arguments(chosen.add_parser(name, help=module.HELP))

    def handle(self, *_args: Any, **options: Any) -> None:
        module = subcommands()[options["subcommand"]]
        module.run(options, self.stdout)
