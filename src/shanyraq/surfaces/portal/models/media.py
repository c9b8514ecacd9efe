"""Pictures and attachments of editors."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.search import index

from shanyraq.kernel.translated import TranslatedField


class Picture(AbstractImage):
    """A picture with its description and credit, both in the language of the reader."""

    description = TranslatedField(
        _("description"),
        multiline=True,
        max_length=500,
        help_text=_("Say what the picture shows, for those who do not see it."),
    )
    credit = TranslatedField(
        _("credit"), max_length=200, help_text=_("Who made it and by what right it stands here.")
    )

    admin_form_fields = (
        "title", "file", "description", "credit", "collection", "tags",
        "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height",
    )  # fmt: skip  # names of fields read in lines
    search_fields = [
        *(field for field in AbstractImage.search_fields if field.field_name != "description"),
        index.SearchField("searchable_description"),
    ]

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_image", "Can choose image")]

    @property
    def searchable_description(self) -> str:
        """The descriptions in all languages."""
        return "\n".join(self.description.values())

    @property
    def default_alt_text(self) -> str:
        """The description in the language in force, or the nearest."""
        return str(self.description) or self.title


class PictureRendition(AbstractRendition):
    """A picture in one size and format."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="rendition_once")
        ]


class Attachment(AbstractDocument):
    """A file that readers download."""

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        permissions = [("choose_document", "Can choose document")]
