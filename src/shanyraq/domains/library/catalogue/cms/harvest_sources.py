"""Repositories that are harvested, in the admin."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from shanyraq.domains.library.catalogue.models import HarvestSource


class HarvestSourceViewSet(ModelViewSet):
    """Where members' records are fetched from by night."""

    model = HarvestSource
    name = "harvest_sources"
    url_prefix = "library/harvest"
    icon = "download"
    menu_label = _("Harvested repositories")
    add_to_admin_menu = True
    menu_order = 721
    list_display = ["address", "library", "profile", "set_spec", "is_active", "harvested_until"]
    form_fields = ["library", "profile", "address", "metadata_prefix", "set_spec", "is_active"]
    search_fields = ["address"]
    search_backend_name = None
    copy_view_enabled = False


harvest_sources = HarvestSourceViewSet()
