"""Addresses of pages without a query for each."""

from __future__ import annotations

from typing import Any


def address_of(page: Any, language: str) -> str:
    """The path of a page of the tree of ``language``: ``/ru/places/otrar/``.

    The house has one site whose root is the home page of each language, so the path follows from
    ``url_path``.
    """
    below_home = page.url_path.lstrip("/").partition("/")[2]
    return f"/{language}/{below_home}"
