"""The process that gives entries of the verifiable logs their places; any number may run, one works."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shanyraq.config.settings")
    execute_from_command_line(["shanyraq", "log", "follow", *sys.argv[1:]])


if __name__ == "__main__":
    main()
