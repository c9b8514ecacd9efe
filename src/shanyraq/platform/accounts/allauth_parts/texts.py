"""Texts of Django and allauth that our forms show, so that our catalogue has them in every language.

Neither library speaks all eight languages; a catalogue of the project goes before theirs. Nothing reads these
names: the extraction of messages does.
"""

from django.utils.translation import gettext_noop, ngettext_lazy

SHOWN = (
    gettext_noop("This password is too common."),
    gettext_noop("This password is entirely numeric."),
    gettext_noop("The password is too similar to the %(verbose_name)s."),
    gettext_noop("This field is required."),
    gettext_noop("Enter a valid email address."),
    gettext_noop("Select a valid choice. %(value)s is not one of the available choices."),
)
TOO_SHORT = ngettext_lazy(
    "This password is too short. It must contain at least %d character.",
    "This password is too short. It must contain at least %d characters.",
)
