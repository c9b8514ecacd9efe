"""Closed sets of the values that components accept."""

ALERT_KINDS = ("info", "success", "warning", "error")
BUTTON_KINDS = ("primary", "secondary", "quiet", "danger")
BUTTON_TYPES = ("submit", "button", "reset")
TAG_KINDS = ("plain", "sky", "gold", "steppe", "madder")
ICON_SIZES = ("", "small", "large")
COLUMNS = (2, 3, 4)
HEADING_LEVELS = (1, 2, 3, 4)
ORNAMENTS = ("band", "wave", "divider", "sun", "horns", "beak", "corner", "mark")
CONTROLLERS = (
    "",
    "menu",
    "dialog",
    "tabs",
    "password",
    "preferences",
    "error-summary",
    "share",
    "print",
)


def one_of(value: object, choices: tuple[object, ...], *, what: str) -> None:
    """Refuse, with ValueError, a `value` that is not among `choices`; `what` names the property."""
    if value not in choices:
        known = ", ".join(repr(choice) for choice in choices)
        raise ValueError(f"{what} cannot be {value!r}; known are {known}.")
