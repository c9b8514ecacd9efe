"""Stories for children."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField

from shanyraq.surfaces.portal.blocks import story_blocks
from shanyraq.surfaces.portal.blocks.recording import AUDIO, wrong_ending
from shanyraq.surfaces.portal.models.base import PortalPage, content_panels, synchronized
from shanyraq.surfaces.portal.queries import related


class StoryPage(PortalPage):
    """A story with a look of its own, large type and no way out of the portal.

    Its body has only blocks without links, and ``LinklessTextBlock`` cleans those that come by paste or JSON.
    """

    body = StreamField(story_blocks(), blank=True, verbose_name=_("body"))
    age_from = models.PositiveSmallIntegerField(_("age from"), null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(
        _("age to"), null=True, blank=True, validators=[MaxValueValidator(18)]
    )
    minutes = models.PositiveSmallIntegerField(_("minutes of reading"), null=True, blank=True)
    moral = models.TextField(_("last thought"), max_length=300, blank=True)
    audio = models.ForeignKey(
        "portal.Attachment",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("read aloud"),
        help_text=_("The story read aloud in this language; MP3 or OGG."),
    )

    template = "portal/pages/story.html"
    parent_page_types = ["portal.SectionPage"]
    subpage_types: list[str] = []
    override_translatable_fields = synchronized("slug", "age_from", "age_to", "minutes")
    content_panels = content_panels(
        FieldRowPanel([FieldPanel("age_from"), FieldPanel("age_to"), FieldPanel("minutes")]),
        FieldPanel("audio"),
        FieldPanel("moral"),
    )

    class Meta:
        verbose_name = _("story for children")
        verbose_name_plural = _("stories for children")

    def clean(self) -> None:
        """Refuses ages in the wrong order and a file that is not sound."""
        super().clean()
        if self.age_from is not None and self.age_to is not None and self.age_to < self.age_from:
            raise ValidationError({"age_to": _("The highest age must not be below the lowest.")})
        if error := wrong_ending(self.audio, AUDIO):
            raise ValidationError({"audio": error})

    def get_context(self, request: Any, *args: Any, **options: Any) -> dict[str, Any]:
        """Adds ``more``: up to three other stories, ``children_look``, and the class that gives the look."""
        context = super().get_context(request, *args, **options)
        more = related.other_stories(self)
        return context | {"more": more, "children_look": True, "body_class": "for-children"}
