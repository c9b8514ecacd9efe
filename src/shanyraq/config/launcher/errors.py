"""What the launcher says when it cannot go on."""


class CannotStart(Exception):
    """One line for the person at the terminal: what is wrong and what to do."""
