"""The process of this node that keeps its search index up to date."""

import os
import sys

from django.core.management import execute_from_command_line

POLITENESS = 5  # on a machine that also answers people, they come first


def main() -> None:
    os.nice(POLITENESS)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shanyraq.config.settings")
    execute_from_command_line(["shanyraq", "search", "follow", *sys.argv[1:]])


if __name__ == "__main__":
    main()
