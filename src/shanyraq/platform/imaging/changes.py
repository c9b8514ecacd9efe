"""News between the processes of one node: what they remember of pictures and readers holds no longer.

The news is the time of an empty file in the node's own folder. Every request looks at it (a microsecond), so
that a takedown holds on this node from the moment its transaction is committed; other nodes notice when what
they remember has run out (``sources.Picture.holds``).
"""

import os
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import transaction

NAME: Final = "changed"


def _news() -> Path:
    return Path(settings.IMAGING_FOLDER) / NAME


def stamp() -> int:
    """When access to pictures last changed on this node, in nanoseconds; 0 for never."""
    try:
        return _news().stat().st_mtime_ns
    except OSError:
        return 0


def tell() -> None:
    """Have every process of this node ask anew who may see what, from the next request on."""
    news = _news()
    news.parent.mkdir(parents=True, exist_ok=True)
    news.touch()
    # never the time that is there already: clocks of files tick slowly
    now = max(time.time_ns(), stamp() + 1)
    with suppress(PermissionError):  # another account's file was touched, which is enough
        os.utime(news, ns=(now, now))


def tell_on_commit() -> None:
    """``tell`` when the open transaction is committed; at once where there is none."""
    transaction.on_commit(tell)
