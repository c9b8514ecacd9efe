"""The one exception by which the house says no to a person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    type_of_text = str | _StrPromise


class Refusal(Exception):
    """A request that cannot be granted, with a text that tells the person what to do.

    ``message`` is a (lazily translated) sentence naming the remedy, ``code`` a stable
    machine-readable word, ``field`` the form field at fault, or None when it is the whole.
    ``values`` are put into the sentence whenever it is read, so that it can be told in another language
    later: of numbers and names, in the ``%(name)s`` way.
    """

    def __init__(
        self,
        message: type_of_text,
        *,
        code: str,
        field: str | None = None,
        values: Mapping[str, str | int] | None = None,
    ) -> None:
        if not code:
            raise ValueError("a refusal needs a code")
        super().__init__(message, code, field)
        self.text = message
        self.values = dict(values or {})
        self.code = code
        self.field = field

    @property
    def message(self) -> type_of_text:
        """The sentence, with its values in the language now active."""
        return str(self.text) % self.values if self.values else self.text

    def __str__(self) -> str:
        return str(self.message)

    def __repr__(self) -> str:
        return f"Refusal({str(self.message)!r}, code={self.code!r}, field={self.field!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Refusal):
            return NotImplemented
        return (str(self), self.code, self.field) == (str(other), other.code, other.field)

    def __hash__(self) -> int:
        return hash((self.code, self.field))

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (self.text, {"code": self.code, "field": self.field, "values": self.values})


def _rebuild(text: type_of_text, rest: dict[str, Any]) -> Refusal:
    return Refusal(text, **rest)
