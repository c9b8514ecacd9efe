"""A text in several languages as one field of a record, stored as a JSON object of language code → text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.fields.json import KeyTransform
from django.db.models.query_utils import DeferredAttribute
from django.forms.renderers import get_default_renderer
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from shanyraq.kernel.languages import DEFAULT, LANGUAGES, Direction, fallback_chain


@dataclass(frozen=True, slots=True)
class Text:
    """A text together with the language it is really written in, so that it can be marked with ``lang``."""

    text: str
    language: str

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def bcp47(self) -> str:
        """The value for the attribute ``lang``."""
        return LANGUAGES[self.language].bcp47

    @property
    def direction(self) -> Direction:
        """The value for the attribute ``dir``."""
        return LANGUAGES[self.language].direction


class TranslatedText(Mapping[str, str]):
    """An unchangeable mapping of language code → text. Empty texts are left out; languages keep their order.

    Raises ``ValueError`` for a language that the house does not speak, ``TypeError`` for what is not a text.
    """

    __slots__ = ("_texts",)

    def __init__(self, texts: Mapping[str, str] | None = None, /, **by_code: str) -> None:
        given = {**(texts or {}), **by_code}
        unknown = sorted(str(code) for code in given.keys() - LANGUAGES.keys())
        if unknown:
            raise ValueError(f"unknown languages: {', '.join(unknown)}")
        for code, text in given.items():
            if text is not None and not isinstance(text, str):
                raise TypeError(f"the text in {code!r} is {type(text).__name__}, not str")
        self._texts = {code: given[code] for code in LANGUAGES if (given.get(code) or "").strip()}

    def __getitem__(self, code: str) -> str:
        return self._texts[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __hash__(self) -> int:
        return hash(tuple(self._texts.items()))

    def __repr__(self) -> str:
        return f"TranslatedText({self._texts!r})"

    def __str__(self) -> str:
        return self.in_language(get_language() or DEFAULT).text

    def in_language(self, code: str) -> Text:
        """The text for a reader of ``code``, in that language or the nearest one that there is.

        When there is no text at all, an empty one in the language asked for.
        """
        chain = fallback_chain(code)
        found = next((each for each in chain if each in self._texts), chain[0])
        return Text(self._texts.get(found, ""), found)

    def with_text(self, code: str, text: str) -> TranslatedText:
        """A copy with the text in one language replaced (or removed, when empty)."""
        return TranslatedText({**self._texts, code: text})


def _coerce(value: Any) -> Any:
    return TranslatedText(value) if isinstance(value, Mapping) else value


class TranslatedAttribute(DeferredAttribute):
    """Turns a plain dictionary into a ``TranslatedText`` as soon as it is assigned."""

    def __set__(self, instance: models.Model, value: Any) -> None:
        if isinstance(value, Mapping) and not isinstance(value, TranslatedText):
            value = TranslatedText(value)
        instance.__dict__[self.field.attname] = value


class TranslatedField(models.JSONField):
    """A record's text in several languages.

    ``required_languages``: codes without which the record is not valid; ``max_length``: most characters of
    one text; ``multiline``: offer text areas in forms. ``filter(title__kk__icontains=…)`` works as for any
    JSON field. The default is the empty text.
    """

    description = _("Text in several languages")
    descriptor_class = TranslatedAttribute
    empty_values = [*models.JSONField.empty_values, TranslatedText()]

    def __init__(
        self,
        verbose_name: Any = None,
        *,
        required_languages: tuple[str, ...] = (),
        max_length: int | None = None,
        multiline: bool = False,
        **options: Any,
    ) -> None:
        unknown = set(required_languages) - LANGUAGES.keys()
        if unknown:
            raise ValueError(f"unknown languages: {sorted(unknown)}")
        self.required_languages = tuple(required_languages)
        self.multiline = multiline
        options.setdefault("default", TranslatedText)
        super().__init__(verbose_name, max_length=max_length, **options)

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        if options.get("default") is TranslatedText:
            del options["default"]
        if self.required_languages:
            options["required_languages"] = self.required_languages
        if self.multiline:
            options["multiline"] = True
        return name, path, args, options

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        found = super().from_db_value(value, expression, connection)
        return found if isinstance(expression, KeyTransform) else _coerce(found)

    def to_python(self, value: Any) -> Any:
        """A ``TranslatedText`` from a mapping or its JSON; raises ``ValidationError`` otherwise."""
        if value is None or isinstance(value, TranslatedText):
            return value
        try:
            return TranslatedText(json.loads(value) if isinstance(value, str) else value)
        except (TypeError, ValueError) as error:
            raise ValidationError(_("Give the texts by language."), code="invalid") from error

    def get_prep_value(self, value: Any) -> Any:
        return super().get_prep_value(dict(value) if isinstance(value, TranslatedText) else value)

    def get_db_prep_value(
        self,
        value: Any,
        connection: Any,
        prepared: bool = False,  # noqa: FBT001, FBT002 -- the signature is Django's
    ) -> Any:
        plain = dict(value) if isinstance(value, TranslatedText) else value
        return super().get_db_prep_value(plain, connection, prepared)

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        return super().get_db_prep_save(_coerce(value), connection)

    def value_to_string(self, obj: models.Model) -> Any:
        value = self.value_from_object(obj)
        return dict(value) if isinstance(value, Mapping) else value

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(None if value is None else dict(value), model_instance)
        texts = value or TranslatedText()
        errors = [missing_text(code) for code in self.required_languages if code not in texts]
        longest = self.max_length
        errors += [too_long(code, longest) for code in texts if longest and len(texts[code]) > longest]
        if errors:
            raise ValidationError(errors)

    def formfield(self, **options: Any) -> Any:
        defaults = {
            "form_class": TranslatedFormField,
            "required_languages": self.required_languages,
            "text_length": self.max_length,
            "multiline": self.multiline,
            "show_hidden_initial": False,  # else a callable default doubles every input
        }
        return models.Field.formfield(self, **{**defaults, **options})


def missing_text(code: str) -> ValidationError:
    """The error for a required language without text; names the language by its own name."""
    return ValidationError(
        _("Fill in the text in this language: %(language)s."),
        code="required_language",
        params={"language": LANGUAGES[code].own_name},
    )


def too_long(code: str, longest: int) -> ValidationError:
    """The error for a text above its bound, in characters."""
    return ValidationError(
        _("The text in %(language)s is too long: at most %(limit)d characters."),
        code="max_length",
        params={"language": LANGUAGES[code].own_name, "limit": longest},
    )


class TranslatedWidget(forms.MultiWidget):
    """One labelled input a language, each with its ``lang`` and ``dir``; a fieldset to assistive devices."""

    use_fieldset = True

    def __init__(
        self, attrs: dict[str, Any] | None = None, *, languages: tuple[str, ...], multiline: bool
    ) -> None:
        self.languages = languages
        kind = forms.Textarea if multiline else forms.TextInput
        widgets: dict[str, forms.Widget | type[forms.Widget]] = {}
        for code in languages:
            widgets[code.replace("-", "_")] = kind(attrs=self._marks(code))
        super().__init__(widgets, attrs)

    @staticmethod
    def _marks(code: str) -> dict[str, Any]:
        return {"lang": LANGUAGES[code].bcp47, "dir": LANGUAGES[code].direction}

    def _one(self, part: dict[str, Any], renderer: Any) -> Any:
        shown = (renderer or get_default_renderer()).render(part["template_name"], {"widget": part})
        return mark_safe(shown)  # noqa: S308 -- made by Django's own escaping template

    def decompress(self, value: Any) -> list[str]:
        texts = value if isinstance(value, Mapping) else {}
        return [texts.get(code, "") for code in self.languages]

    def use_required_attribute(self, initial: Any) -> bool:  # noqa: ARG002 -- Django's signature
        """Never: the browser would ask for every language."""
        return False

    def render(  # noqa: PLR0917 -- the signature is Django's
        self, name: str, value: Any, attrs: Any = None, renderer: Any = None
    ) -> Any:
        context = self.get_context(name, value, attrs)["widget"]
        rows = [
            (
                part["attrs"].get("id", ""),
                LANGUAGES[code].bcp47,
                LANGUAGES[code].direction,
                LANGUAGES[code].own_name,
                self._one(part, renderer),
            )
            for code, part in zip(self.languages, context["subwidgets"], strict=True)
        ]
        line = '<div class="translated-text"><label for="{}" lang="{}" dir="{}">{}</label>{}</div>'
        return format_html('<div class="translated-texts">{}</div>', format_html_join("", line, rows))


class TranslatedFormField(forms.MultiValueField):
    """Form field of a translated text: an input for every language of the house.

    ``required_languages`` must be filled in; ``required`` asks for at least one language; ``text_length``
    bounds each text in characters. Refuses with one error a language, naming it.
    """

    def __init__(
        self,
        *,
        required_languages: tuple[str, ...] = (),
        languages: tuple[str, ...] = tuple(LANGUAGES),
        text_length: int | None = None,
        multiline: bool = False,
        **options: Any,
    ) -> None:
        self.languages = languages
        self.required_languages = required_languages
        self.text_length = text_length
        options.pop("max_length", None)
        fields = [forms.CharField(required=False, max_length=text_length) for _code in languages]
        options.setdefault("widget", TranslatedWidget(languages=languages, multiline=multiline))
        super().__init__(fields, require_all_fields=False, **options)

    def clean(self, value: Any) -> TranslatedText:
        """The texts by language; raises ``ValidationError`` with every fault at once."""
        given = value if isinstance(value, list | tuple) else self.widget.decompress(value)
        texts = self.compress([str(text or "").replace("\x00", "").strip() for text in given])
        if self.required and not texts:
            raise ValidationError(self.error_messages["required"], code="required")
        errors = [missing_text(code) for code in self.required_languages if code not in texts]
        if self.text_length:
            longest = self.text_length
            errors += [too_long(code, longest) for code in texts if len(texts[code]) > longest]
        if errors:
            raise ValidationError(errors)
        self.run_validators(texts)
        return texts

    def compress(self, data_list: list[str]) -> TranslatedText:
        return TranslatedText(dict(zip(self.languages, data_list, strict=False)))

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = TranslatedText(initial) if isinstance(initial, Mapping) else TranslatedText()
        return before != self.compress([str(text or "").strip() for text in data or []])
