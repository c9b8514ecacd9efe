"""A page with nothing but text."""

from django.utils.translation import gettext_lazy as _

from shanyraq.surfaces.portal.models.base import PortalPage, content_panels


class PlainPage(PortalPage):
    """About the portal, accessibility statement, contacts and the like."""

    template = "portal/pages/plain.html"
    parent_page_types = ["portal.HomePage", "portal.SectionPage", "portal.PlainPage"]
    subpage_types = ["portal.PlainPage"]
    content_panels = content_panels()

    class Meta:
        verbose_name = _("plain page")
        verbose_name_plural = _("plain pages")
