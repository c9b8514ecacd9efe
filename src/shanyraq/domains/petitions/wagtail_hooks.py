"""Wiring into Wagtail's admin: one entry of the menu for the law, the places and the people of petitions."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup

from shanyraq.domains.petitions.cms.law import EditionViewSet, GroundViewSet, ThresholdViewSet
from shanyraq.domains.petitions.cms.places import (
    BodyViewSet,
    OfficerViewSet,
    TerritoryViewSet,
    TopicViewSet,
)


class PetitionsGroup(ViewSetGroup):
    """What staff keep so that petitions can be written and checked."""

    menu_label = _("Petitions")
    menu_icon = "edit"
    menu_order = 740
    items = (
        EditionViewSet,
        ThresholdViewSet,
        GroundViewSet,
        TopicViewSet,
        TerritoryViewSet,
        BodyViewSet,
        OfficerViewSet,
    )


petitions = PetitionsGroup()


@hooks.register("register_admin_viewset")
def register_petitions() -> PetitionsGroup:
    """The group with all its kinds."""
    return petitions
