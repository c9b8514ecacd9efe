"""The two ways in which a check can end badly."""


class NotProved(Exception):
    """What was read contradicts what should hold. The message says what."""


class NotChecked(Exception):
    """Nothing can be said: something could not be read. The message says what and, if known, the remedy."""


class Missing(NotChecked):
    """A log does not have a file that was asked for."""
