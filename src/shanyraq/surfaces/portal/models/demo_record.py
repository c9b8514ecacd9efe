"""What the demonstration wrote."""

from django.db import models


class DemoRecord(models.Model):
    """The digest of one object as ``shanyraq demo`` wrote it.

    An object whose content has another digest was changed by an editor and is left alone; one that is gone
    was deleted by an editor and is not made again.
    """

    key = models.CharField(max_length=200, primary_key=True)
    written = models.CharField(max_length=64)
    content = models.CharField(max_length=64)
    object_id = models.CharField(max_length=40)
    written_at = models.DateTimeField(auto_now=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.key
