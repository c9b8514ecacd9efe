"""A source over two tables, as a room would make it: clubs, and the badges that clubs of their name wear.

Run as a program it follows the feed until it is stopped, as a node of its own.
"""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shanyraq.config.settings")

import django
from django.apps import apps

if not apps.ready:
    django.setup()

from django.db import models

from shanyraq.platform.search import documents as made

SOURCE = "club"
BROKEN = "cannot be made"


class Club(models.Model):
    name = models.TextField()

    class Meta:
        app_label = "search_tests"
        db_table = "search_tests_club"

    def __str__(self):
        return self.name


class Badge(models.Model):
    name = models.TextField()
    text = models.TextField()

    class Meta:
        app_label = "search_tests"
        db_table = "search_tests_badge"

    def __str__(self):
        return self.name


def documents(keys):
    """One document a club; its badge's text is its summary. A club of a certain name cannot be made."""
    texts = dict(Badge.objects.values_list("name", "text"))
    for club in Club.objects.filter(pk__in=[int(key) for key in keys]).order_by("pk"):
        if BROKEN in club.name:
            raise RuntimeError(club.name)
        yield made.Document(
            source=SOURCE,
            key=str(club.pk),
            kind="club",
            language="kk",
            title=club.name,
            address=f"/clubs/{club.pk}",
            summary=texts.get(club.name, ""),
        )


def keys():
    return (str(number) for number in Club.objects.order_by("pk").values_list("pk", flat=True).iterator())


def visible(wanted, audiences):
    return set(map(str, Club.objects.filter(pk__in=list(map(int, wanted))).values_list("pk", flat=True)))


def named(names):
    return set(map(str, Club.objects.filter(name__in=names).values_list("pk", flat=True)))


def source(name=SOURCE, **changes):
    return made.Source(
        **{
            "name": name,
            "documents": documents,
            "keys": keys,
            "visible": visible,
            "kinds": {"club": "Clubs"},
            "tables": (
                made.Table(Club._meta.db_table, "id"),
                made.Table(Badge._meta.db_table, "name", "named"),
            ),
            "spreads": {"named": named},
            **changes,
        }
    )


def register():
    """No source but this one, in a process that has all of the house's."""
    for name in made.sources():
        made.unregister(name)
    made.register(source())


if __name__ == "__main__":
    from django.core.management import execute_from_command_line

    register()
    execute_from_command_line(["shanyraq", "search", "follow"])
