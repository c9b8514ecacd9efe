"""How a reader wants pages to look: remembered in a cookie, the same on every page.

The cookie holds only what differs from the default, in one order, so that pages of readers with the
same wishes are the same bytes and can be cached under `canonical`.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Final, Self
from urllib.parse import parse_qsl, urlencode

COOKIE: Final = "preferences"
COOKIE_AGE_SECONDS: Final = 365 * 24 * 60 * 60
LONGEST_COOKIE: Final = 200

CHOICES: Final[dict[str, tuple[str, ...]]] = {
    "text": ("normal", "large", "largest"),
    "contrast": ("auto", "high"),
    "spacing": ("normal", "wide"),
    "images": ("on", "off"),
    "motion": ("auto", "off"),
    "theme": ("auto", "light", "dark"),
}
"""The values of each preference; the first is the default."""


@dataclass(frozen=True)
class Preferences:
    """One reader's wishes; unknown values fall back to the default."""

    text: str = "normal"
    contrast: str = "auto"
    spacing: str = "normal"
    images: str = "on"
    motion: str = "auto"
    theme: str = "auto"

    @classmethod
    def from_mapping(cls, values: Mapping[str, str]) -> Self:
        """Read wishes from form data or the like; what is not a known choice is the default."""
        known = {name: values.get(name, "") for name in CHOICES}
        return cls(**{name: value for name, value in known.items() if value in CHOICES[name]})

    @classmethod
    def parse(cls, cookie: str) -> Self:
        """Read the cookie's value; any text is borne, a damaged or overlong one gives the defaults."""
        if len(cookie) > LONGEST_COOKIE:
            return cls()
        return cls.from_mapping(dict(parse_qsl(cookie.replace(".", "&").replace("_", "="))))

    def serialize(self) -> str:
        """The cookie's value, such as `text_large.theme_dark`; empty when all is default."""
        changed = {name: value for name, value in asdict(self).items() if value != CHOICES[name][0]}
        return urlencode(changed).replace("&", ".").replace("=", "_")

    @property
    def canonical(self) -> str:
        """The key that tells apart pages that look different; equal to the cookie's value."""
        return self.serialize()


assert tuple(field.name for field in fields(Preferences)) == tuple(CHOICES)  # noqa: S101 - holds on import
