"""The living pattern page: every component with its code, colours with their contrast, type, ornament."""

from dataclasses import dataclass
from typing import Final

from django import forms
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from shanyraq.design.components.choices import ORNAMENTS
from shanyraq.design.context import design
from shanyraq.design.forms import DateInput
from shanyraq.design.icon_names import ICONS
from shanyraq.design.palette import PAIRS, PALETTES, contrast
from shanyraq.design.web.pattern_samples import SAMPLES, Sample, sample_for
from shanyraq.kernel.languages import LANGUAGES

EXAMPLES: Final = (
    "hero",
    "section_heading",
    "card_grid",
    "card",
    "picture",
    "button",
    "link_button",
    "tag",
    "alert",
    "breadcrumbs",
    "filter_links",
    "pagination",
    "tabs",
    "dialog",
    "table",
    "definition_list",
    "empty_state",
    "form_errors",
    "field",
    "icon",
    "ornament",
    "skip_link",
    "language_attributes",
)
BOTH_WAYS: Final = ("card", "breadcrumbs", "button", "alert", "tabs", "table", "definition_list")
SIZES: Final = ("4xl", "3xl", "2xl", "xl", "l", "m", "s")


class PatternForm(forms.Form):
    """One field of each sort; posting to the pattern page is not possible, so it keeps nothing."""

    name = forms.CharField(label=_("Your name"), help_text=_("As in your documents."))
    email = forms.EmailField(label=_("E-mail"))
    secret = forms.CharField(label=_("Password"), widget=forms.PasswordInput(render_value=False))
    day = forms.DateField(label=_("Date"), widget=DateInput())
    language = forms.ChoiceField(
        label=_("Language"),
        choices=[(code, language.own_name) for code, language in LANGUAGES.items()],
    )
    size = forms.ChoiceField(
        label=_("Text size"),
        choices=[("normal", _("Normal")), ("large", _("Large"))],
        widget=forms.RadioSelect,
    )
    message = forms.CharField(label=_("Message"), widget=forms.Textarea, required=False)
    file = forms.FileField(label=_("File"), required=False)
    agreed = forms.BooleanField(label=_("I agree"))


@dataclass(frozen=True)
class Pattern:
    """One example: the component's name, what it looks like, how it is written."""

    name: str
    drawn: SafeString
    source: str


def draw(name: str, sample: Sample, context: dict[str, object]) -> Pattern:
    """Draw the example of one component with the specimens of one language."""
    template = get_template(f"design/patterns/{name}.html")
    source = template.template.source  # type: ignore[attr-defined]  # the stubs know no engine's template
    code = source.split("#}\n", 1)[-1].replace("{% load i18n design %}\n", "")
    drawn = template.render({**context, "sample": sample})
    return Pattern(name, mark_safe(drawn), code.strip())  # noqa: S308 - drawn by the engine, escaped there


def _wrong_form() -> PatternForm:
    form = PatternForm({"email": "otrar@", "language": "kk"}, auto_id="wrong_%s")
    form.is_valid()
    return form


def _page() -> Page[int]:
    return Paginator(range(240), 12).page(7)


def _palettes() -> list[tuple[str, list[dict[str, object]]]]:
    """Each palette with its pairs of colours that meet on pages, and their contrast."""
    return [
        (
            name,
            [
                {
                    "front": pair.front,
                    "back": pair.back,
                    "front_colour": colours[pair.front],
                    "back_colour": colours[pair.back],
                    "ratio": f"{contrast(colours[pair.front], colours[pair.back]):.1f}",
                }
                for pair in PAIRS
            ],
        )
        for name, colours in PALETTES.items()
    ]


def show_patterns(request: HttpRequest) -> HttpResponse:
    """The pattern page, in the language of the reader or of `?language=`."""
    wanted = request.GET.get("language", "")
    code = wanted if wanted in LANGUAGES else translation.get_language() or "en"
    with translation.override(code):
        return _answer(request, code)


def _answer(request: HttpRequest, code: str) -> HttpResponse:
    context = {
        **design(request),
        "LANGUAGE_CODE": code,
        "request": request,
        "form": PatternForm(auto_id="plain_%s"),
        "example": PatternForm(auto_id="example_%s"),
        "wrong_form": _wrong_form(),
        "page": _page(),
        "ornaments": ORNAMENTS,
        "icons": ICONS,
    }
    sample, other = sample_for(code), SAMPLES["en" if code == "ar" else "ar"]
    response = render(
        request,
        "design/pattern_page.html",
        {
            **context,
            "sample": sample,
            "other": other,
            "other_language": LANGUAGES[other.code],
            "patterns": [draw(name, sample, context) for name in EXAMPLES],
            "mirrored": [draw(name, other, context) for name in BOTH_WAYS],
            "palettes": _palettes(),
            "sizes": SIZES,
            "samples": SAMPLES.values(),
        },
    )
    response.headers["Content-Language"] = code
    return response
