"""The platform with one picture that only signed-in readers may see; `imaging_tiles` serves it."""

import os
from pathlib import Path

from django.http import HttpRequest

from shanyraq.config.wsgi import application
from shanyraq.platform.imaging import sources

__all__ = ["application"]

HOLDS_SECONDS = 2.0


class Scan:
    """Asks the session and the account, as rooms do, once in two seconds for each reader and process."""

    def locate(self, name: str) -> sources.Picture | None:
        path = Path(os.environ["IMAGING_BENCHMARK_FOLDER"]) / name
        return sources.Picture(path, "1", group="book", holds=HOLDS_SECONDS) if path.is_file() else None

    def may_see(self, group: str, request: HttpRequest) -> sources.Decision:  # noqa: ARG002 - the protocol has it
        return sources.Decision(is_allowed=request.user.is_authenticated, holds=HOLDS_SECONDS)


sources.register("bench", Scan())
