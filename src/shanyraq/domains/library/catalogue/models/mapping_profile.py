"""Profiles of import: how a source system's fields become a description, as data that librarians edit."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MappingProfile(models.Model):
    """A table for one source system. ``table`` has the form that ``profiles`` checks."""

    code = models.SlugField(_("code"), max_length=32, unique=True)
    name = models.CharField(_("name"), max_length=120)
    flavour = models.CharField(_("format"), max_length=10)
    """marc21 or unimarc: which rules tags follow."""
    table = models.JSONField(_("table"), default=dict)
    is_shipped = models.BooleanField(_("comes with the platform"), default=False, editable=False)

    class Meta:
        verbose_name = _("mapping profile")
        verbose_name_plural = _("mapping profiles")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name
