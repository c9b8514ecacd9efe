"""What a person calls the device that asked: browser and system, not all that a browser says of itself."""

from collections.abc import Sequence

# the first that fits: later names stand in the words of earlier browsers too
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("YaBrowser", "Yandex Browser"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
_LONGEST = 40


def described(user_agent: str) -> str:
    """``Firefox, Windows``; of a program that names neither, the first words it says. Empty for none."""
    named = [name for name in (_first(_BROWSERS, user_agent), _first(_SYSTEMS, user_agent)) if name]
    return ", ".join(named) or user_agent.partition(" ")[0][:_LONGEST]


def _first(known: Sequence[tuple[str, str]], said: str) -> str:
    return next((name for mark, name in known if mark in said), "")
