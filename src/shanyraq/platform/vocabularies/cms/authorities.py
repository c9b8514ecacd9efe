"""Authorities with their names and numbers, for staff."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.viewsets.model import ModelViewSet

from shanyraq.platform.vocabularies.models import Authority


class AuthorityViewSet(ModelViewSet):
    """List, make, edit. Years and keys follow what is written; what is used cannot be deleted."""

    model = Authority
    name = "authorities"
    url_prefix = "authorities"
    icon = "user"
    menu_label = _("Authorities")
    add_to_admin_menu = True
    menu_order = 720
    list_display = ["__str__", "kind", "dates", "changed_at"]
    list_filter = ["kind"]
    search_fields = ["names__text", "dates"]
    search_backend_name = None
    copy_view_enabled = False
    panels = [
        MultiFieldPanel(
            [FieldPanel("kind"), FieldPanel("dates"), FieldPanel("note")], heading=_("Authority")
        ),
        InlinePanel(
            "names",
            heading=_("Names"),
            label=_("Name"),
            min_num=1,
            panels=[
                FieldPanel("text"),
                FieldPanel("language"),
                FieldPanel("script"),
                FieldPanel("is_preferred"),
            ],
        ),
        InlinePanel(
            "identifiers",
            heading=_("Identifiers"),
            label=_("Identifier"),
            panels=[FieldPanel("scheme"), FieldPanel("value")],
        ),
    ]


authorities = AuthorityViewSet()
