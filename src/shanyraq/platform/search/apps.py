"""Wiring of this room."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """A room makes its things findable with an ``indexing.py`` that it calls when it is ready."""

    name = "shanyraq.platform.search"
    label = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        post_migrate.connect(_install, sender=self, dispatch_uid="search.install")


def _install(*, using: str, **_: Any) -> None:
    from shanyraq.platform.search.feed.triggers import install  # noqa: PLC0415 - apps load first

    install(using=using)
