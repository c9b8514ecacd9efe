"""What every page of the portal is."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from shanyraq.kernel.languages import DEFAULT, LANGUAGES, Language
from shanyraq.platform.page_cache.marks import cacheable
from shanyraq.surfaces.portal.blocks import body_blocks
from shanyraq.surfaces.portal.queries import pictures

PICTURE_PANEL = MultiFieldPanel(
    [FieldPanel("picture"), FieldPanel("picture_description"), FieldPanel("picture_credit")],
    heading=_("Picture"),
)


def synchronized(*names: str) -> list[SynchronizedField]:
    """Fields that are the same in every language: a translation cannot change them."""
    return [SynchronizedField(name, overridable=False) for name in names]


class PortalPage(Page):
    """A page with a summary, a picture and a body, read in eight languages.

    A page that is not translated is an alias of the best translation; ``text_language`` tells which language
    its text is in, so that no template needs a query to mark it.
    """

    summary = models.TextField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_("One or two sentences for lists and search engines."),
    )
    picture = models.ForeignKey(
        "portal.Picture",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    picture_description = models.TextField(
        _("picture description"),
        max_length=500,
        blank=True,
        help_text=_("Only where it should differ from the picture's own description."),
    )
    picture_credit = models.CharField(_("picture credit"), max_length=200, blank=True)
    body = StreamField(body_blocks(), blank=True, verbose_name=_("body"))
    text_language = models.CharField(max_length=10, editable=False, blank=True)

    override_translatable_fields = synchronized("slug")
    settings_panels = Page.settings_panels
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("body")]
    show_in_menus_default = False
    nothing_restricted = False
    query_keys: tuple[str, ...] = ()
    """The keys of the query that the page reads."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        """A new page without a source is written in the language of its tree."""
        if not self.text_language and self.locale_id:
            self.text_language = self.locale.language_code
        super().save(*args, **options)

    def with_content_json(self, content: Any) -> Any:
        """The language of the text belongs to the page, not to a revision of it or of its source."""
        page = super().with_content_json(content)
        page.text_language = self.text_language
        return page

    @property
    def content_language(self) -> str:
        """The code of the language that the page's text is in."""
        return self.text_language if self.text_language in LANGUAGES else DEFAULT

    @property
    def language(self) -> Language:
        """The language of the text with its name, direction and BCP 47 tag."""
        return LANGUAGES[self.content_language]

    @property
    def picture_text(self) -> tuple[str, str]:
        """The picture's description and credit: the page's own, else the picture's in the page's language."""
        if self.picture is None:
            return "", ""
        description = (
            self.picture_description or self.picture.description.in_language(self.content_language).text
        )
        return description, self.picture_credit or self.picture.credit.in_language(self.content_language).text

    def serve(self, request: Any, *args: Any, **options: Any) -> Any:
        """A live page is the same for everybody; its pictures and those of its lists come in one query."""
        response = super().serve(request, *args, **options)
        self.__dict__["shows_body"] = True
        pictures.prepare(*(response.context_data or {}).values())
        return cacheable(response, query=self.query_keys) if self.live else response

    def get_view_restrictions(self) -> Any:
        """No query where ``web.pages`` saw that nothing is restricted; Wagtail asks for each ancestor."""
        if self.nothing_restricted:
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    def get_context(self, request: Any, *args: Any, **options: Any) -> dict[str, Any]:
        """Adds ``content_language`` for templates."""
        context = super().get_context(request, *args, **options)
        context["content_language"] = self.content_language
        return context


def content_panels(*own: Any) -> list[Any]:
    """The editing panels of a page: title and summary, its own fields, then picture and body."""
    return [*Page.content_panels, FieldPanel("summary"), *own, PICTURE_PANEL, FieldPanel("body")]
