"""Tables of the portal."""

from shanyraq.surfaces.portal.models.accessibility import Accessibility, Availability
from shanyraq.surfaces.portal.models.base import PortalPage
from shanyraq.surfaces.portal.models.collection import CollectionMember, CollectionPage
from shanyraq.surfaces.portal.models.demo_record import DemoRecord
from shanyraq.surfaces.portal.models.document import DocumentPage, DocumentVersion
from shanyraq.surfaces.portal.models.ensemble import EnsemblePage
from shanyraq.surfaces.portal.models.event import EventPage
from shanyraq.surfaces.portal.models.exhibition import ExhibitionPage
from shanyraq.surfaces.portal.models.home import HomeHighlight, HomePage
from shanyraq.surfaces.portal.models.media import Attachment, Picture, PictureRendition
from shanyraq.surfaces.portal.models.navigation import Menu, MenuItem
from shanyraq.surfaces.portal.models.news import NewsPage
from shanyraq.surfaces.portal.models.person import PersonPage, PersonRole
from shanyraq.surfaces.portal.models.place import OpeningException, OpeningHours, PlacePage
from shanyraq.surfaces.portal.models.plain import PlainPage
from shanyraq.surfaces.portal.models.route import RoutePage, RouteStop
from shanyraq.surfaces.portal.models.section import SectionPage
from shanyraq.surfaces.portal.models.story import StoryPage
from shanyraq.surfaces.portal.models.translation_state import TranslationState
from shanyraq.surfaces.portal.models.work import WorkHolder, WorkMaker, WorkPage

__all__ = [
    "Accessibility", "Attachment", "Availability", "CollectionMember", "CollectionPage", "DemoRecord",
    "DocumentPage", "DocumentVersion", "EnsemblePage", "EventPage", "ExhibitionPage", "HomeHighlight",
    "HomePage", "Menu", "MenuItem", "NewsPage", "OpeningException", "OpeningHours", "PersonPage",
    "PersonRole", "Picture", "PictureRendition", "PlacePage", "PlainPage", "PortalPage", "RoutePage",
    "RouteStop", "SectionPage", "StoryPage", "TranslationState", "WorkHolder", "WorkMaker", "WorkPage",
]  # fmt: skip  # names read in lines
