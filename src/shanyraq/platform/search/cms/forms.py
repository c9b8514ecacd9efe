"""Forms in which staff write synonyms, pins and stop words."""

from __future__ import annotations

from typing import Any, ClassVar
from urllib.parse import unquote, urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.forms import WagtailAdminModelForm

from shanyraq.platform.search.analysis.tokens import words
from shanyraq.platform.search.models import LANGUAGE_CHOICES, Pin, StopWords, SynonymGroup
from shanyraq.platform.search.queries.addresses import is_findable
from shanyraq.platform.search.queries.staff_choices import built_in_stop_words, pin_key

MOST_LINES = 50
LONGEST_LINE = 120
KAZAKH_SCRIPTS = ("/kk-latn/", "/kk-arab/")


def lines_of(text: str) -> list[str]:
    """The lines without blanks, each once."""
    return list(dict.fromkeys(line for each in text.splitlines() if (line := " ".join(each.split()))))


def checked_lines(text: str) -> list[str]:
    """The lines, each with a word in it.

    :raises ValidationError: for a line without words or too long a one, and for too many lines.
    """
    found = lines_of(text)
    for line in found:
        if not words(line):
            raise ValidationError(_("There is no word in this line: %(line)s") % {"line": line[:40]})
        if len(line) > LONGEST_LINE:
            raise ValidationError(_("A line is too long: %(line)s") % {"line": f"{line[:40]}…"})
    if len(found) > MOST_LINES:
        message = ngettext("At most %(number)s line.", "At most %(number)s lines.", MOST_LINES)
        raise ValidationError(message % {"number": MOST_LINES})
    return found


class SynonymForm(WagtailAdminModelForm):
    """At least two different words or phrases."""

    class Meta:
        model = SynonymGroup
        fields: ClassVar[list[str]] = ["words", "note"]
        widgets: ClassVar[dict[str, Any]] = {"words": forms.Textarea(attrs={"rows": 5})}

    def clean_words(self) -> str:
        found = checked_lines(self.cleaned_data["words"])
        if len({pin_key(line) for line in found}) < 2:  # two spellings of one search are one word
            raise ValidationError(_("Write at least two different words or phrases, one a line."))
        return "\n".join(found)


class PinForm(WagtailAdminModelForm):
    """Searches, and the addresses that stand first for them."""

    class Meta:
        model = Pin
        fields: ClassVar[list[str]] = ["words", "language", "addresses"]
        widgets: ClassVar[dict[str, Any]] = {
            "words": forms.Textarea(attrs={"rows": 3}),
            "addresses": forms.Textarea(attrs={"rows": 3, "dir": "ltr"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [("", _("All languages")), *LANGUAGE_CHOICES]

    def clean_words(self) -> str:
        return "\n".join(checked_lines(self.cleaned_data["words"]))

    def clean_addresses(self) -> str:
        found = [_path(line) for line in lines_of(self.cleaned_data["addresses"])]
        wrong = [line for line in found if not line.startswith("/") and not is_findable(line)]
        if wrong:
            raise ValidationError(
                _("This is no address of this site: %(address)s. It begins with a slash, such as /en/news/.")
                % {"address": wrong[0][:80]}
            )
        return "\n".join(dict.fromkeys(found))

    @property
    def not_findable(self) -> list[str]:
        """Those of the addresses under which the search knows nothing now."""
        return [line for line in self.cleaned_data["addresses"].splitlines() if not is_findable(line)]


class StopWordsForm(WagtailAdminModelForm):
    """The list of one language; an empty or untouched one at the beginning is the built-in list."""

    class Meta:
        model = StopWords
        fields: ClassVar[list[str]] = ["language", "words"]
        widgets: ClassVar[dict[str, Any]] = {"words": forms.Textarea(attrs={"rows": 14})}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        listed = words(cleaned.get("words", ""))
        untouched = any(set(listed) == known for known in built_in_stop_words().values())
        if self.instance.pk is None and (untouched or not listed):
            listed = sorted(built_in_stop_words().get(cleaned.get("language", ""), ()))
        cleaned["words"] = "\n".join(dict.fromkeys(listed))
        return cleaned


def _path(line: str) -> str:
    """The address as the index knows it: a whole address of this site loses its host, a script its mark."""
    parts = urlsplit(line)
    own = urlsplit(settings.NOTIFICATIONS_ADDRESS).netloc
    path = unquote(parts.path) if parts.netloc and parts.netloc == own else line
    for script in KAZAKH_SCRIPTS:
        if path.startswith(script):
            return "/kk/" + path.removeprefix(script)
    return path
