"""Descriptions in their stored form, for tests."""

from typing import Any

ISBN = "9786012345675"
OTHER_ISBN = "9789965123450"


def agent(name: str, dates: str = "", script: str = "", **more: Any) -> dict[str, Any]:
    described = {
        "name": {"text": name, "script": script},
        "roles": ["aut"],
        "is_main": True,
        "kind": "person",
    }
    return {**described, **({"dates": dates} if dates else {}), **more}


def described(title: str = "Абай жолы", author: str = "Әуезов, Мұхтар", **fields: Any) -> dict[str, Any]:
    """A description in its stored form; a field given as None is left out."""
    script = fields.pop("script", "Cyrl")
    dates = fields.pop("dates", "1897-1961")
    whole = {
        "kind": "book",
        "title": {"text": title, "script": script},
        "agents": [agent(author, dates, script)] if author else None,
        "languages": ["kaz"],
        "places": ["Алматы"],
        "publishers": ["Жазушы"],
        "year": 1990,
        "extent": "352 б.",
    }
    return {name: value for name, value in {**whole, **fields}.items() if value is not None}
