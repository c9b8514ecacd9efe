"""Work that processes of their own do: run as a program, it is spread until it is killed."""

import os
import sys
import time
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shanyraq.config.settings")

from django.db import connection

from shanyraq.platform.search.feed import spreading


def told(number):
    """Who did it, where, and the number."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database()")
        return os.getpid(), cursor.fetchone()[0], number


def refused(number):
    if number == 2:
        raise ValueError(number)
    return number


def slow(folder):
    (Path(folder) / str(os.getpid())).touch()
    time.sleep(600)


if __name__ == "__main__":
    import django

    django.setup()
    spreading.ALONE = 0
    list(spreading.spread(slow, [sys.argv[1]] * 10, processes=2))
