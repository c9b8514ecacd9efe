"""Identity numbers as they come from outside: checked once, then trusted."""

from shanyraq.kernel import identifiers


def checked_iin(text: str) -> str | None:
    """The twelve digits of a valid individual identification number, or ``None``."""
    return text if identifiers.is_iin(text) else None


def checked_bin(text: str) -> str | None:
    """The twelve digits of a valid business identification number, or ``None``."""
    return text if identifiers.is_bin(text) else None
