"""Menus that editors keep."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable

from shanyraq.kernel.translated import TranslatedField

validate_address = RegexValidator(
    r"^(/(?!/)|https://)[^\s\x00-\x1f\\]*\Z", _("Give an address that begins with / or https://")
)


class Menu(ClusterableModel):
    """The main menu or one group of links in the footer."""

    class Place(models.TextChoices):
        """Where the menu stands."""

        MAIN = "main", _("Main menu")
        FOOTER = "footer", _("Footer")

    place = models.CharField(
        _("place"), max_length=10, choices=Place.choices, default=Place.FOOTER, db_index=True
    )
    title = TranslatedField(_("title"), max_length=60)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    panels = [
        FieldPanel("place"),
        FieldPanel("title"),
        FieldPanel("position"),
        InlinePanel("items", label=_("Link")),
    ]

    class Meta:
        verbose_name = _("menu")
        verbose_name_plural = _("menus")
        ordering = ["place", "position", "pk"]

    def __str__(self) -> str:
        return f"{self.get_place_display()}: {self.title}"


class MenuItem(Orderable):
    """A link to a page (in the reader's language) or to an address."""

    menu = ParentalKey(Menu, on_delete=models.CASCADE, related_name="items")
    page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("page"),
    )
    address = models.CharField(
        _("address"),
        max_length=500,
        blank=True,
        validators=[validate_address],
        help_text=_("Instead of a page. An address without language, such as /api/, is used as it is."),
    )
    text = TranslatedField(_("text"), blank=True, max_length=60, help_text=_("Empty: the title of the page."))

    panels = [FieldPanel("page"), FieldPanel("address"), FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = _("link")
        verbose_name_plural = _("links")

    def clean(self) -> None:
        """Refuses a link that leads nowhere or to two places, and an address without words."""
        super().clean()
        if bool(self.page_id) == bool(self.address):
            raise ValidationError({"page": _("Choose a page or give an address, one of the two.")})
        if self.address and not self.text:
            raise ValidationError({"text": _("A link to an address needs a text.")})
