"""Wiring of this room."""

from django.apps import AppConfig


class PageCacheConfig(AppConfig):
    name = "shanyraq.platform.page_cache"
    label = "page_cache"
