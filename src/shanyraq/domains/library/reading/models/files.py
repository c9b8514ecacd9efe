"""Where the files of digital editions lie: a storage of their own, of which nothing is served unchecked."""

from typing import Any

from django.core.files.storage import Storage, storages
from django.db import models


def library_storage() -> Storage:
    """The storage ``library`` of the settings; a folder that no address leads to, by default."""
    return storages["library"]


def file_field(**options: Any) -> models.FileField:
    """A file in the library's storage, empty at first. Its name is given by the action that writes it."""
    return models.FileField(storage=library_storage, max_length=300, blank=True, editable=False, **options)
