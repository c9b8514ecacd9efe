"""Wiring of this room."""

from typing import Any, ClassVar

from django.apps import AppConfig
from django.core.signals import request_finished, request_started
from django.db.models.signals import post_migrate


class PageCacheConfig(AppConfig):
    """A room whose tables pages are made of names them in ``page_cache_tables`` of its own configuration."""

    name = "shanyraq.platform.page_cache"
    label = "page_cache"
    # Tables of the libraries we build on; `*` stands for any letters, `!` takes tables out.
    page_cache_tables: ClassVar[tuple[str, ...]] = (
        "taggit_*",
        "wagtailcore_collection",
        "wagtailcore_collectionviewrestriction*",
        "wagtailcore_locale",
        "wagtailcore_page",
        "wagtailcore_pageviewrestriction*",
        "wagtailcore_site",
        "wagtailredirects_redirect",
    )

    def ready(self) -> None:
        from shanyraq.platform.page_cache.generation import forget_of_request, read_for_ticket  # noqa: PLC0415 - apps load first

        request_started.connect(read_for_ticket, dispatch_uid="page_cache.read_for_ticket")
        request_finished.connect(forget_of_request, dispatch_uid="page_cache.forget_of_request")
        post_migrate.connect(_install, sender=self, dispatch_uid="page_cache.install")


def _install(*, using: str, **_: Any) -> None:
    from shanyraq.platform.page_cache.tables import install_triggers  # noqa: PLC0415 - apps load first

    install_triggers(using=using)
