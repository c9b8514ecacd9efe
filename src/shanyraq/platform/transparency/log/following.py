"""The process that gives entries their places and publishes, until it is told to stop."""

from __future__ import annotations

import logging
import threading
from typing import Final

from django.db import DatabaseError, InterfaceError, connection

from shanyraq.platform.transparency.log.publishing import publish, require_nothing_later
from shanyraq.platform.transparency.log.registry import logs
from shanyraq.platform.transparency.log.sequencing import MOST_AT_ONCE, sequence

LOG = logging.getLogger(__name__)
PULSE_SECONDS: Final = 0.5
LONGEST_PAUSE_SECONDS: Final = 5.0


def follow(stopping: threading.Event) -> None:
    """Sequence and publish every log again and again, through lost connections, until *stopping* is set.

    One log that fails does not stop the others.
    """
    pause = PULSE_SECONDS
    while not stopping.is_set():
        results = [_step(name) for name in logs()]
        if any(done is None for done in results):
            connection.close()
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
        else:
            pause = PULSE_SECONDS
        if MOST_AT_ONCE not in results:
            stopping.wait(pause)


def _step(name: str) -> int | None:
    """Entries of one log that got their places; nothing when it failed."""
    try:
        require_nothing_later(name)
        done = sequence(name)
        publish(name)
    except (DatabaseError, InterfaceError, OSError) as error:
        LOG.warning("log %s: trying again: %s", name, str(error).strip() or type(error).__name__)
        return None
    except Exception:
        LOG.exception("log %s: trying again", name)
        return None
    return done
