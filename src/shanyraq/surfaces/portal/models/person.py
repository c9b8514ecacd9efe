"""People of culture."""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from shanyraq.surfaces.portal.models.base import PortalPage, content_panels, synchronized
from shanyraq.surfaces.portal.queries import related

validate_partial_date = RegexValidator(
    r"^\d{3,4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?\Z",
    _("Give a year, a month or a day: 1845, 1845-08 or 1845-08-10."),
)


def partial_date(name: Any) -> models.CharField:
    """A date known to the year, the month or the day, by ISO 8601."""
    return models.CharField(name, max_length=10, blank=True, validators=[validate_partial_date])


class PersonPage(PortalPage):
    """A writer, composer, artist, actor or another person of culture."""

    born = partial_date(_("born"))
    died = partial_date(_("died"))
    lifespan_note = models.CharField(_("note on the dates"), max_length=200, blank=True)
    place_of_birth = models.CharField(_("place of birth"), max_length=200, blank=True)
    wikidata = models.CharField(_("Wikidata item"), max_length=20, blank=True)

    template = "portal/pages/person.html"
    parent_page_types = ["portal.SectionPage"]
    subpage_types: list[str] = []
    override_translatable_fields = synchronized("slug", "born", "died", "wikidata")
    content_panels = content_panels(
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("born"), FieldPanel("died")]),
                FieldPanel("lifespan_note"),
                FieldPanel("place_of_birth"),
                FieldPanel("wikidata"),
            ],
            heading=_("Life"),
        ),
        InlinePanel("roles", label=_("Role")),
    )

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def get_context(self, request: Any, *args: Any, **options: Any) -> dict[str, Any]:
        """Adds ``works`` made by the person and ``roles`` in the reader's language."""
        context = super().get_context(request, *args, **options)
        return context | related.person_context(self)


class PersonRole(Orderable):
    """What a person is known as."""

    class Role(models.TextChoices):
        """Callings, said in the reader's language."""

        POET = "poet", _("poet")
        WRITER = "writer", _("writer")
        PLAYWRIGHT = "playwright", _("playwright")
        AKYN = "akyn", _("akyn, singer of improvised verse")
        ZHYRAU = "zhyrau", _("zhyrau, epic singer")
        COMPOSER = "composer", _("composer")
        KUISHI = "kuishi", _("kuishi, master of instrumental kuis")
        MUSICIAN = "musician", _("musician")
        SINGER = "singer", _("singer")
        CONDUCTOR = "conductor", _("conductor")
        DANCER = "dancer", _("dancer")
        ACTOR = "actor", _("actor")
        DIRECTOR = "director", _("director")
        FILM_DIRECTOR = "film_director", _("film director")
        SCREENWRITER = "screenwriter", _("screenwriter")
        ARTIST = "artist", _("artist")
        SCULPTOR = "sculptor", _("sculptor")
        ARCHITECT = "architect", _("architect")
        CRAFTSPERSON = "craftsperson", _("master of crafts")
        TRANSLATOR = "translator", _("translator")
        SCHOLAR = "scholar", _("scholar")
        EDUCATOR = "educator", _("educator")
        THINKER = "thinker", _("thinker")
        PUBLIC_FIGURE = "public_figure", _("public figure")

    person = ParentalKey(PersonPage, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)

    panels = [FieldPanel("role")]
