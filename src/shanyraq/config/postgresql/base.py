"""The engine of ``DATABASES``, where Django looks for it."""

from __future__ import annotations

import select
from time import monotonic
from typing import Final

from django.db.backends.postgresql import base

TRUSTED_SECONDS: Final = 2.0
"""How long a connection that answered is believed to live without being asked again."""


class DatabaseWrapper(base.DatabaseWrapper):
    """Django asks ``SELECT 1`` at the beginning of each request, a third of the journeys of a short one.

    Here it is asked when the last answer is older than two seconds. In between, a look at the socket tells as
    much: a server that ends or restarts says so, and what a network swallows no question would notice.
    """

    _answered = 0.0

    def is_usable(self) -> bool:
        if self.connection is None:
            return False
        if monotonic() - self._answered < TRUSTED_SECONDS and not self._has_news():
            return True
        usable: bool = super().is_usable()
        self._answered = monotonic() if usable else 0.0
        return usable

    def _has_news(self) -> bool:
        """Whether something was sent that nobody asked for, or the other side has hung up."""
        driver = self.connection.pgconn
        if driver.status != 0:  # libpq's CONNECTION_OK
            return True
        poll = select.poll()
        poll.register(driver.socket, select.POLLIN | select.POLLERR | select.POLLHUP)
        return bool(poll.poll(0))
