"""A storage without paths, as S3 is one."""

import io

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage


class Breaking(io.BytesIO):
    """A connection that is lost while it is read."""

    def read(self, _size=-1):
        raise ConnectionResetError


class FarAway(Storage):
    """Counts what is fetched from it, and can break off in the middle."""

    def __init__(self) -> None:
        self.contents: dict[str, bytes] = {}
        self.fetched: list[str] = []
        self.breaks = False

    def _open(self, name, mode="rb"):  # noqa: ARG002 - Django's signature
        self.fetched.append(name)
        if name not in self.contents:
            raise FileNotFoundError(name)
        source = Breaking() if self.breaks else io.BytesIO(self.contents[name])
        return File(source, name=name)

    def _save(self, name, content):
        self.contents[name] = content.read()
        return name

    def put(self, name: str, content: bytes) -> None:
        self.save(name, ContentFile(content))

    def exists(self, name):
        return name in self.contents

    def delete(self, name):
        self.contents.pop(name, None)

    def size(self, name):
        return len(self.contents[name])
