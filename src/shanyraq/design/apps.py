"""Wiring of the design room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DesignConfig(AppConfig):
    """Templates, template tags and static files that all rooms build on; it keeps no rows."""

    name = "shanyraq.design"
    label = "design"
    verbose_name = _("Design")
