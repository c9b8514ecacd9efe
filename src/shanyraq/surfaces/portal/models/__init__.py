"""Tables of the portal."""

from shanyraq.surfaces.portal.models.media import Attachment, Picture, PictureRendition

__all__ = ["Attachment", "Picture", "PictureRendition"]
