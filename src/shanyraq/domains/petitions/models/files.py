"""Where files of petitions lie."""

from django.db import models
from django.utils.translation import gettext_lazy as _


def file_field() -> models.FileField:
    """A stored file; it is served by a view that asks for permission, never from its address."""
    return models.FileField(_("file"), upload_to="petitions/%Y/%m/", max_length=200)
