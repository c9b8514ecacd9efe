"""Numbers that name people, organisations and books, with their check digits."""

_FIRST = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
_SECOND = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)


def _has_check_digit(text: str) -> bool:
    digits = [int(letter) for letter in text]
    for weights in (_FIRST, _SECOND):
        rest = sum(weight * digit for weight, digit in zip(weights, digits, strict=False)) % 11
        if rest < 10:
            return rest == digits[11]
    return False


def is_iin(text: str) -> bool:
    """Whether *text* is an individual identification number with a right check digit."""
    return len(text) == 12 and text.isascii() and text.isdigit() and _has_check_digit(text)


def is_bin(text: str) -> bool:
    """Whether *text* is a business identification number with a right check digit."""
    return len(text) == 12 and text.isascii() and text.isdigit() and _has_check_digit(text)
